package rules

import (
	"regexp"
	"strings"

	"bibgraph/loaders/record"
	"bibgraph/loaders/refs/language"
)

var (
	inBrackets = regexp.MustCompile(`\s*:?\s*\[([^\[\]]{8,300})\]`)
	afterEqual = regexp.MustCompile(`\s=\s([^=/\[]{4,200}?)(?:\s/|\s?//|\.\s[–—-]|\s\[|$|:\s)`)
)

// translations marks a title in another language beside the title: in
// brackets, or behind "=" as GOST 7.1 has parallel titles.
func translations(s *sheet) {
	s.each(inBrackets, func(m []int) {
		before, inside := s.text[:m[0]], s.text[m[2]:m[3]]
		if len(strings.Fields(inside)) < 2 || !strings.ContainsFunc(before, isWordRune) {
			return
		}
		if cut := strings.LastIndexAny(before, "]"); cut >= 0 {
			before = before[cut:]
		}
		if language.Of(inside) != language.Of(before) {
			s.mark(record.FieldTranslated, labelled, m[0], m[2], m[3], m[1])
		}
	})
	s.each(afterEqual, func(m []int) {
		before, inside := s.text[:m[0]], s.text[m[2]:m[3]]
		if language.Of(inside) != language.Of(before) {
			s.mark(record.FieldTranslated, labelled, m[0], m[2], m[3], m[3])
		}
	})
}
