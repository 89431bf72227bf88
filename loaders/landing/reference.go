package landing

import (
	"fmt"
	"slices"
	"strings"

	"bibgraph/loaders/record"
	"bibgraph/loaders/refs/lists"
)

// line is a printed line with its place. It opens a paragraph where a blank
// line or a block of markup precedes it.
type line struct {
	text    string // with single blanks
	raw     string // with its indent, for lists
	place   string
	opens   bool
	heading bool // the words of <h1> to <h6>
	item    bool // inside <li>
}

// readReferences reads a part of printed references. What follows a list of
// <li> is none.
func (p *page) readReferences(lines []line, place string) {
	if lines[0].item {
		if end := slices.IndexFunc(lines, func(l line) bool { return !l.item }); end > 0 {
			p.readSmallPrint(lines[end:])
			lines = lines[:end]
		}
	}
	printed := make([]lists.Line, len(lines))
	for i, l := range lines {
		printed[i] = lists.Line{Text: l.raw, Opens: l.opens}
	}
	for i, l := range lists.Split(printed) {
		if i > 0 && len(l.Entries) > 0 {
			place = lines[l.Entries[0].First].place
		}
		p.noteNumbers(l, lines)
		p.addReferences(references(l.Entries), place)
	}
}

// noteNumbers tells of numbers that are left out or doubled.
func (p *page) noteNumbers(l lists.List, lines []line) {
	last := 0
	for i, e := range l.Entries {
		place := lines[e.First].place
		switch {
		case e.Number > 0 && i > 0 && e.Number != last+1:
			p.note(place, fmt.Sprintf("reference %d follows %d", e.Number, last))
		case e.Number == 0 && last > 0:
			p.note(place, fmt.Sprintf("a reference without number follows %d", last))
		}
		last = max(last, e.Number)
	}
}

// references makes references of the entries of a list.
func references(entries []lists.Entry) []record.Reference {
	var refs []record.Reference
	for _, e := range entries {
		refs = append(refs, record.Reference{Raw: e.Text, Parallel: e.Parallel})
	}
	return refs
}

// entries makes entries of printed references.
func entries(refs []record.Reference) []lists.Entry {
	entries := make([]lists.Entry, len(refs))
	for i, r := range refs {
		entries[i] = lists.Entry{Text: r.Raw, Parallel: r.Parallel}
	}
	return entries
}

// unnumbered takes off the numbers before references that stand apart.
func unnumbered(refs []record.Reference) []record.Reference {
	texts := make([]string, len(refs))
	for i, r := range refs {
		texts[i] = r.Raw
	}
	for i, text := range lists.Unnumbered(texts) {
		refs[i].Raw = text
	}
	return refs
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
