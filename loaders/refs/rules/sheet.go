package rules

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bibgraph/loaders/record"
	"bibgraph/loaders/refs/dates"
	"bibgraph/loaders/refs/names"
)

// How sure a rule is of what it found.
const (
	certain  = 0.98 // by its form alone: a URL, a DOI
	labelled = 0.92 // by a word beside it: "Vol. 5", "дата обращения: …"
	likely   = 0.75 // by its place among others
	guessed  = 0.5
)

// sheet is a reference on the desk: its text and what has been marked so far.
// Places are in bytes; nothing is marked twice.
type sheet struct {
	text  string
	marks []mark // by place
	dates []dates.Found
	names int     // how long the names at the head are
	laws  [][]int // where laws give their number and day, which are their titles'
}

func newSheet(text string) *sheet {
	s := &sheet{text: text, dates: dates.Find(text), laws: law.FindAllStringIndex(text, -1)}
	number(s)
	s.names = names.Scan(text[s.headless():])
	return s
}

// mark says what a stretch of text is:
//
//	(дата обращения: 15.08.2019).
//	^                ^         ^^
//	from             start   end to
type mark struct {
	from, start, end, to int
	field                record.Field // "" is text that belongs to no field
	sure                 float64
}

// outer signs are no part of a value.
const outer = " \t\r\n\u00a0.,;:—–-−/|＝=，。、；：．"

// mark marks the value between start and end, trimmed, and all from from to
// to as used up. It does nothing if some of that is marked already.
func (s *sheet) mark(field record.Field, sure float64, from, start, end, to int) bool {
	start, end = s.trim(start, end)
	if from >= to || start >= end || !s.free(from, to) || s.ofLaw(field, start, end) {
		return false
	}
	from, to = min(from, start), max(to, end)
	at, _ := slices.BinarySearchFunc(s.marks, from, func(m mark, from int) int { return m.from - from })
	s.marks = slices.Insert(s.marks, at, mark{from, start, end, to, field, sure})
	return true
}

// law is how a law is told from others: "от 07.05.2012 № 605-ФЗ".
var law = regexp.MustCompile(`(?i)\s(?:от|від|dated)\s+\d{1,2}[.\s](?:\d{1,2}|\p{L}+)[.\s]\d{4}(?:\s?(?:г|р)\.?)?,?\s+(?:№|N|no\.)\s?[\p{L}\d/-]+`)

// ofLaw reports whether a number or date belongs to the name of a law.
func (s *sheet) ofLaw(field record.Field, start, end int) bool {
	switch field {
	case record.FieldDate, record.FieldVolume, record.FieldIssue, record.FieldPage:
		return slices.ContainsFunc(s.laws, func(l []int) bool { return start >= l[0] && end <= l[1] })
	default:
		return false
	}
}

// use takes a stretch out of what is still to be told.
func (s *sheet) use(from, to int) {
	if s.free(from, to) {
		s.mark("", 0, from, from, to, to)
	}
}

func (s *sheet) trim(start, end int) (int, int) {
	for start < end && strings.ContainsRune(outer, first(s.text[start:end])) {
		_, n := utf8.DecodeRuneInString(s.text[start:end])
		start += n
	}
	for start < end && strings.ContainsRune(outer, last(s.text[start:end])) {
		_, n := utf8.DecodeLastRuneInString(s.text[start:end])
		end -= n
	}
	return start, end
}

func (s *sheet) free(from, to int) bool {
	for _, m := range s.marks {
		if from < m.to && m.from < to {
			return false
		}
	}
	return true
}

// gap is a stretch that nothing is known of yet.
type gap struct{ start, end int }

// gaps gives what is free between from and to and holds a letter or figure.
func (s *sheet) gaps(from, to int) []gap {
	var all []gap
	add := func(a, b int) {
		if a < b && strings.ContainsFunc(s.text[a:b], isWordRune) {
			all = append(all, gap{a, b})
		}
	}
	at := from
	for _, m := range s.marks {
		if m.to <= from || m.from >= to {
			continue
		}
		add(at, min(m.from, to))
		at = max(at, m.to)
	}
	add(at, to)
	return all
}

// find gives the first mark of any of the fields.
func (s *sheet) find(fields ...record.Field) (mark, bool) {
	for _, m := range s.marks {
		if slices.Contains(fields, m.field) {
			return m, true
		}
	}
	return mark{}, false
}

func (s *sheet) has(fields ...record.Field) bool {
	_, ok := s.find(fields...)
	return ok
}

// after gives the first mark at or behind a place.
func (s *sheet) after(at int) (mark, bool) {
	for _, m := range s.marks {
		if m.from >= at {
			return m, true
		}
	}
	return mark{}, false
}

// each calls do with the groups of each match. Rules that want a boundary
// before a match write it as their pattern's beginning.
func (s *sheet) each(re *regexp.Regexp, do func(m []int)) {
	for _, m := range re.FindAllStringSubmatchIndex(s.text, -1) {
		do(m)
	}
}

// spans gives the marks in code points.
func (s *sheet) spans() []record.Span {
	var all []record.Span
	at, points := 0, 0
	count := func(to int) int {
		points += utf8.RuneCountInString(s.text[at:to])
		at = to
		return points
	}
	for _, m := range s.marks {
		if m.field != "" {
			all = append(all, record.Span{Start: count(m.start), End: count(m.end), Field: m.field, Confidence: m.sure})
		}
	}
	return all
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func first(s string) rune { r, _ := utf8.DecodeRuneInString(s); return r }

func last(s string) rune { r, _ := utf8.DecodeLastRuneInString(s); return r }
