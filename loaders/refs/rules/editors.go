package rules

import (
	"regexp"
	"strings"

	"bibgraph/loaders/record"
	"bibgraph/loaders/refs/names"
)

var roles = []struct {
	field record.Field
	lead  *regexp.Regexp
}{
	{record.FieldEditor, regexp.MustCompile(`(?i)(?:^|[\s.,;:(/\[–—-])((?:под\s+)?(?:общ(?:ей|\.)\s+|науч(?:ной|\.)\s+)?(?:и\s+науч\.\s+)?ред(?:\.|акцией|акция|кол\.?:?)(?:\s+(?:(?-i:и)\s+)?(?:(?-i:с)\s+)?(?:предисл\.|перевода|предисловие|примечания|(?-i:и)\s|,)+)*(?:\s?(?:проф|акад|д\.?\s?и\.?\s?н)\.)?|отв\.\s?ред\.|гл\.\s?ред\.|ред\.?-сост\.|състав\.|сост\.|за\s(?:заг\.\s)?ред\.|упоряд\.|ed(?:s|ited)?\.?\s+by|ed\.\s|hrsg\.\s(?:v\.|von)|herausgegeben\s+von|a\s+cura\s+di|sous\s+la\s+dir(?:ection|\.)\s+de|ерөнхий\s+редактор|ред\.)\s*:?\s*`)},
	{record.FieldTranslator, regexp.MustCompile(`(?i)(?:^|[\s.,;:(/\[–—-])(пер\.(?:\sс\s[\p{L}-]+\.?)?(?:\sи\s[\p{L}.]+)?|перевод(?:\sс\s[\p{L}]+)?|перекл\.|transl(?:\.|ated)\s+by|trans\.(?:\s+by)?|übers\.\s(?:v\.|von)|trad\.\s(?:di|de|par)|орч\.|орчуулсан)\s*:?\s*`)},
}

// editors marks editors and translators that are called so: "под ред. И. И.
// Иванова", "In P. Tetlock & A. Belkin (Eds.)".
func editors(s *sheet) {
	for _, role := range roles {
		s.each(role.lead, func(m []int) {
			start := m[1]
			n := names.Scan(s.text[start:])
			if n == 0 || !s.free(m[2], start+n) {
				return
			}
			s.mark(role.field, labelled, m[2], start, start+n, start+n)
			s.keepInitial(start + n)
		})
	}
	s.each(containerWord, func(m []int) {
		n := names.Scan(s.text[m[1]:])
		if n == 0 {
			return
		}
		end := m[1] + n
		if role := editorRole.FindString(s.text[end:]); role != "" {
			s.mark(record.FieldEditor, labelled, m[1], m[1], end, end+len(strings.TrimRight(role, " .,:;")))
		}
	})
}

// keepInitial gives the mark that ends at a place its initial's full stop.
func (s *sheet) keepInitial(end int) {
	for i := range s.marks {
		if m := &s.marks[i]; m.to == end && m.end == end-1 && s.text[m.end] == '.' {
			m.end = end
		}
	}
}
