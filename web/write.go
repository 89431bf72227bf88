package web

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net/http"

	"bibgraph/graph"
	"bibgraph/graph/formats"
	"bibgraph/graph/quad"
)

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
func (s *server) changeV2(w http.ResponseWriter, r *http.Request, c change, answer string) {
	f := formatOf(mediaType(r.Header.Get("Content-Type")))
	if f.Read == nil {
		writeError(w, http.StatusBadRequest, "format is not supported for reading data")
		return
	}
	n, err := s.apply(r, f, c)
	if err != nil {
		s.refuse(w, r, err, v2)
		return
	}
	w.Header().Set("Content-Type", typeJSON)
	_, _ = fmt.Fprintf(w, answer, n, n) // the client has gone; nobody is left to tell
}

// formatOf is the format of a media type, N-Quads for a missing or unknown one.
func formatOf(mime string) formats.Format {
	if f, ok := formats.ByMIME(mime); ok {
		return f
	}
	return formatNamed("nquads")
}

// formatNamed is the format of a name, N-Quads for an unknown one.
func formatNamed(name string) formats.Format {
	f, ok := formats.ByName(name)
	if !ok {
		f, _ = formats.ByName("nquads")
	}
	return f
}

// change is what is done with each quad within an update, and how it is
// counted.
type change struct {
	name string
	do   func(tx graph.Tx, q quad.Quad) error
}

var (
	add         = change{"written", addQuad}
	removeKnown = change{"deleted", removeQuad}
	removeAny   = change{"deleted", removeIfThere}
)

// apply makes a change with every quad of the body, in one update: all are
// made or none. It gives the number of quads read.
func (s *server) apply(r *http.Request, f formats.Format, c change) (int, error) {
	if s.ReadOnly {
		return 0, graph.ErrReadOnly
	}
	in, free, err := received(r)
	if err != nil {
		return 0, badRequest{err}
	}
	defer free()
	return s.applyAll(r.Context(), f, in, c)
}

// applyAll is apply for quads that have been received.
//
// Reading is lax, since Cayley's reader takes bare words and relative IRIs
// and its clients send them. Blank nodes of Turtle and TriG are those of the
// request alone; other formats keep labels, as Cayley does.
func (s *server) applyAll(ctx context.Context, f formats.Format, in io.Reader, c change) (int, error) {
	n := 0
	err := s.store.Update(ctx, func(tx graph.Tx) error {
		for q, err := range f.Read(in, formats.Options{Lax: true, Scope: rand.Text()}) {
			if err != nil {
				return badRequest{err}
			}
			if err := c.do(tx, q); err != nil {
				return err
			}
			n++
		}
		return nil
	})
	if err == nil {
		s.Metrics.changes.WithLabelValues(c.name).Add(float64(n))
	}
	return n, err
}

// badRequest marks an error as the client's.
type badRequest struct{ error }

func (e badRequest) Unwrap() error { return e.error }

// version is how a version of the API words its failures.
type version struct {
	fail     func(w http.ResponseWriter, status int, text string)
	readOnly string
}

var (
	v1 = version{writeErrorV1, "Database is read-only."}
	v2 = version{writeError, "database is read-only"}
)

// refuse answers a failed change: the client's fault with 400 or 413, a store
// that takes no writes with 403, ours with 500.
func (s *server) refuse(w http.ResponseWriter, r *http.Request, err error, v version) {
	var clients badRequest
	switch {
	case errors.Is(err, errTooLong):
		v.fail(w, http.StatusRequestEntityTooLarge, err.Error())
	case errors.As(err, &clients):
		v.fail(w, http.StatusBadRequest, err.Error())
	case errors.Is(err, graph.ErrReadOnly):
		writeError(w, http.StatusForbidden, v.readOnly)
	default:
		s.Log.ErrorContext(r.Context(), "changing quads", "error", err)
		v.fail(w, http.StatusInternalServerError, err.Error())
	}
}

// addQuad puts a quad in; one that is there already stays.
func addQuad(tx graph.Tx, q quad.Quad) error {
	_, err := tx.Add(q)
	return err
}

// removeQuad takes a quad out that must be there.
func removeQuad(tx graph.Tx, q quad.Quad) error {
	gone, err := removeByValue(tx, q)
	if err == nil && !gone {
		err = badRequest{fmt.Errorf("delete %s -- %s -> %s: quad does not exist", q.Subject, q.Predicate, q.Object)}
	}
	return err
}

// removeIfThere takes a quad out if it is there.
func removeIfThere(tx graph.Tx, q quad.Quad) error {
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
