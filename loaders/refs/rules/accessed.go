package rules

import (
	"regexp"
	"strings"

	"bibgraph/loaders/record"
	"bibgraph/loaders/refs/dates"
)

var (
	seen = regexp.MustCompile(`(?i)[(\[（]?\s*(?:дата\s+(?:последнего\s+)?(?:обращения|доступа|просмотра)|дата\s+звернення|дата\s+обр\.|обращение|просмотрено|(?:last\s+)?accessed(?:\s+on)?|(?:last\s+)?visited(?:\s+on)?|retrieved(?:\s+on)?|access(?:\s+date)?|date\s+of\s+access|viewed(?:\s+on)?|consult[ée]+e?(?:\s+le)?|(?:letzter\s+)?zugriff(?:\s+am)?|abgerufen(?:\s+am)?|stand|acesso(?:\s+em)?|acceso|consulta[dt]o(?:\s+(?:el|il))?|үзсэн(?:\s+огноо)?|хандсан(?:\s+огноо)?|访问日期|引用日期|参照|閲覧日?)\s*[:：]?\s*`)
	// The form of GB/T 7714, and the Japanese one that ends in its word.
	seenInBrackets = regexp.MustCompile(`\[(\d{4}-\d\d?-\d\d?)\]`)
	seenAfter      = regexp.MustCompile(`[(（]?\s*((?:19|20)\d\d年\d{1,2}月\d{1,2}日)\s*(?:閲覧|アクセス|参照|访问)[)）]?`)
)

// accessed marks the day on which the citing author saw the work.
func accessed(s *sheet) {
	s.each(seenAfter, func(m []int) { s.mark(record.FieldAccessed, labelled, m[0], m[2], m[3], m[1]) })
	s.each(seen, func(m []int) {
		rest := s.text[m[1]:]
		found := dates.Find(rest[:min(len(rest), 60)])
		if len(found) == 0 || found[0].Start > 2 {
			return
		}
		start, end := m[1]+found[0].Start, m[1]+found[0].End
		to := end
		if tail := s.text[end:]; strings.HasPrefix(tail, ")") || strings.HasPrefix(tail, "]") || strings.HasPrefix(tail, "）") {
			to += len(string(first(tail)))
		}
		s.mark(record.FieldAccessed, labelled, m[0], start, end, to)
	})
	s.each(seenInBrackets, func(m []int) {
		if m[0] > 0 { // a text may begin with a date, but not with an access date
			s.mark(record.FieldAccessed, labelled, m[0], m[2], m[3], m[1])
		}
	})
}
