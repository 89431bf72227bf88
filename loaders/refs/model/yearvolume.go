package model

import (
	"slices"

	"bibgraph/loaders/record"
	"bibgraph/loaders/refs/tokens"
)

// yearVolumes parts a year from the volume and issue that physicians print
// behind it without a blank: "1953;171(4356)" (ICMJE, Vancouver style).
func yearVolumes(s *sheet) {
	for i := 0; i < len(s.spans); i++ {
		x := s.spans[i]
		first, last := s.tokens(x)
		if x.Field != record.FieldVolume || last <= first || s.line.Tokens[first].Shape != tokens.Year || s.line.Tokens[first+1].Mark != tokens.Semicolon {
			continue
		}
		part := func(from, to int, field record.Field) record.Span {
			end := s.line.Tokens[to]
			return record.Span{Start: s.line.Tokens[from].Runes, End: end.Runes + end.Length, Field: field, Confidence: x.Confidence}
		}
		parts := []record.Span{part(first, first, record.FieldDate)}
		issue := first + 2
		for issue <= last && s.line.Tokens[issue].Mark != tokens.Open {
			issue++
		}
		parts = append(parts, part(first+1, issue-1, record.FieldVolume))
		if issue <= last {
			parts = append(parts, part(issue, last, record.FieldIssue))
		}
		s.spans = slices.Replace(s.spans, i, i+1, parts...)
		i += len(parts) - 1
	}
}
