package model

import (
	"bibgraph/loaders/record"
)

// labelWords keeps the words that stand beside a value, such as "Vol." and
// "с.", out of it.
func labelWords(s *sheet) {
	for i := range s.spans {
		x := &s.spans[i]
		class, ok := besides[x.Field]
		if !ok {
			continue
		}
		first, last := s.tokens(*x)
		for first < last && s.line.Is(first, class...) {
			first++
		}
		for last > first && s.line.Is(last, class...) {
			last--
		}
		if first <= last {
			t := s.line.Tokens[last]
			x.Start, x.End = s.line.Tokens[first].Runes, t.Runes+t.Length
		}
	}
}

// besides are the classes of words that stand beside the values of a field.
var besides = map[record.Field][]string{
	record.FieldPage:      {"page", "pagecount"},
	record.FieldPageCount: {"page", "pagecount"},
	record.FieldVolume:    {"volume"},
	record.FieldIssue:     {"issue"},
	record.FieldISBN:      {"isbn"},
	record.FieldISSN:      {"isbn"},
	record.FieldDOI:       {"doi"},
	record.FieldArXiv:     {"arxiv"},
	record.FieldAccessed:  {"seen"},
}

// tokens gives the first and last token of a span; the first is behind the last
// if it has none.
func (s *sheet) tokens(x record.Span) (first, last int) {
	first, last = len(s.line.Tokens), -1
	for i := range s.line.Tokens {
		if t := &s.line.Tokens[i]; t.Runes >= x.Start && t.Runes+t.Length <= x.End {
			first, last = min(first, i), i
		}
	}
	return first, last
}
