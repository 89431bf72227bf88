package web

import (
	"context"
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

