package web

import (
	"iter"
	"net/http"
	"slices"
	"strings"

	"bibgraph/graph"
	"bibgraph/graph/formats"
	"bibgraph/graph/quad"
	"bibgraph/graph/vocab"
)

// formats lists what can be read and written, in Cayley's order.
func (s *server) formats(w http.ResponseWriter, _ *http.Request) {
	type format struct {
		ID     string   `json:"id"`
		Read   bool     `json:"read,omitempty"`
		Write  bool     `json:"write,omitempty"`
		Nodes  bool     `json:"nodes,omitempty"`
		Ext    []string `json:"ext,omitempty"`
		MIME   []string `json:"mime,omitempty"`
		Binary bool     `json:"binary,omitempty"`
	}
	list := []format{}
	for _, f := range formats.All {
		list = append(list, format{f.Name, f.Read != nil, f.Write != nil, f.ReadTerm != nil, f.Ext, f.MIME, f.Binary})
	}
	writeJSON(w, list)
}

// read streams the quads that fit the lists of subjects, predicates, objects
// and labels, each parted by commas and read by Cayley's string rule.
func (s *server) read(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		writeError(w, http.StatusBadRequest, err.Error())
		return
	}
	f := formatOf(accepted(r))
	if name := r.Form.Get("format"); name != "" {
		f = formatNamed(name)
	}
	if f.Write == nil {
		writeError(w, http.StatusBadRequest, "format is not supported for writing data")
		return
	}
	begun := false
	err := s.store.View(r.Context(), func(snap graph.Snapshot) error {
		patterns, err := patterns(snap, r)
		if err != nil {
			return err
		}
		contentType := typeText
		if len(f.MIME) > 0 {
			contentType = f.MIME[0]
		}
		w.Header().Set("Content-Type", contentType)
		out, end := zipped(w, r)
		begun = true
		if _, err := f.Write(out, withIRIs(fitting(snap, patterns), r.Form.Get("iri"))); err != nil {
			return err
		}
		return end()
	})
	s.ended(w, r, "reading quads", begun, err)
}

// ended closes a streamed answer: one that failed under way is cut off, so
// that it does not look whole.
func (s *server) ended(w http.ResponseWriter, r *http.Request, what string, begun bool, err error) {
	if err == nil || r.Context().Err() != nil {
		return
	}
	s.Log.ErrorContext(r.Context(), what, "error", err)
	if begun {
		panic(http.ErrAbortHandler)
	}
	writeError(w, http.StatusInternalServerError, err.Error())
}

// patterns turns the lists of a read into patterns of IDs.
func patterns(snap graph.Snapshot, r *http.Request) ([]graph.Row, error) {
	all := []graph.Row{{}}
	for position, name := range []string{"sub", "pred", "obj", "label"} {
		list := r.Form.Get(name)
		if list == "" {
			continue
		}
		var ids []graph.ID
		for text := range strings.SplitSeq(list, ",") {
			term := quad.FromString(text)
			if term.IsZero() {
				continue
			}
			variants, err := snap.Variants(term)
			if err != nil {
				return nil, err
			}
			ids = append(ids, variants...)
		}
		slices.Sort(ids)
		var bound []graph.Row
		for _, id := range slices.Compact(ids) {
			for _, row := range all {
				row[position] = id
				bound = append(bound, row)
			}
		}
		all = bound
	}
	return all, nil
}

// fitting yields the quads of each pattern in turn.
func fitting(snap graph.Snapshot, patterns []graph.Row) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for _, pattern := range patterns {
			for q, err := range graph.Quads(snap, pattern, graph.OrderFor(pattern)) {
				if !yield(q, err) {
					return
				}
			}
		}
	}
}

// nameSpaces are the prefixes that Cayley knows from the start.
var nameSpaces = []string{"rdf", "rdfs", "owl", "schema", "xsd"}

func shorten(iri string) string {
	name, _ := vocab.Shorten(iri)
	if prefix, _, ok := strings.Cut(name, ":"); ok && slices.Contains(nameSpaces, prefix) {
		return name
	}
	return iri
}

func expand(name string) string {
	prefix, _, _ := strings.Cut(name, ":")
	if iri, ok := vocab.Expand(name); ok && slices.Contains(nameSpaces, prefix) {
		return iri
	}
	return name
}

// withIRIs shortens or lengthens IRIs by Cayley's default name spaces, as
// iri=short and iri=full ask.
func withIRIs(quads iter.Seq2[quad.Quad, error], form string) iter.Seq2[quad.Quad, error] {
	var change func(string) string
	switch form {
	case "short":
		change = shorten
	case "full":
		change = expand
	default:
		return quads
	}
	term := func(t quad.Term) quad.Term {
		switch t.Kind() {
		case quad.KindIRI:
			return quad.IRI(change(t.Value()))
		case quad.KindTyped:
			return quad.Typed(t.Value(), change(t.Datatype()))
		default:
			return t
		}
	}
	return func(yield func(quad.Quad, error) bool) {
		for q, err := range quads {
			changed := quad.Quad{Subject: term(q.Subject), Predicate: term(q.Predicate), Object: term(q.Object), Label: term(q.Label)}
			if !yield(changed, err) {
				return
			}
		}
	}
}
