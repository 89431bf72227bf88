package model

import (
	"bibgraph/loaders/record"
	"bibgraph/loaders/refs/features"
	"bibgraph/loaders/refs/tokens"
)

// accessed labels the day behind "accessed", "дата обращения" and their like,
// and before 閲覧, where the field took it for something else.
func accessed(s *sheet) {
	l := s.line
	for i := range l.Tokens {
		switch {
		case l.Is(i, "seen") && (i+1 == len(l.Tokens) || !l.Is(i+1, "seen")):
			from := i + 1 // a word or two may stand between, such as "on" or "am"
			for from < len(l.Tokens) && from <= i+2 && !dayPart(l, from) {
				from++
			}
			to := from
			for to < len(l.Tokens) && to < from+5 && dayPart(l, to) {
				to++
			}
			s.see(from, to, i)
		case i > 0 && (l.Tokens[i-1].Word == signEtsu && l.Tokens[i].Word == signRan):
			from := i - 1
			for from > 0 && i-from < 8 && (dayPart(l, from-1) || dayUnits[l.Tokens[from-1].Word]) {
				from--
			}
			s.see(from, i-1, from)
		}
	}
}

// see labels tokens as the day of access if a year is among them; what was
// labelled from the token of the word on is cut.
func (s *sheet) see(from, to, word int) {
	l := s.line
	year := false
	for i := from; i < to; i++ {
		year = year || l.Tokens[i].Shape == tokens.Year
	}
	if !year || to-from < 2 {
		return
	}
	last := l.Tokens[to-1]
	span := record.Span{Start: l.Tokens[from].Runes, End: last.Runes + last.Length, Field: record.FieldAccessed, Confidence: 0.95}
	for _, x := range s.spans {
		if x.Field == record.FieldAccessed && x.Start == span.Start && x.End == span.End {
			return
		}
	}
	s.cut(span)
	s.clear(l.Tokens[word].Runes, span.Start)
	for i := range s.spans {
		if x := &s.spans[i]; x.End > l.Tokens[word].Runes && x.Start < l.Tokens[word].Runes && x.Field != record.FieldAccessed {
			x.End = trimmed(s.text, x.Start, l.Tokens[word].Runes)
		}
	}
}

var (
	signEtsu = tokens.Hash("閲")
	signRan  = tokens.Hash("覧")
	dayUnits = map[uint32]bool{tokens.Hash("年"): true, tokens.Hash("月"): true, tokens.Hash("日"): true}
)

// dayPart reports whether a token may be part of a day.
func dayPart(l *features.Line, i int) bool {
	t := l.Tokens[i]
	return l.Is(i, "month") || t.Shape == tokens.Digit1 || t.Shape == tokens.Digit2 || t.Shape == tokens.Year || t.Shape == tokens.Ordinal && t.Length < 5
}
