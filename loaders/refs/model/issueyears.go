package model

import (
	"slices"

	"bibgraph/loaders/record"
	"bibgraph/loaders/refs/tokens"
)

// issueYears takes the year behind the number of an issue for the date, if there
// is no other: German journals are cited as "SozSich 10/2012".
func issueYears(s *sheet) {
	if slices.ContainsFunc(s.spans, func(x record.Span) bool { return x.Field == record.FieldDate }) {
		return
	}
	for i := range s.spans {
		x := &s.spans[i]
		first, last := s.tokens(*x)
		if x.Field != record.FieldVolume && x.Field != record.FieldIssue || first > last || last == 0 {
			continue
		}
		year := &s.line.Tokens[last]
		if year.Shape != tokens.Year || year.Mark != tokens.Slash {
			continue
		}
		date := record.Span{Start: year.Runes, End: year.Runes + year.Length, Field: record.FieldDate, Confidence: x.Confidence}
		if first == last {
			*x = date
		} else {
			s.cut(date)
		}
		return
	}
}
