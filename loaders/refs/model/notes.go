package model

import (
	"slices"
	"strings"

	"bibgraph/loaders/record"
	"bibgraph/loaders/refs/tokens"
)

// notes labels "(In Russ.)", which tells the language of a work whose title is
// printed in another, and numbers of arXiv in their old form.
func notes(s *sheet) {
	l := s.line
	for i := 1; i < len(l.Tokens); i++ {
		before, t := l.Tokens[i-1], l.Tokens[i]
		switch {
		case before.Word == wordIn && before.Mark == tokens.Open && t.Shape == tokens.Capital && i+1 == len(l.Tokens) || i+1 < len(l.Tokens) && before.Word == wordIn && before.Mark == tokens.Open && t.Shape == tokens.Capital && l.Tokens[i+1].Inside&tokens.InRound == 0:
			end := t.Runes + t.Length
			if s.at(end) == '.' {
				end++
			}
			s.cut(record.Span{Start: before.Runes, End: end, Field: record.FieldNote, Confidence: 0.95})
		case t.Kind == tokens.Number && t.Length == 7 && t.Mark == tokens.Slash:
			start := strings.LastIndexAny(l.Text[:t.Start-1], " ,;:[(") + 1
			if archives[strings.ToLower(l.Text[start:t.Start-1])] {
				at := len([]rune(l.Text[:start]))
				s.cut(record.Span{Start: at, End: t.Runes + t.Length, Field: record.FieldArXiv, Confidence: 0.95})
			}
		}
	}
	s.spans = slices.DeleteFunc(s.spans, func(x record.Span) bool {
		return x.Field == record.FieldDOI && !slices.Contains(s.text[x.Start:x.End], '/')
	})
}

var (
	wordIn   = tokens.Hash("in")
	archives = setOf("hep-th|hep-ph|hep-ex|hep-lat|astro-ph|cond-mat|gr-qc|quant-ph|nucl-th|nucl-ex|math|math-ph|physics|cs|nlin")
)
