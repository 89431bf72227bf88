// Package csl writes references as CSL-JSON, the form that citation styles
// and their programs work with.
//
// It is version 1.0.2 of the schema
// (https://github.com/citation-style-language/schema). What the schema has no
// name for stands under custom: the reference as printed, how sure its
// reading is, and a translation of the title.
package csl

import (
	"bytes"
	"cmp"
	"encoding/json"

	"bibgraph/loaders/record"
)

// MediaType is that of a JSON array of items.
const MediaType = "application/vnd.citationstyles.csl+json"

// item is one work, its parts in the order in which people read them.
type item struct {
	ID              string      `json:"id"`
	Type            record.Type `json:"type"` // ours are CSL's
	Author          []name      `json:"author,omitempty"`
	Editor          []name      `json:"editor,omitempty"`
	Translator      []name      `json:"translator,omitempty"`
	Issued          *date       `json:"issued,omitempty"`
	Title           string      `json:"title,omitempty"`
	VolumeTitle     string      `json:"volume-title,omitempty"`
	ContainerTitle  string      `json:"container-title,omitempty"`
	CollectionTitle string      `json:"collection-title,omitempty"`
	Volume          string      `json:"volume,omitempty"`
	Issue           string      `json:"issue,omitempty"`
	Page            string      `json:"page,omitempty"`
	PageFirst       string      `json:"page-first,omitempty"`
	NumberOfPages   string      `json:"number-of-pages,omitempty"`
	Edition         string      `json:"edition,omitempty"`
	Genre           string      `json:"genre,omitempty"`
	Publisher       string      `json:"publisher,omitempty"`
	PublisherPlace  string      `json:"publisher-place,omitempty"`
	Archive         string      `json:"archive,omitempty"`
	ArchiveLocation string      `json:"archive_location,omitempty"`
	DOI             string      `json:"DOI,omitempty"`
	ISBN            string      `json:"ISBN,omitempty"`
	ISSN            string      `json:"ISSN,omitempty"`
	PMID            string      `json:"PMID,omitempty"`
	URL             string      `json:"URL,omitempty"`
	Accessed        *date       `json:"accessed,omitempty"`
	Language        string      `json:"language,omitempty"`
	Note            string      `json:"note,omitempty"`
	Custom          custom      `json:"custom"`
}

type name struct {
	Family  string `json:"family,omitempty"`
	Given   string `json:"given,omitempty"`
	Literal string `json:"literal,omitempty"`
}

type date struct {
	Parts [][]int `json:"date-parts"`
}

type custom struct {
	Reference       string  `json:"reference"` // as printed
	Confidence      float64 `json:"confidence"`
	TranslatedTitle string  `json:"translated-title,omitempty"`
}

// Item writes a reference as one item, without a line break. The id must be
// unique in its list. A reference that could not be read is a document whose
// note is the words as printed.
func Item(id string, ref record.Reference) ([]byte, error) {
	out := item{
		ID: id, Type: record.Document, Accessed: dateOf(ref.Accessed), Note: ref.Words(record.FieldNote),
		Custom: custom{Reference: ref.Raw, Confidence: ref.Confidence},
	}
	if ref.Work == nil {
		out.Note = ref.Raw
	} else {
		out.work(ref.Work)
		out.CollectionTitle, out.Genre = ref.Words(record.FieldCollection), ref.Genre()
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(out); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

func (out *item) work(w *record.Work) {
	out.Type, out.Issued = cmp.Or(w.Type, record.Document), dateOf(w.Published)
	for _, t := range w.Titles {
		switch {
		case t.Kind == record.TranslatedTitle:
			out.Custom.TranslatedTitle = t.Value
		case out.Title == "":
			out.Title, out.VolumeTitle = t.Value, t.Subtitle
		}
	}
	for _, c := range w.Contributions {
		n := name{c.Agent.Family, c.Agent.Given, c.Agent.Literal}
		switch c.Role {
		case record.Author:
			out.Author = append(out.Author, n)
		case record.Editor:
			out.Editor = append(out.Editor, n)
		case record.Translator:
			out.Translator = append(out.Translator, n)
		}
	}
	if len(w.Venue.Titles) > 0 {
		out.ContainerTitle = w.Venue.Titles[0].Value
	}
	// Processors look for a hyphen; styles choose the dash that is printed.
	out.Volume, out.Issue, out.Edition = w.Volume, w.Issue, w.Edition
	out.Page, out.PageFirst, out.NumberOfPages = w.Pages.Ranged("-"), w.Pages.First, w.Pages.Count
	out.Publisher, out.PublisherPlace = w.PublisherNames(), w.Place
	out.DOI, out.ISBN, out.PMID = w.Identifier(record.DOI), w.Identifier(record.ISBN), w.Identifier(record.PMID)
	if id := w.Identifier(record.ArXiv); id != "" {
		out.Archive, out.ArchiveLocation = "arXiv", id
	}
	out.ISSN, out.URL, out.Language = w.Venue.ISSN, w.URL, w.Language
}

// dateOf gives year, month and day as far as they are known.
func dateOf(d record.Date) *date {
	parts := d.Parts()
	if parts == nil {
		return nil
	}
	return &date{[][]int{parts}}
}
