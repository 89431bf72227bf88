package rules

import (
	"regexp"
	"slices"
	"strings"

	"bibgraph/loaders/record"
	"bibgraph/loaders/refs/names"
)

var slash = regexp.MustCompile(`[\s\]»"”]/\s?[^/\s]`)

// responsibility takes out the statement behind "/" (GOST 7.1-2003, 5.2.6):
// its authors where none stand at the head, or the first alone of several; its
// editors are marked already.
func responsibility(s *sheet) {
	m := slash.FindStringIndex(s.text)
	if m == nil {
		return
	}
	at := m[0] + strings.IndexByte(s.text[m[0]:], '/')
	for _, g := range s.gaps(at, s.statementEnd(at)) {
		text := s.text[g.start:g.end]
		start := g.start + len(text) - len(strings.TrimLeft(text, " /,;[:"))
		n := names.Scan(s.text[start:g.end])
		if head, ok := s.find(record.FieldAuthor); n > 0 && (!ok || severalNames(s.text[start:start+n]) && !severalNames(s.text[head.start:head.end])) {
			s.markName(record.FieldAuthor, likely, start, start+n)
			start += n
		}
		s.use(start, g.end)
	}
}

func severalNames(text string) bool { return len(names.List(text, names.Context{})) > 1 }

// ofImprint are fields of the areas behind the statement.
var ofImprint = []record.Field{record.FieldPlace, record.FieldDate, record.FieldPublisher, record.FieldURL, record.FieldPage, record.FieldPageCount}

// statementEnd gives where the next area of the description begins.
func (s *sheet) statementEnd(at int) int {
	end := len(s.text)
	for _, stop := range []string{"//", ". –", ". —", ". -", ".–", ".—", " — ", " – "} {
		if i := strings.Index(s.text[at+1:end], stop); i >= 0 {
			end = at + 1 + i
		}
	}
	for _, m := range s.marks {
		if m.from > at && m.from < end && slices.Contains(ofImprint, m.field) {
			end = m.from
		}
	}
	return end
}
