// Package ris writes references as RIS, in UTF-8, the form that reference
// managers take.
//
// Tags are those of the RIS specification (Research Information Systems, 2001
// and 2011). Of those that later programs read differently, the one is taken
// that most of them read as meant: ED for editors, A4 for translators.
package ris

import (
	"cmp"
	"fmt"
	"strings"
	"unicode"

	"bibgraph/loaders/record"
)

// MediaType is that of a file of entries.
const MediaType = "application/x-research-info-systems; charset=utf-8"

// unsure is the confidence below which the words as printed are kept in a note
// beside what was read in them.
const unsure = 0.5

// types of works; what has none here is generic.
var types = map[record.Type]string{
	record.Article:          "UNPB", // a preprint
	record.ArticleJournal:   "JOUR",
	record.ArticleMagazine:  "MGZN",
	record.ArticleNewspaper: "NEWS",
	record.Book:             "BOOK",
	record.Chapter:          "CHAP",
	record.Dataset:          "DATA",
	record.PaperConference:  "CONF",
	record.Policy:           "STAT",
	record.Report:           "RPRT",
	record.Thesis:           "THES",
	record.Webpage:          "ELEC",
}

const generic = "GEN"

// roles give the tag of a name.
var roles = map[record.Role]string{record.Author: "AU", record.Editor: "A2", record.Translator: "A4"}

// Entry writes a reference as one entry, from TY to ER. A reference that could
// not be read is a generic one whose note is the words as printed.
func Entry(id string, ref record.Reference) []byte {
	var e entry
	w := ref.Work
	if w == nil {
		w = &record.Work{}
	}
	e.line("TY", cmp.Or(types[w.Type], generic))
	e.line("ID", id)
	for _, c := range w.Contributions {
		e.line(roles[c.Role], nameOf(c.Agent))
	}
	e.titles(w)
	e.line("T3", ref.Words(record.FieldCollection))
	e.date(w.Published)
	e.line("VL", w.Volume)
	e.line("IS", w.Issue)
	e.pages(w.Pages)
	e.line("ET", w.Edition)
	e.line("PB", w.PublisherNames())
	e.line("CY", w.Place)
	e.line("M3", ref.Genre())
	e.line("DO", w.Identifier(record.DOI))
	e.line("SN", w.Venue.ISSN)
	e.line("SN", w.Identifier(record.ISBN))
	e.line("AN", w.Identifier(record.PMID))
	if id := w.Identifier(record.ArXiv); id != "" {
		e.line("AN", "arXiv:"+id)
	}
	e.line("UR", w.URL)
	e.line("Y2", slashed(ref.Accessed))
	e.line("LA", w.Language)
	e.line("N1", ref.Words(record.FieldNote))
	if ref.Work == nil || ref.Confidence < unsure {
		e.line("N1", ref.Raw)
	}
	e.WriteString("ER  - \r\n")
	return []byte(e.String())
}

// entry is an entry under way.
type entry struct{ strings.Builder }

// line writes a tag and its value on one line, if there is one. Blanks and
// line breaks become single blanks; a control character or a byte that is no
// UTF-8 becomes U+FFFD.
func (e *entry) line(tag, value string) {
	value = strings.Join(strings.Fields(value), " ")
	if value == "" {
		return
	}
	e.WriteString(tag + "  - ")
	for _, r := range value {
		if unicode.IsControl(r) {
			r = unicode.ReplacementChar
		}
		e.WriteRune(r)
	}
	e.WriteString("\r\n")
}

func (e *entry) titles(w *record.Work) {
	for i, t := range w.Titles {
		words := t.Value
		if t.Subtitle != "" {
			words += ": " + t.Subtitle
		}
		if i == 0 {
			e.line("TI", words)
		} else {
			e.line("TT", words)
		}
	}
	if len(w.Venue.Titles) > 0 {
		e.line("T2", w.Venue.Titles[0].Value)
	}
}

func (e *entry) date(d record.Date) {
	if d.Year != 0 {
		e.line("PY", fmt.Sprintf("%04d", d.Year))
	}
	e.line("DA", slashed(d))
}

// slashed gives a date with all its slashes, whatever is known of it:
// 2019/08/15/, 2019/08//, 2019///.
func slashed(d record.Date) string {
	if d.IsZero() {
		return ""
	}
	parts := [3]string{}
	for i, n := range d.Parts() {
		parts[i] = fmt.Sprintf("%02d", n)
	}
	return strings.Join(parts[:], "/") + "/"
}

// pages writes the ends of a range; other forms are all of SP, and so is the
// number of pages of what stands in nothing.
func (e *entry) pages(p record.Pages) {
	if p.First == "" || p.Last == "" {
		e.line("SP", cmp.Or(p.Range, p.Count))
		return
	}
	e.line("SP", p.First)
	if p.Last != p.First {
		e.line("EP", p.Last)
	}
}

// nameOf writes the family name, a comma and the rest, or the name of a body.
func nameOf(a record.Agent) string {
	if a.Given == "" {
		return cmp.Or(a.Family, a.Literal)
	}
	return a.Family + ", " + a.Given
}
