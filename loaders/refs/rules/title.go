package rules

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bibgraph/loaders/record"
)

// titles marks the title, and behind it the container where only its place
// tells it: "Title. Journal, 5 (2): 1–9".
func titles(s *sheet) {
	begin := s.titleBegin()
	if end, _, ok := s.separator(); ok && end > begin {
		s.titleUntil(begin, end)
		return
	}
	gaps := s.gaps(begin, len(s.text))
	if len(gaps) == 0 {
		return
	}
	g := gaps[0]
	if s.quoted(g) {
		return
	}
	title, container := g, gap{}
	if s.wantsContainer(g) {
		title, container = s.split(g, gaps)
	}
	s.mark(record.FieldTitle, likely, title.start, title.start, title.end, title.end)
	if container.end > container.start {
		s.mark(record.FieldContainer, likely, container.start, container.start, container.end, container.end)
	}
}

// titleBegin gives the end of the authors and of a date that follows them.
func (s *sheet) titleBegin() int {
	at := s.headless()
	for _, m := range s.marks {
		head := m.field == record.FieldAuthor || m.field == record.FieldEditor || m.field == record.FieldDate || m.field == record.FieldCitationNum
		if !head || strings.ContainsFunc(s.text[at:max(at, m.from)], isWordRune) {
			break
		}
		at = m.to
	}
	return at
}

// titleUntil marks all that is free before the container as the title: a
// second part stands behind "Volume 1:".
func (s *sheet) titleUntil(begin, end int) {
	for i, g := range s.gaps(begin, end) {
		if i > 0 {
			before, _ := s.before(g.start)
			if before.field != record.FieldVolume {
				continue
			}
		}
		s.mark(record.FieldTitle, labelled, g.start, g.start, g.end, g.end)
	}
}

// before gives the last mark that ends at or before a place.
func (s *sheet) before(at int) (mark, bool) {
	for _, m := range slices.Backward(s.marks) {
		if m.to <= at {
			return m, true
		}
	}
	return mark{}, false
}

var quotes = []struct{ open, close string }{
	{"“", "”"}, {"„", "“"}, {"„", "”"}, {"«", "»"}, {"\"", "\""}, {"‘", "’"}, {"「", "」"}, {"『", "』"}, {"“", "“"},
}

var opening = regexp.MustCompile(`^[\s.,;:–—-]*`)

// quoted marks a title in quotation marks and the container behind it.
func (s *sheet) quoted(g gap) bool {
	text := s.text[g.start:g.end]
	lead := len(opening.FindString(text))
	for _, q := range quotes {
		if !strings.HasPrefix(text[lead:], q.open) {
			continue
		}
		inner := lead + len(q.open)
		size := strings.Index(text[inner:], q.close)
		// An apostrophe is no end: "Investors’ Attention’".
		for size >= 0 && q.close == "’" && startsWithLetter(text[inner+size+len(q.close):]) {
			more := strings.Index(text[inner+size+len(q.close):], q.close)
			if more < 0 {
				break
			}
			size += len(q.close) + more
		}
		if size < 0 {
			continue
		}
		after := inner + size + len(q.close)
		rest := strings.Trim(text[after:], outer)
		if size < 4 || rest != "" && unicode.IsLower(first(rest)) && !strings.HasPrefix(rest, "in ") {
			return false // the title only begins with a quotation
		}
		s.mark(record.FieldTitle, labelled, g.start+lead, g.start+inner, g.start+inner+size, g.start+after)
		at := g.start + after
		at += len(s.text[at:g.end]) - len(strings.TrimLeft(s.text[at:g.end], outer))
		if strings.HasPrefix(s.text[at:g.end], "in ") {
			at += len("in ")
		}
		s.mark(record.FieldContainer, likely, at, at, g.end, g.end)
		return true
	}
	return false
}

func startsWithLetter(s string) bool { return unicode.IsLetter(first(s)) }

// wantsContainer reports whether the work is a part of something: a volume,
// issue or pages behind it and no place of publication before those.
func (s *sheet) wantsContainer(g gap) bool {
	if m, ok := s.find(record.FieldGenre); ok {
		switch strings.TrimRight(strings.TrimSuffix(s.text[m.start:m.end], "/OL"), " ") {
		case "J", "N":
			return true
		case "M", "D", "R", "P", "S", "EB":
			return false
		}
	}
	part, ok := s.find(record.FieldVolume, record.FieldIssue, record.FieldPage)
	if !ok || part.from < g.start {
		return false
	}
	if place, ok := s.find(record.FieldPlace, record.FieldPublisher); ok {
		page, paged := s.find(record.FieldPage)
		return paged && page.from < place.from
	}
	return true
}

var (
	longWord = regexp.MustCompile(`\p{Lu}[\p{L}.]{2,}|\p{Han}{2}|\p{L}{4,}`)
	// A journal and no title, as physicists cite: "Phys. Rev. Lett.", "AJ",
	// "Physical Review".
	journalOnly = regexp.MustCompile(`^(?:(?:\p{Lu}[\p{L}&]{0,6}\.?\s?\.?,?\s?(?:&|and)?\s?){1,6}|(?:\p{Lu}\p{L}+(?:\s(?:of|and|&|in|for|the))*\s?){1,5})$`)
)

// afterTitle are fields that stand between a title and its container.
var afterTitle = []record.Field{record.FieldTranslated, record.FieldGenre, record.FieldDate}

// split parts title and container, which share a gap or lie in two.
func (s *sheet) split(g gap, gaps []gap) (title, container gap) {
	if len(gaps) > 1 {
		if m, ok := s.after(g.end); ok && m.to <= gaps[1].start && slices.Contains(afterTitle, m.field) && longWord.MatchString(s.text[gaps[1].start:gaps[1].end]) {
			return g, gaps[1]
		}
	}
	text := strings.TrimRight(s.text[g.start:g.end], outer+"(")
	if s.has(record.FieldVolume) && s.has(record.FieldAuthor, record.FieldPage) && journalOnly.MatchString(strings.TrimLeft(text, outer)) {
		return gap{}, g
	}
	at := lastSentence(text)
	if at <= 0 {
		at = lastClause(text)
	}
	if at <= 0 {
		return g, gap{}
	}
	return gap{g.start, g.start + at}, gap{g.start + at, g.end}
}

var sentenceBreak = regexp.MustCompile(`(?:[.?!…]["”»’)]?|[.?!]\s?[–—-])\s+|[。．]`)

// lastSentence gives where the last sentence of a text begins, 0 if there is
// one only. "Phys. Rev. Lett" is one: words before short full stops are
// abbreviations.
func lastSentence(text string) int {
	breaks := sentenceBreak.FindAllStringIndex(text, -1)
	at := 0
	for i, b := range slices.Backward(breaks) {
		begin := 0
		if i > 0 {
			begin = breaks[i-1][1]
		}
		words := strings.Fields(text[begin:b[0]])
		if len(words) == 0 {
			continue
		}
		word := words[len(words)-1]
		if abbreviation(word) && text[b[0]] == '.' && i > 0 && len(words) == 1 {
			continue // goes on to the left: "J. Chem. Phys"
		}
		if utf8.RuneCountInString(word) <= 2 && text[b[0]] == '.' && unicode.IsUpper(first(word)) && len(words) > 1 {
			continue // an initial
		}
		at = b[1]
		break
	}
	if at == 0 && len(breaks) > 0 && !abbreviation(text[:breaks[0][0]]) {
		at = breaks[len(breaks)-1][1]
	}
	return at
}

func abbreviation(word string) bool {
	return utf8.RuneCountInString(word) <= 6 && unicode.IsUpper(first(word)) && !strings.Contains(word, " ")
}

// lastClause gives where what stands behind the last comma begins, if that
// looks like a name of a journal.
func lastClause(text string) int {
	for _, sep := range []string{", ", ".", "，"} {
		if i := strings.LastIndex(text, sep); i > 0 && startsUpperOrHan(text[i+len(sep):]) {
			return i + len(sep)
		}
	}
	return 0
}

func startsUpperOrHan(text string) bool {
	r := first(text)
	return unicode.IsUpper(r) || unicode.Is(unicode.Han, r) || unicode.In(r, unicode.Katakana, unicode.Hiragana, unicode.Hangul)
}
