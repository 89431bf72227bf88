package lists

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// row is a line with words.
type row struct {
	text   string // without blanks around it
	indent int    // columns before it
	width  int    // columns of the text
	opens  bool   // heads a paragraph
	at     int    // its line
}

// input is all that is parted.
type input struct {
	rows  []row
	words vocabulary
}

// part is rows between two headings.
type part struct {
	heading string
	rows    []row
}

// invisible are signs that take no place. A soft hyphen may, at a line's end.
var invisible = strings.NewReplacer("\u200b", "", "\u200e", "", "\u200f", "", "\u2060", "", "\ufeff", "")

const softHyphen = "\u00ad"

func newInput(lines []Line) *input {
	in := &input{words: vocabulary{}}
	opens, broken := true, false
	for at, l := range lines {
		text := invisible.Replace(strings.ToValidUTF8(l.Text, "\ufffd"))
		opens = opens || l.Opens
		trimmed := strings.TrimSpace(text)
		if trimmed == "" || strings.Trim(trimmed, softHyphen) == "" {
			opens = true
			continue
		}
		before := text[:len(text)-len(strings.TrimLeftFunc(text, unicode.IsSpace))]
		trimmed = withoutSoftHyphens(trimmed)
		in.rows = append(in.rows, row{text: trimmed, indent: columns(before), width: columns(trimmed), opens: opens, at: at})
		in.words.learn(trimmed, broken)
		broken = endsBroken(trimmed)
		opens = false
	}
	return in
}

// withoutSoftHyphens keeps the one that the line was broken at.
func withoutSoftHyphens(text string) string {
	if !strings.Contains(text, softHyphen) {
		return text
	}
	body, broken := strings.CutSuffix(text, softHyphen)
	body = strings.ReplaceAll(body, softHyphen, "")
	if broken {
		return body + softHyphen
	}
	return body
}

// columns counts the columns that a text takes, with a stop for tabs each
// eight of them; signs of CJK take two.
func columns(text string) int {
	n := 0
	for _, r := range text {
		switch {
		case r == '\t':
			n += 8 - n%8
		case isWide(r):
			n += 2
		case !unicode.Is(unicode.Mn, r):
			n++
		}
	}
	return n
}

// parts cuts the rows at their headings.
func (in *input) parts() []part {
	var parts []part
	var now part
	for i, r := range in.rows {
		heading, rest := in.headingAt(i)
		if heading == "" {
			now.rows = append(now.rows, r)
			continue
		}
		if now.heading != "" || len(now.rows) > 0 {
			parts = append(parts, now)
		}
		now = part{heading: heading}
		if rest != "" {
			r.text, r.opens = rest, true
			now.rows = append(now.rows, r)
		}
	}
	if now.heading != "" || len(now.rows) > 0 {
		parts = append(parts, now)
	}
	return parts
}

// headingAt gives the heading that the i-th row is, and the words of the list
// that the first row may have behind it. A wrapped line may consist of any
// words: one that opens nothing is a heading only if it shows by what follows
// or by its capitals.
func (in *input) headingAt(i int) (heading, rest string) {
	r := in.rows[i]
	if before, after, ok := strings.Cut(r.text, ":"); i == 0 && ok && strings.TrimSpace(after) != "" {
		if _, ok := Heading(before); ok {
			return before, strings.TrimSpace(after)
		}
	}
	if _, ok := Heading(r.text); !ok {
		return "", ""
	}
	if r.opens || i+1 == len(in.rows) || in.rows[i+1].opens || strings.ToUpper(r.text) == r.text && strings.ToLower(r.text) != r.text {
		return r.text, ""
	}
	if m, ok := markerOf(in.rows[i+1].text); ok && m.number <= 1 {
		return r.text, ""
	}
	return "", ""
}

// split parts the rows under one heading by the first way that fits.
func (in *input) split(p part) []List {
	lists := []List{{}}
	if chain := numberChain(p.rows); len(chain) > 0 {
		lists = in.byNumbers(p.rows, chain)
	} else if rows := withoutPageNumbers(p.rows); len(rows) > 0 {
		lists[0].Entries = in.plain(rows)
	}
	if p.heading != "" {
		lists[0].Headings = []string{p.heading}
	}
	return lists
}

// plain parts rows that have no numbers.
func (in *input) plain(rows []row) []Entry {
	for _, way := range []func([]row) []bool{bullets, indents, paragraphs} {
		if starts := way(rows); starts != nil {
			return in.entries(rows, starts)
		}
	}
	return in.entries(rows, boundaries(rows))
}

// entries gathers the rows from each start to the next. A bullet or number
// without words makes none.
func (in *input) entries(rows []row, starts []bool) []Entry {
	var entries []Entry
	from := 0
	for i := 1; i <= len(rows); i++ {
		if i < len(rows) && !starts[i] {
			continue
		}
		if text := in.join(rows[from:i]); text != "" {
			entries = append(entries, Entry{Text: text, First: rows[from].at, Last: rows[i-1].at})
		}
		from = i
	}
	return entries
}

func firstRune(text string) rune { r, _ := utf8.DecodeRuneInString(text); return r }

func lastRune(text string) rune { r, _ := utf8.DecodeLastRuneInString(text); return r }
