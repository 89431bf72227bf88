package main

import (
	"fmt"
	"strings"

	"bibgraph/loaders/record"
)

// referenceJSON is how a reference that was read is told in JSON. Names are
// those of CSL-JSON where it has one.
type referenceJSON struct {
	Raw        string            `json:"raw"`
	Confidence float64           `json:"confidence"`
	Type       record.Type       `json:"type,omitempty"`
	Title      []textJSON        `json:"title,omitempty"`
	Author     []personJSON      `json:"author,omitempty"`
	Editor     []personJSON      `json:"editor,omitempty"`
	Translator []personJSON      `json:"translator,omitempty"`
	Container  []textJSON        `json:"container-title,omitempty"`
	Issued     []int             `json:"issued,omitempty"` // year, month, day as far as known
	Accessed   []int             `json:"accessed,omitempty"`
	Volume     string            `json:"volume,omitempty"`
	Issue      string            `json:"issue,omitempty"`
	Page       string            `json:"page,omitempty"`
	PageFirst  string            `json:"page-first,omitempty"`
	PageCount  string            `json:"number-of-pages,omitempty"`
	Edition    string            `json:"edition,omitempty"`
	Publisher  []string          `json:"publisher,omitempty"`
	Place      string            `json:"publisher-place,omitempty"`
	Identifier map[string]string `json:"identifier,omitempty"` // by scheme: doi, isbn, arxiv, pmid
	URL        string            `json:"url,omitempty"`
	Language   string            `json:"language,omitempty"`
	Fields     []fieldJSON       `json:"fields,omitempty"` // as printed, in order
}

type textJSON struct {
	Value    string `json:"value"`
	Language string `json:"language,omitempty"`
}

type personJSON struct {
	Family  string `json:"family,omitempty"`
	Given   string `json:"given,omitempty"`
	Literal string `json:"literal,omitempty"` // of bodies, and people with one name
}

type fieldJSON struct {
	Field      record.Field `json:"field"`
	Text       string       `json:"text"`
	Confidence float64      `json:"confidence"`
}

func jsonReference(_ streams, ref record.Reference) ([]byte, error) {
	out := referenceJSON{Raw: ref.Raw, Confidence: rounded(ref.Confidence), Accessed: dateParts(ref.Accessed)}
	runes := []rune(ref.Raw)
	for _, s := range ref.Spans {
		out.Fields = append(out.Fields, fieldJSON{s.Field, string(runes[s.Start:s.End]), rounded(s.Confidence)})
	}
	if w := ref.Work; w != nil {
		out.Type, out.Issued = w.Type, dateParts(w.Published)
		for _, t := range w.Venue.Titles {
			out.Container = append(out.Container, textJSON{t.Value, t.Lang})
		}
		out.Volume, out.Issue, out.Page, out.PageFirst, out.PageCount = w.Volume, w.Issue, w.Pages.Range, w.Pages.First, w.Pages.Count
		out.Edition, out.Place, out.URL, out.Language = w.Edition, w.Place, w.URL, w.Language
		for _, t := range w.Titles {
			out.Title = append(out.Title, textJSON{t.Value, t.Lang})
		}
		for _, c := range w.Contributions {
			p := personJSON{Family: c.Agent.Family, Given: c.Agent.Given, Literal: c.Agent.Literal}
			switch c.Role {
			case record.Editor:
				out.Editor = append(out.Editor, p)
			case record.Translator:
				out.Translator = append(out.Translator, p)
			default:
				out.Author = append(out.Author, p)
			}
		}
		for _, p := range w.Publishers {
			out.Publisher = append(out.Publisher, p.Name)
		}
		for _, id := range w.Identifiers {
			if out.Identifier == nil {
				out.Identifier = map[string]string{}
			}
			out.Identifier[string(id.Scheme)] = id.Value
		}
	}
	return jsonLine(out)
}

// dateParts gives year, month and day as far as they are known.
func dateParts(d record.Date) []int {
	switch {
	case d.IsZero():
		return nil
	case d.Month == 0:
		return []int{d.Year}
	case d.Day == 0:
		return []int{d.Year, d.Month}
	}
	return []int{d.Year, d.Month, d.Day}
}

// tableReference tells a reference in a few lines for people.
func tableReference(_ streams, ref record.Reference) ([]byte, error) {
	var b strings.Builder
	_, _ = fmt.Fprintf(&b, "%s\n", ref.Raw)
	runes := []rune(ref.Raw)
	if ref.Work != nil {
		_, _ = fmt.Fprintf(&b, "  %-18s %s\n", "type", ref.Work.Type)
	}
	for _, s := range ref.Spans {
		_, _ = fmt.Fprintf(&b, "  %-18s %-4.2f  %s\n", s.Field, s.Confidence, strings.Join(strings.Fields(string(runes[s.Start:s.End])), " "))
	}
	_, _ = fmt.Fprintf(&b, "  %-18s %.2f\n", "confidence", ref.Confidence)
	return []byte(b.String()), nil
}

// explainReference shows the words by field: coloured on a terminal, in
// brackets elsewhere.
func explainReference(std streams, ref record.Reference) ([]byte, error) {
	var b strings.Builder
	runes, at := []rune(ref.Raw), 0
	for i, s := range ref.Spans {
		b.WriteString(string(runes[at:s.Start]))
		words := string(runes[s.Start:s.End])
		if std.width > 0 {
			_, _ = fmt.Fprintf(&b, "\x1b[%dm%s\x1b[0m\x1b[2m %s %.2f\x1b[0m", 31+i%6, words, s.Field, s.Confidence)
		} else {
			_, _ = fmt.Fprintf(&b, "[%s %s %.2f]", s.Field, words, s.Confidence)
		}
		at = s.End
	}
	b.WriteString(string(runes[at:]))
	_, _ = fmt.Fprintf(&b, "  (%.2f)\n", ref.Confidence)
	return []byte(b.String()), nil
}
