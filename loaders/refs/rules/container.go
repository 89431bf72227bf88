package rules

import (
	"regexp"
	"slices"
	"strings"

	"bibgraph/loaders/record"
)

var (
	// Two strokes, but not those of an address.
	strokes = regexp.MustCompile(`(^|[^:])(//)`)
	// "In:", "В кн.:", and "in" between a title and a name.
	containerWord = regexp.MustCompile(`(?:[.,;:?!)\]»”’"]\s?|\s[–—-]\s|^)(?:(?:[Ii]n|IN|[Dd]ans|[Ee]m|В\s+кн|в\s+кн|В\s+сб|в\s+сб|У\s+кн|У\s+зб|В|У)\.?\s?:\s?|(?:[Ii]n|[Dd]ans|В\s+кн\.|В\s+сб\.|в\s+кн\.|в\s+сб\.)\s)`)
	publisherOnly = regexp.MustCompile(`(?i)(?:publications?|publishers?|publishing|press|verlag|издательство|изд-во|хэвлэлийн\s+газар|出版社)(?:[^\p{L}]|$)`)
	// "Lecture Notes in Computer Science, Vol. 10187", "(Лит. наследство; Т. 90)".
	series = regexp.MustCompile(`(?i)[.(–—-]\s?((?:lecture\s+notes\s+in\s+[\p{L}\s]+|сер(?:ия|\.)\s?[«"][^»"]+[»"]|\([^()]{3,60};\s?(?:т|вып|кн|vol|no)\.?\s?\d+\)))`)
)

// separator gives where the title's part ends and the container's begins;
// ok is false if nothing parts them.
func (s *sheet) separator() (end, begin int, ok bool) {
	if m := strokes.FindStringSubmatchIndex(s.text); m != nil {
		return m[4], m[5], true
	}
	for _, m := range containerWord.FindAllStringIndex(s.text, -1) {
		if m[0] > 0 && s.free(m[0]+1, m[1]) && startsLikeName(s.text[m[1]:]) {
			return m[0], m[1], true
		}
	}
	return 0, 0, false
}

// containers marks what the work stands in, where something says so.
func containers(s *sheet) {
	s.each(series, func(m []int) { s.mark(record.FieldCollection, likely, m[2], m[2], m[3], m[3]) })
	_, begin, ok := s.separator()
	if !ok {
		return
	}
	gaps := s.gaps(begin, len(s.text))
	if len(gaps) == 0 {
		return
	}
	g := gaps[0]
	text := s.text[g.start:g.end]
	if s.bookAfterStrokes(begin) && publisherOnly.MatchString(text) && len(strings.Fields(text)) <= 10 {
		s.mark(record.FieldPublisher, likely, g.start, g.start, g.end, g.end)
		return
	}
	// What stands behind the place or date is a remark, not the container.
	if m, ok := s.find(record.FieldPlace, record.FieldDate, record.FieldPage); ok && m.from >= begin && g.start > m.from {
		return
	}
	if i := strings.Index(text, " / "); i > 0 {
		g.end = g.start + i
	}
	s.mark(record.FieldContainer, likely, g.start, g.start, g.end, g.end)
}

// ofParts are fields that parts of something have, not whole books.
var ofParts = []record.Field{record.FieldVolume, record.FieldIssue, record.FieldPage, record.FieldURL}

// bookAfterStrokes reports whether nothing behind the strokes belongs to a
// part of something: no volume, issue or pages.
func (s *sheet) bookAfterStrokes(begin int) bool {
	for _, m := range s.marks {
		if m.from >= begin && slices.Contains(ofParts, m.field) {
			return false
		}
	}
	return true
}
