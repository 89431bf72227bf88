package rules

import (
	"regexp"
	"strings"

	"bibgraph/loaders/record"
	"bibgraph/loaders/refs/names"
)

var (
	editorRole = regexp.MustCompile(`(?i)^[,.]?\s?[(\[]?(?:eds?\.?|edd\.?|editors?|hrsg\.?|hgg?\.?|ред\.?|отв\.\s?ред\.?|под\sред\.?|сост\.?(?:[^)]{0,20}ред\.?)?|a\s?c(?:ura|\.)\s?di(?:\s?—)?|dir\.?|изд\.?|主编)[)\]]?(?:[\s.,:;]|$)`)
	// A body before its date or its title.
	sentenceEnd = regexp.MustCompile(`^([^.:/«“"]{4,90})\.\s?[\p{Lu}\d(«“"]`)
)

// authors marks who stands at the head of a reference.
func authors(s *sheet) {
	head := s.skip(s.headless())
	limit := len(s.text)
	if m, ok := s.after(head); ok {
		limit = m.from
	}
	if m, ok := s.find(record.FieldDate); ok && m.from <= head { // "1978: Wolfgang Jantzen: …"
		head = s.skip(m.to)
		limit = len(s.text)
		if m, ok := s.after(head); ok {
			limit = m.from
		}
	}
	if head >= limit {
		return
	}
	text := s.text[head:limit]
	n := names.Scan(text)
	if n == 0 {
		n = s.body(head, limit)
	}
	if n == 0 || !s.leavesTitle(head+n) {
		return
	}
	field, end := record.FieldAuthor, head+n
	if role := editorRole.FindString(s.text[end:]); role != "" {
		field = record.FieldEditor
		s.mark(field, likely, head, head, end, end+len(strings.TrimRight(role, " .,:;")))
		return
	}
	s.markName(field, likely, head, end)
}

// leavesTitle reports whether something is left behind the names: "Mongolian
// Economy // …" is a title that looks like a name.
func (s *sheet) leavesTitle(at int) bool {
	end := len(s.text)
	if strokes, _, ok := s.separator(); ok && strokes >= at {
		end = strokes
	}
	return strings.Trim(s.text[at:end], outer) != ""
}

// markName marks names and keeps the full stop of the last initial.
func (s *sheet) markName(field record.Field, sure float64, start, end int) {
	if s.mark(field, sure, start, start, end, end) {
		s.keepInitial(end)
	}
}

// body gives how long an institution at the head is: what stands before an
// early date, or a first sentence with a word that only bodies have.
func (s *sheet) body(head, limit int) int {
	text := s.text[head:limit]
	if m, ok := s.after(head); ok && m.field == record.FieldDate && m.from == limit {
		before := strings.Trim(text, outer+"(")
		behind := s.text[m.to:]
		if before != "" && len(strings.Fields(before)) <= 12 && !strings.ContainsAny(before, "/«“\"?–—|") && wordsIn(behind) >= 3 && wordsIn(behind) >= len(strings.Fields(before)) && len(s.text[:m.from])*2 < len(s.text) {
			return strings.Index(text, before) + len(before)
		}
		return 0
	}
	if m := sentenceEnd.FindStringSubmatchIndex(text); m != nil {
		if sentence := text[:m[3]]; names.Institution(sentence) && len(strings.Fields(sentence)) <= 8 && !s.hasSeparatorBefore(head+m[3]) {
			return m[3]
		}
	}
	return 0
}

func wordsIn(text string) int {
	if i := strings.Index(text, "http"); i >= 0 {
		text = text[:i]
	}
	return len(strings.Fields(text))
}

func (s *sheet) hasSeparatorBefore(at int) bool { return strings.Contains(s.text[:at], "//") }

// skip steps over signs.
func (s *sheet) skip(at int) int {
	return at + len(s.text[at:]) - len(strings.TrimLeft(s.text[at:], outer+"\"“«"))
}
