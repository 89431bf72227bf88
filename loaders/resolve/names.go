package resolve

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"bibgraph/loaders/record"
)

// Name is a mention in a source and what it stands for.
type Name struct {
	Place   string // "work", "references/5/author/1"
	Mention string // as the source has it
	Entity
}

// Names lists what a source mentions, in its order.
func Names(r *record.Record) []Name {
	names := workNames("work", &r.Work)
	for i, ref := range r.Work.References {
		if ref.Work != nil {
			names = append(names, workNames(fmt.Sprintf("references/%d", i+1), ref.Work)...)
		}
	}
	return names
}

func workNames(place string, w *record.Work) []Name {
	names := []Name{{place, w.Title(), OfWork(w)}}
	for i, c := range w.Contributions {
		at := fmt.Sprintf("%s/%s/%d", place, c.Role, i+1)
		printed := strings.TrimSpace(cmp.Or(c.Agent.Literal, c.Agent.Family+" "+c.Agent.Given))
		names = append(names, Name{at, printed, OfAgent(c.Agent)})
		for j, o := range c.Affiliations {
			names = append(names, Name{fmt.Sprintf("%s/affiliation/%d", at, j+1), o.Name, OfOrganization(o)})
		}
	}
	if !w.Venue.IsZero() {
		var title string
		if len(w.Venue.Titles) > 0 {
			title = w.Venue.Titles[0].Value
		}
		names = append(names, Name{place + "/venue", title, OfVenue(w)})
	}
	for i, o := range w.Publishers {
		names = append(names, Name{fmt.Sprintf("%s/publisher/%d", place, i+1), o.Name, OfOrganization(o)})
	}
	return names
}

// WriteTSV prints names as a table with a header: place, mention, kind, key,
// IRI.
func WriteTSV(w io.Writer, names []Name) error {
	clean := strings.NewReplacer("\t", " ", "\n", " ", "\r", " ")
	var b strings.Builder
	b.WriteString("place\tmention\tkind\tkey\tiri\n")
	for _, n := range names {
		fmt.Fprintf(&b, "%s\t%s\t%s\t%s\t%s\n", n.Place, clean.Replace(n.Mention), n.Kind, n.Key, n.IRI)
	}
	_, err := io.WriteString(w, b.String())
	return err
}
