// Package bibtex writes references as BibTeX, in UTF-8.
//
// Entry types and fields are those of the standard styles (B. Beeton,
// O. Patashnik, BibTeXing, 1988), with doi, isbn, issn, url, urldate, eprint
// and language as later styles and biblatex have them. What no style prints
// is left out: a page count, the media of a page of the web.
package bibtex

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"bibgraph/loaders/record"
)

// MediaType is that of a file of entries.
const MediaType = "application/x-bibtex; charset=utf-8"

// unsure is the confidence below which the words as printed are kept beside
// what was read in them, in a field that styles do not print.
const unsure = 0.5

// Entry writes a reference as one entry, which ends its line. The key must be
// of letters, digits and hyphens and unique in its file. A reference that could
// not be read is an entry whose note is the words as printed, so that styles
// print them.
func Entry(key string, ref record.Reference) []byte {
	e := &entry{}
	if ref.Work == nil {
		e.text("note", ref.Raw)
		return e.end("misc", key)
	}
	w := ref.Work
	e.people("author", w, record.Author)
	e.people("editor", w, record.Editor)
	e.people("translator", w, record.Translator)
	e.titles(w)
	e.venue(w)
	e.text("series", ref.Words(record.FieldCollection))
	e.date(w.Published)
	e.text("volume", w.Volume)
	e.text("number", w.Issue)
	e.text("pages", w.Pages.Ranged("--"))
	e.text("edition", w.Edition)
	e.field(kindOf(w.Type).publisher, "{"+part(w.PublisherNames())+"}")
	e.field("address", "{"+part(w.Place)+"}")
	e.text("type", ref.Genre())
	e.identifiers(w)
	e.day("urldate", ref.Accessed)
	e.text("language", w.Language)
	e.text("note", ref.Words(record.FieldNote))
	if ref.Confidence < unsure {
		e.text("annote", ref.Raw)
	}
	return e.end(kindOf(w.Type).entry, key)
}

// entry is an entry under way.
type entry struct{ fields strings.Builder }

// field writes a field whose value has no need of escapes, if it has one.
func (e *entry) field(name, value string) {
	if value != "" && value != "{}" {
		e.fields.WriteString(",\n  " + name + " = " + value)
	}
}

// text writes a field of words.
func (e *entry) text(name, words string) { e.field(name, "{"+escaped(words)+"}") }

func (e *entry) end(kind, key string) []byte {
	return []byte("@" + kind + "{" + key + e.fields.String() + "\n}\n")
}

// titles writes the title and a translation of it. The second pair of braces
// keeps capitals as printed: styles would make them small, which is wrong in
// most languages.
func (e *entry) titles(w *record.Work) {
	translated := ""
	for i, t := range w.Titles {
		words := t.Value
		if t.Subtitle != "" {
			words += ": " + t.Subtitle
		}
		if i == 0 && words != "" {
			e.field("title", "{{"+escaped(words)+"}}")
		} else if translated == "" {
			translated = words
		}
	}
	e.text("titleaddon", translated)
}

func (e *entry) venue(w *record.Work) {
	if len(w.Venue.Titles) > 0 {
		e.text(kindOf(w.Type).container, w.Venue.Titles[0].Value)
	}
}

var months = [...]string{"", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}

// date writes a month as the macro by which styles print it in their language.
func (e *entry) date(d record.Date) {
	if d.Year != 0 {
		e.field("year", strconv.Itoa(d.Year))
	}
	if 0 < d.Month && d.Month < len(months) {
		e.field("month", months[d.Month])
	}
	if d.Day != 0 {
		e.field("day", strconv.Itoa(d.Day))
	}
}

// day writes a date as biblatex reads it: 2019-08-15, 2019-08 or 2019.
func (e *entry) day(name string, d record.Date) {
	var parts []string
	for _, n := range d.Parts() {
		parts = append(parts, fmt.Sprintf("%02d", n))
	}
	e.field(name, "{"+strings.Join(parts, "-")+"}")
}

func (e *entry) identifiers(w *record.Work) {
	e.field("doi", "{"+address(w.Identifier(record.DOI))+"}")
	e.text("isbn", w.Identifier(record.ISBN))
	e.text("issn", w.Venue.ISSN)
	if id := w.Identifier(record.ArXiv); id != "" {
		e.text("eprint", id)
		e.text("archiveprefix", "arXiv")
	}
	e.text("pmid", w.Identifier(record.PMID))
	e.field("url", "{"+address(w.URL)+"}")
}

// kind is how a type of work is called in BibTeX, and where it has its
// container and its publisher.
type kind struct{ entry, container, publisher string }

var kinds = map[record.Type]kind{
	record.ArticleJournal:   {"article", "journal", "publisher"},
	record.ArticleMagazine:  {"article", "journal", "publisher"},
	record.ArticleNewspaper: {"article", "journal", "publisher"},
	record.Book:             {"book", "booktitle", "publisher"},
	record.Chapter:          {"incollection", "booktitle", "publisher"},
	record.PaperConference:  {"inproceedings", "booktitle", "publisher"},
	record.Report:           {"techreport", "howpublished", "institution"},
	record.Thesis:           {"phdthesis", "howpublished", "school"},
}

func kindOf(t record.Type) kind {
	return cmp.Or(kinds[t], kind{"misc", "howpublished", "publisher"})
}
