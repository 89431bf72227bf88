package landing

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bibgraph/loaders/record"
)

// line is a printed line with its place. It opens a paragraph where a blank
// line or a block of markup precedes it.
type line struct {
	text    string
	place   string
	opens   bool
	heading bool // the words of <h1> to <h6>
	item    bool // inside <li>
}

// numbered is a line that may open an entry of a numbered list.
var numbered = regexp.MustCompile(`^(?:\[(\d{1,3})\]|(\d{1,3})[.)](?:\s|\p{L}|«|"|“))`)

// entryNumber gives the number before an entry and the words after it.
func entryNumber(text string) (n int, rest string, ok bool) {
	m := numbered.FindStringSubmatch(text)
	if m == nil {
		return 0, text, false
	}
	digits := m[1] + m[2]
	rest = strings.TrimLeft(text[strings.Index(text, digits)+len(digits):], "].) \t")
	return number(digits), rest, rest != ""
}

// sameStyle reports whether two numbers are written alike, "[1]" or "1.".
func sameStyle(a, b string) bool { return (a[0] == '[') == (b[0] == '[') }

// readReferences reads a part of printed references. What follows a list of
// <li> is none.
func (p *page) readReferences(lines []line, place string) {
	if lines[0].item {
		if end := slices.IndexFunc(lines, func(l line) bool { return !l.item }); end > 0 {
			p.readSmallPrint(lines[end:])
			lines = lines[:end]
		}
	}
	for _, refs := range p.splitReferences(lines) {
		p.addReferences(refs, place)
	}
}

// skippable is how many numbers a list may leave out and still go on.
const skippable = 5

// splitReferences parts the lines of reference lists into entries: by their
// numbers or, in a list without, by paragraphs or lines. A list that starts
// again at 1 is a new list.
func (p *page) splitReferences(lines []line) [][]record.Reference {
	var lists [][]record.Reference
	lines = joinNumbers(lines)
	for len(lines) > 0 {
		var entries []string
		n := 0
		if isNumbered(lines) {
			entries, n = p.splitNumbered(lines)
		} else {
			entries, n = splitPlain(lines), len(lines)
		}
		var refs []record.Reference
		for _, e := range entries {
			refs = append(refs, record.Reference{Raw: e})
		}
		lists = append(lists, refs)
		lines = lines[n:]
	}
	return lists
}

var numberAlone = regexp.MustCompile(`^\[?(\d{1,3})[\].)]*$`)

// joinNumbers puts a number that has a line of its own before the words after
// it, as lists in tables print them.
func joinNumbers(lines []line) []line {
	var out []line
	for i := 0; i < len(lines); i++ {
		l := lines[i]
		if m := numberAlone.FindStringSubmatch(l.text); m != nil && i+1 < len(lines) {
			i++
			l.text = m[1] + ". " + lines[i].text
		}
		out = append(out, l)
	}
	return out
}

// isNumbered reports whether a list opens with the number 1 or with one that
// the next entries go on from.
func isNumbered(lines []line) bool {
	first, _, ok := entryNumber(lines[0].text)
	return ok && (first <= 1 || slices.ContainsFunc(lines, func(l line) bool {
		n, _, ok := entryNumber(l.text)
		return ok && n == first+1
	}))
}

// splitNumbered reads entries until the lines end or numbering starts again,
// and tells how many lines it took.
func (p *page) splitNumbered(lines []line) (entries []string, taken int) {
	last := -1
	var entry []string // the lines of the entry so far
	for i, l := range lines {
		n, rest, ok := entryNumber(l.text)
		ok = ok && sameStyle(l.text, lines[0].text)
		switch {
		case last < 0:
			entry, last = []string{rest}, n
			continue
		case ok && n == 1 && l.opens && last > 1:
			return append(entries, unwrap(entry)), i
		case ok && n == last+1, ok && l.opens && n > last && n <= last+skippable:
			if n > last+1 {
				p.note(l.place, fmt.Sprintf("reference %d follows %d", n, last))
			}
			last = n
		case l.opens && complete(entry[len(entry)-1]) && !continues(l.text):
			p.note(l.place, fmt.Sprintf("a reference without number follows %d", last))
			rest = l.text
		default:
			entry = append(entry, l.text)
			continue
		}
		entries, entry = append(entries, unwrap(entry)), []string{rest}
	}
	return append(entries, unwrap(entry)), len(lines)
}

// splitPlain reads a list without numbers: each paragraph is an entry, or each
// line where all stand in one paragraph.
func splitPlain(lines []line) []string {
	oneParagraph := !slices.ContainsFunc(lines[1:], func(l line) bool { return l.opens })
	var entries, entry []string
	for i, l := range lines {
		opens := l.opens || i == 0
		if oneParagraph && i > 0 {
			opens = complete(entry[len(entry)-1]) && !continues(l.text)
		}
		if opens && i > 0 {
			entries, entry = append(entries, unwrap(entry)), nil
		}
		entry = append(entry, l.text)
	}
	return append(entries, unwrap(entry))
}

// unwrap joins the lines of an entry, without a blank inside an address.
func unwrap(lines []string) string {
	var b strings.Builder
	for i, l := range lines {
		if i > 0 && !endsInAddress(lines[i-1]) {
			b.WriteByte(' ')
		}
		b.WriteString(l)
	}
	return b.String()
}

func endsInAddress(text string) bool {
	word := text[strings.LastIndex(text, " ")+1:]
	return strings.Contains(word, "://") && (strings.HasSuffix(word, "/") || strings.HasSuffix(word, "-"))
}

// complete reports whether an entry can end with this line.
func complete(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(text)
	word := text[strings.LastIndex(text, " ")+1:]
	return strings.ContainsRune(`.)]»”"/…`, last) || unicode.IsDigit(last) || strings.Contains(word, "://") || findDOI(word) != ""
}

// continues reports whether a line goes on with the entry before it.
func continues(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	if unicode.IsLower(first) || strings.ContainsRune("/,;:)–—(&", first) {
		return true
	}
	for _, start := range []string{"URL", "DOI", "doi", "http", "Режим доступа", "Available", "Vol.", "No.", "№", "С. ", "Т. "} {
		if strings.HasPrefix(text, start) {
			return true
		}
	}
	return false
}

// keyedReference reads the form of PLOS and Distill, "citation_title=…;
// citation_author=…;". Its words are not as printed: they are set in order.
func keyedReference(s string) (record.Reference, bool) {
	if !strings.Contains(s, "citation_") || !strings.Contains(s, "=") {
		return record.Reference{}, false
	}
	fields := make(map[string][]string)
	for part := range strings.SplitSeq(s, ";") {
		key, value, ok := strings.Cut(strings.TrimSpace(part), "=")
		if value = squeeze(value); ok && value != "" {
			key = strings.TrimPrefix(key, "citation_")
			fields[key] = append(fields[key], value)
		}
	}
	if len(fields) == 0 {
		return record.Reference{}, false
	}
	one := func(keys ...string) string {
		for _, k := range keys {
			if v := fields[k]; len(v) > 0 {
				return v[0]
			}
		}
		return ""
	}
	w := &record.Work{
		Type:      record.Document,
		Volume:    one("volume"),
		Issue:     one("issue", "number"),
		Published: parseDate(one("publication_date", "date", "year")),
	}
	if title := one("title"); title != "" {
		w.Titles = []record.Title{{Text: record.Text{Value: title}}}
	}
	if journal := one("journal_title", "journal_abbrev"); journal != "" {
		w.Type = record.ArticleJournal
		w.Venue = record.Venue{Type: record.Journal, Titles: []record.Text{{Value: journal}}}
	}
	pages := one("pages")
	if first := one("firstpage"); pages == "" && first != "" {
		pages = strings.TrimSuffix(first+"-"+one("lastpage"), "-")
	}
	w.Pages = parsePages(pages)
	if publisher := one("publisher"); publisher != "" {
		w.Publishers = []record.Organization{{Name: publisher, AsPrinted: publisher}}
	}
	if doi := findDOI(one("doi", "id")); doi != "" {
		w.Identifiers = []record.Identifier{{Scheme: record.DOI, Value: doi}}
	}
	if pmid := one("pmid"); pmid != "" {
		w.Identifiers = append(w.Identifiers, record.Identifier{Scheme: record.PMID, Value: pmid})
	}
	for _, field := range fields["author"] {
		names := []string{field}
		if strings.Count(field, ",") > 1 {
			names = splitNames(field)
		}
		for _, name := range names {
			w.Contributions = append(w.Contributions, contribution(name))
		}
	}
	return record.Reference{Raw: printed(w), Work: w, Confidence: 1}, true
}

// printed sets a work in one line, in the order of a printed reference.
func printed(w *record.Work) string {
	var names []string
	for _, c := range w.Contributions {
		names = append(names, c.AsPrinted...)
	}
	parts := []string{strings.Join(names, ", "), w.Title()}
	for _, t := range w.Venue.Titles {
		parts = append(parts, t.Value)
	}
	for _, o := range w.Publishers {
		parts = append(parts, o.Name)
	}
	numbers := ""
	if !w.Published.IsZero() {
		numbers = printDate(w.Published)
	}
	if w.Volume != "" {
		numbers += ";" + w.Volume
	}
	if w.Issue != "" {
		numbers += "(" + w.Issue + ")"
	}
	if w.Pages.Range != "" {
		numbers += ":" + w.Pages.Range
	}
	parts = append(parts, numbers)
	if doi := w.Identifier(record.DOI); doi != "" {
		parts = append(parts, "https://doi.org/"+doi)
	}
	var said []string
	for _, part := range parts {
		if part = strings.Trim(part, " .;:"); part != "" {
			said = append(said, part)
		}
	}
	return strings.Join(said, ". ")
}
