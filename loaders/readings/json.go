package readings

import (
	"bytes"
	"encoding/json"

	"bibgraph/loaders/record"
)

// referenceJSON is how a reference that was read is told in JSON. Names are
// those of CSL-JSON where it has one.
type referenceJSON struct {
	Raw        string            `json:"raw"`
	Parallel   string            `json:"parallel,omitempty"` // its words in the list that repeats this one
	Confidence float64           `json:"confidence"`
	Repeats    int               `json:"repeats,omitempty"` // the entry, from 1, of which this is an ibid.
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

// asJSON writes all that was read of a line.
func asJSON(_ keys, ref record.Reference) ([]byte, error) {
	out := referenceJSON{Raw: ref.Raw, Parallel: ref.Parallel, Confidence: rounded(ref.Confidence), Repeats: ref.Repeats, Accessed: ref.Accessed.Parts()}
	runes := []rune(ref.Raw)
	for _, s := range ref.Spans {
		out.Fields = append(out.Fields, fieldJSON{s.Field, string(runes[s.Start:s.End]), rounded(s.Confidence)})
	}
	if w := ref.Work; w != nil {
		out.Type, out.Issued = w.Type, w.Published.Parts()
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

func rounded(p float64) float64 { return float64(int(p*1000+0.5)) / 1000 }

func jsonLine(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}
