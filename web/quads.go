package web

import (
	"context"
	"errors"
	"fmt"
	"io"
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
		var ok bool
		if f, ok = formats.ByName(name); !ok {
			writeError(w, http.StatusBadRequest, "unknown format "+quoted(name)+"; see /api/v2/formats")
			return
		}
	}
	if f.Write == nil {
		writeError(w, http.StatusBadRequest, "format is not supported for writing data")
		return
	}
	err := s.store.View(r.Context(), func(snap graph.Snapshot) error {
		patterns, err := patterns(snap, r)
		if err != nil {
			return err
		}
		if len(f.MIME) > 0 {
			w.Header().Set("Content-Type", f.MIME[0])
		}
		out, end := zipped(w, r)
		if _, err := f.Write(out, withIRIs(fitting(snap, patterns), r.Form.Get("iri"))); err != nil {
			return err
		}
		return end()
	})
	if err != nil && r.Context().Err() == nil {
		s.Log.ErrorContext(r.Context(), "reading quads", "error", err)
		panic(http.ErrAbortHandler) // the answer is under way: cut it off, so that it does not look whole
	}
}

// patterns turns the lists of a read into patterns of IDs.
func patterns(snap graph.Snapshot, r *http.Request) ([]graph.Row, error) {
	all := []graph.Row{{}}
	for position, name := range []string{"sub", "pred", "obj", "label"} {
		list := r.Form.Get(name)
		if list == "" {
			continue
		}
		var bound []graph.Row
		for text := range strings.SplitSeq(list, ",") {
			ids, err := snap.Variants(quad.FromString(text))
			if err != nil {
				return nil, err
			}
			for _, id := range ids {
				for _, row := range all {
					row[position] = id
					bound = append(bound, row)
				}
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

// writeV2 adds the quads of the body: all of them or, after an error, none.
func (s *server) writeV2(w http.ResponseWriter, r *http.Request) {
	s.changeV2(w, r, add, "{\"result\":\"Successfully wrote %d quads.\",\"count\":%d}\n")
}

// deleteV2 removes the quads of the body: all of them or, if one is not
// there, none.
func (s *server) deleteV2(w http.ResponseWriter, r *http.Request) {
	s.changeV2(w, r, removeKnown, "{\"result\": \"Successfully deleted %d quads.\", \"count\": %d}\n")
}

// changeV2 applies a change to each quad of the body, in the format of its
// content type, and answers with their number.
func (s *server) changeV2(w http.ResponseWriter, r *http.Request, do change, answer string) {
	f := formatOf(mediaType(r.Header.Get("Content-Type")))
	if f.Read == nil {
		writeError(w, http.StatusBadRequest, "format is not supported for reading data")
		return
	}
	in, err := body(r)
	if err != nil {
		writeError(w, http.StatusBadRequest, err.Error())
		return
	}
	n, err := s.apply(r.Context(), f, in, do)
	if err != nil {
		s.refuse(w, r, err, writeError)
		return
	}
	w.Header().Set("Content-Type", typeJSON)
	_, _ = fmt.Fprintf(w, answer, n, n) // the client has gone; nobody is left to tell
}

// formatOf is the format of a media type, N-Quads for a missing or unknown one.
func formatOf(mime string) formats.Format {
	f, ok := formats.ByMIME(mime)
	if !ok {
		f, _ = formats.ByName("nquads")
	}
	return f
}

// change is what is done with one quad within an update.
type change func(tx graph.Tx, q quad.Quad) error

// apply makes a change with every quad that in holds, in one update: all are
// made or none. It gives the number of quads read.
//
// Reading is lax, since Cayley's reader takes bare words and relative IRIs
// and its clients send them.
func (s *server) apply(ctx context.Context, f formats.Format, in io.Reader, do change) (int, error) {
	if s.ReadOnly {
		return 0, graph.ErrReadOnly
	}
	n := 0
	err := s.store.Update(ctx, func(tx graph.Tx) error {
		for q, err := range f.Read(in, formats.Options{Lax: true}) {
			if err != nil {
				return badRequest{err}
			}
			if err := do(tx, q); err != nil {
				return err
			}
			n++
		}
		return nil
	})
	return n, err
}

// badRequest marks an error as the client's.
type badRequest struct{ error }

func (e badRequest) Unwrap() error { return e.error }

// refuse answers a failed change in the words of a version of the API: the
// client's fault with 400, a store that takes no writes with 403, ours
// with 500.
func (s *server) refuse(w http.ResponseWriter, r *http.Request, err error, answer func(http.ResponseWriter, int, string)) {
	var clients badRequest
	switch {
	case errors.As(err, &clients):
		answer(w, http.StatusBadRequest, err.Error())
	case errors.Is(err, graph.ErrReadOnly):
		answer(w, http.StatusForbidden, "database is read-only")
	default:
		s.Log.ErrorContext(r.Context(), "changing quads", "error", err)
		answer(w, http.StatusInternalServerError, err.Error())
	}
}

// add puts a quad in; one that is there already stays.
func add(tx graph.Tx, q quad.Quad) error {
	_, err := tx.Add(q)
	return err
}

// removeKnown takes a quad out that must be there.
func removeKnown(tx graph.Tx, q quad.Quad) error {
	gone, err := removeByValue(tx, q)
	if err == nil && !gone {
		err = badRequest{fmt.Errorf("delete %s -- %s -> %s: quad does not exist", q.Subject, q.Predicate, q.Object)}
	}
	return err
}

// removeAny takes a quad out if it is there.
func removeAny(tx graph.Tx, q quad.Quad) error {
	_, err := removeByValue(tx, q)
	return err
}

// removeByValue removes a quad and, if it is not there in these very letters,
// every quad whose object has the same value. It reports whether one was.
func removeByValue(tx graph.Tx, q quad.Quad) (bool, error) {
	if n, err := tx.Remove(q); n > 0 || err != nil {
		return n > 0, err
	}
	objects, err := tx.Variants(q.Object)
	if err != nil {
		return false, err
	}
	found := false
	for _, id := range objects {
		if q.Object, err = tx.Term(id); err != nil {
			return false, err
		}
		n, err := tx.Remove(q)
		if err != nil {
			return false, err
		}
		found = found || n > 0
	}
	return found, nil
}

// maxNode is the longest body of a node deletion.
const maxNode = 128 << 10

// deleteNode removes every quad in which the node of the body stands anywhere.
func (s *server) deleteNode(w http.ResponseWriter, r *http.Request) {
	if s.ReadOnly {
		s.refuse(w, r, graph.ErrReadOnly, writeError)
		return
	}
	f := formatOf(mediaType(r.Header.Get("Content-Type")))
	text, err := readAll(r.Body, maxNode)
	switch {
	case errors.Is(err, errTooLong):
		writeError(w, http.StatusRequestEntityTooLarge, "a node is at most 128 KiB long")
		return
	case err != nil:
		writeError(w, http.StatusBadRequest, err.Error())
		return
	case f.ReadTerm == nil:
		writeError(w, http.StatusBadRequest, "format is not supported for reading nodes")
		return
	}
	node, err := f.ReadTerm(text, formats.Options{Lax: true})
	if err != nil {
		writeError(w, http.StatusBadRequest, err.Error())
		return
	}
	err = s.store.Update(r.Context(), func(tx graph.Tx) error {
		ids, err := tx.Variants(node)
		if err != nil {
			return err
		}
		gone := 0
		for _, id := range ids {
			n, err := removeNode(tx, id)
			if err != nil {
				return err
			}
			gone += n
		}
		if gone == 0 {
			return badRequest{errors.New("node does not exist")}
		}
		return nil
	})
	if err != nil {
		s.refuse(w, r, err, writeError)
		return
	}
	w.Header().Set("Content-Type", typeJSON)
	_, _ = fmt.Fprint(w, "{\"result\": \"Successfully deleted 1 nodes.\", \"count\": 1}\n")
}

// removeNode removes the quads that use an ID in any position.
func removeNode(tx graph.Tx, id graph.ID) (int, error) {
	gone := 0
	for position := range len(graph.Row{}) {
		var pattern graph.Row
		pattern[position] = id
		var quads []quad.Quad
		for q, err := range graph.Quads(tx, pattern, graph.OrderFor(pattern)) {
			if err != nil {
				return 0, err
			}
			quads = append(quads, q)
		}
		n, err := tx.Remove(quads...)
		if err != nil {
			return 0, err
		}
		gone += n
	}
	return gone, nil
}
