package model

import (
	"slices"
	"strings"

	"bibgraph/loaders/record"
	"bibgraph/loaders/refs/tokens"
)

// roles makes translators of those behind "пер. с англ." and "trans. by", and
// editors of those before "(Hrsg.)" and "a cura di".
func roles(s *sheet) {
	var behind [][2]int
	for i := range s.spans {
		x := &s.spans[i]
		first, last := s.tokens(*x)
		if x.Field != record.FieldEditor && x.Field != record.FieldAuthor || first > last {
			continue
		}
		for k := first - 1; i > 0 && k >= max(first-3, 0) && !s.line.Is(k, "role"); k-- {
			if s.line.Is(k, "translator") {
				x.Field = record.FieldTranslator
				behind = append(behind, [2]int{s.line.Tokens[k].Runes, x.Start})
				break
			}
		}
		if x.Field == record.FieldAuthor {
			s.edited(x, first, last, i > 0)
			if i > 0 && s.spans[i-1].Field == record.FieldTitle && s.line.BehindIn(first) {
				x.Field = record.FieldEditor // of what the work stands in
			}
		}
	}
	for _, words := range behind {
		s.clear(words[0], words[1])
	}
}

// edited makes editors of people with the words for it behind their names.
// Corpora of Italian books call those at the head, "(a cura di)", authors.
func (s *sheet) edited(x *record.Span, first, last int, inside bool) {
	k := first + 1
	for k <= last && s.line.Tokens[k].Mark != tokens.Open {
		k++
	}
	if k >= len(s.line.Tokens) || s.line.Tokens[k].Mark != tokens.Open || k > last+1 {
		return
	}
	words := s.line.Text[s.line.Tokens[k].Start:]
	italian := strings.HasPrefix(words, "a cura di")
	if !italian && !s.line.Is(k, "role") && !strings.HasPrefix(words, "a c. di") {
		return
	}
	before := s.line.Tokens[k-1]
	x.End = before.Runes + before.Length
	if inside || !italian {
		x.Field = record.FieldEditor
	}
}

// clear takes the spans of notes away that lie between two places.
func (s *sheet) clear(start, end int) {
	for i := range s.spans {
		if x := &s.spans[i]; x.Start >= start && x.End <= end && x.Field == record.FieldNote {
			x.Field = ""
		}
	}
	s.spans = slices.DeleteFunc(s.spans, func(x record.Span) bool { return x.Field == "" })
}
