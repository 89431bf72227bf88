package model

import (
	"slices"
	"strings"
	"unicode/utf8"

	"bibgraph/loaders/record"
	"bibgraph/loaders/refs/names"
	"bibgraph/loaders/refs/tokens"
)

// responsibility takes the authors out of the statement behind "/" (GOST
// 7.1-2003, 5.2.6) where none stand at the head, or the first alone of several.
func responsibility(s *sheet) {
	l := s.line
	for i := 1; i < len(l.Tokens); i++ {
		t := l.Tokens[i]
		if t.Mark != tokens.Slash || !strings.Contains(l.Text[l.Tokens[i-1].End:t.Start], " / ") {
			continue
		}
		statement := l.Text[t.Start:]
		s.institution(t, statement)
		for _, stop := range []string{"//", ". –", ". —", ". -", ".–", ".—", " — ", " – ", ";"} {
			if at := strings.Index(statement, stop); at >= 0 {
				statement = statement[:at]
			}
		}
		n := names.Scan(statement)
		if n == 0 {
			return
		}
		head := ""
		for _, x := range s.spans {
			if x.Field == record.FieldAuthor && x.Start < t.Runes {
				head = string(s.text[x.Start:x.End])
				if s.at(x.End) == '.' {
					head += "." // of an initial
				}
			}
		}
		if head == "" || several(statement[:n]) && !several(head) {
			s.cut(record.Span{Start: t.Runes, End: t.Runes + len([]rune(statement[:n])), Field: record.FieldAuthor, Confidence: 0.8})
		}
		return
	}
}

// institution takes what stands behind the author of a thesis for its publisher
// (GOST 7.1-2003, 5.2.6.3): "/ Горянов Алексей Викторович ; МГУ. – М., 2013".
func (s *sheet) institution(t tokens.Token, statement string) {
	person, body, _ := strings.Cut(statement, " ; ")
	end := areaEnds(body)
	isGenre := func(x record.Span) bool { return x.Field == record.FieldGenre }
	if end <= 0 || areaEnds(person) >= 0 || !slices.ContainsFunc(s.spans, isGenre) {
		return
	}
	start := t.Runes + utf8.RuneCountInString(person) + len(" ; ")
	s.spans = slices.DeleteFunc(s.spans, func(x record.Span) bool {
		return x.Field == record.FieldPublisher && x.Start >= t.Runes && x.Start < start // the author's name
	})
	if slices.ContainsFunc(s.spans, func(x record.Span) bool { return x.Field == record.FieldPublisher }) {
		return
	}
	s.cut(record.Span{Start: start, End: start + utf8.RuneCountInString(body[:end]), Field: record.FieldPublisher, Confidence: 0.97})
}

// areaEnds tells where the signs stand that end an area of a description, or -1.
func areaEnds(text string) int {
	first := -1
	for _, signs := range []string{". –", ". —", ". -"} {
		if at := strings.Index(text, signs); at >= 0 && (first < 0 || at < first) {
			first = at
		}
	}
	return first
}

func several(text string) bool { return len(names.List(text, names.Context{})) > 1 }
