package loaders

import (
	"cmp"
	"math"
	"strings"

	"bibgraph/loaders/record"
	"bibgraph/loaders/resolve"
	"bibgraph/loaders/topics"
)

// Report tells what came of loading, source by source.
type Report struct {
	Sources []Source `json:"sources"`
}

// Source is what came of one source. Of a format of quads only the numbers
// are known.
type Source struct {
	Name       string      `json:"source"`
	Format     string      `json:"format,omitempty"`
	Work       string      `json:"work,omitempty"` // IRI
	Title      string      `json:"title,omitempty"`
	Authors    []Author    `json:"authors,omitempty"`
	Venue      string      `json:"venue,omitempty"`
	Year       int         `json:"year,omitempty"`
	References []Reference `json:"references,omitempty"`
	Topics     []Topic     `json:"topics,omitempty"`
	Notes      []Note      `json:"notes,omitempty"`
	Quads      int         `json:"quads"` // that the source says
	Added      int         `json:"added"`
	Removed    int         `json:"removed"`
	Error      string      `json:"error,omitempty"`
	Err        error       `json:"-"`
}

// Author is a contributor and where they work.
type Author struct {
	Name         string   `json:"name"` // as printed
	IRI          string   `json:"iri,omitempty"`
	Role         string   `json:"role"`
	Affiliations []string `json:"affiliations,omitempty"`
}

// Reference is a printed reference and the work that it was read as.
type Reference struct {
	Raw        string  `json:"raw"`
	Work       string  `json:"work,omitempty"` // IRI, "" if it could not be told
	Title      string  `json:"title,omitempty"`
	Year       int     `json:"year,omitempty"`
	Confidence float64 `json:"confidence"`
}

// Topic is what the work is about or mentions, and the words that show it.
type Topic struct {
	Concept string `json:"concept"` // slug
	Label   string `json:"label"`
	Subject bool   `json:"subject"`
	Matched string `json:"matched"`
	Field   string `json:"field"`
}

// Note is something odd in a source, with its place.
type Note struct {
	Place   string `json:"place"`
	Message string `json:"message"`
}

// Cited counts the references that lead to a work.
func (s *Source) Cited() int {
	n := 0
	for _, r := range s.References {
		if r.Work != "" {
			n++
		}
	}
	return n
}

// tell takes over what people want to know of a record.
func (s *Source) tell(r *record.Record) {
	w := &r.Work
	s.Work, s.Title, s.Year = resolve.OfWork(w).IRI, w.Title(), w.Published.Year
	if len(w.Venue.Titles) > 0 {
		s.Venue = w.Venue.Titles[0].Value
	}
	for _, c := range w.Contributions {
		a := Author{Name: nameOf(c), IRI: resolve.OfAgent(c.Agent).IRI, Role: string(c.Role)}
		for _, o := range c.Affiliations {
			a.Affiliations = append(a.Affiliations, o.Name)
		}
		s.Authors = append(s.Authors, a)
	}
	for _, ref := range w.References {
		told := Reference{Raw: ref.Raw, Confidence: math.Round(ref.Confidence*100) / 100}
		if ref.Work != nil {
			told.Work, told.Title, told.Year = resolve.OfWork(ref.Work).IRI, ref.Work.Title(), ref.Work.Published.Year
		}
		s.References = append(s.References, told)
	}
	for _, t := range w.Topics {
		s.Topics = append(s.Topics, Topic{t.Concept, conceptLabel(t.Concept), t.Subject, t.Matched, t.Field})
	}
	for _, n := range r.Notes {
		s.Notes = append(s.Notes, Note(n))
	}
}

func nameOf(c record.Contribution) string {
	if len(c.AsPrinted) > 0 {
		return c.AsPrinted[0]
	}
	return strings.TrimSpace(cmp.Or(c.Agent.Literal, c.Agent.Family+" "+c.Agent.Given))
}

// err is nil if all sources were loaded.
func (r Report) err() error {
	e := &RejectedError{}
	for _, s := range r.Sources {
		if s.Err != nil {
			e.Rejected = append(e.Rejected, s)
		} else {
			e.Loaded++
		}
	}
	if len(e.Rejected) == 0 {
		return nil
	}
	return e
}

func conceptLabel(slug string) string {
	if c, ok := topics.Lookup(slug); ok {
		return c.Label
	}
	return slug
}
