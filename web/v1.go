package web

import (
	"context"
	"fmt"
	"net/http"

	"bibgraph/graph"
	"bibgraph/graph/formats"
	"bibgraph/queries"
)

// writeErrorV1 is an error as version 1 has it: plain text, a blank before
// the colon.
func writeErrorV1(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", typeText)
	w.WriteHeader(status)
	_, _ = fmt.Fprintf(w, "{\"error\" : %s}\n", quoted(text)) // the client has gone; nobody is left to tell
}

// shapeV1 draws what the query in the body, in the language of the path, asks
// for. It does not run it.
func (s *server) shapeV1(w http.ResponseWriter, r *http.Request) {
	text, ok := queryText(w, r, writeError)
	if !ok {
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), s.Timeout)
	defer cancel()
	var drawing any
	err := s.turns.run(ctx, func(ctx context.Context) (err error) {
		drawing, err = queries.Shape(ctx, r.PathValue("lang"), text, queries.Options{MaxMemory: s.MaxMemory})
		return err
	})
	if err != nil {
		writeError(w, http.StatusBadRequest, queryError(err))
		return
	}
	writeJSON(w, drawing)
}

// writeV1 adds a JSON array of quads.
func (s *server) writeV1(w http.ResponseWriter, r *http.Request) {
	f, _ := formats.ByName("json")
	n, err := s.apply(r, f, add)
	s.answerV1(w, r, "Successfully wrote %d quads.", n, err)
}

// deleteV1 removes a JSON array of quads and passes over those that are not
// there.
func (s *server) deleteV1(w http.ResponseWriter, r *http.Request) {
	f, _ := formats.ByName("json")
	n, err := s.apply(r, f, removeAny)
	s.answerV1(w, r, "Successfully deleted %d quads.", n, err)
}

// writeFileV1 adds the N-Quads of an uploaded file.
func (s *server) writeFileV1(w http.ResponseWriter, r *http.Request) {
	n, err := s.applyFile(r)
	s.answerV1(w, r, "Successfully wrote %d quads.", n, err)
}

// applyFile reads the form field NQuadFile, plain or packed.
func (s *server) applyFile(r *http.Request) (int, error) {
	if s.ReadOnly {
		return 0, graph.ErrReadOnly
	}
	file, _, err := r.FormFile("NQuadFile")
	if r.MultipartForm != nil {
		defer func() { _ = r.MultipartForm.RemoveAll() }() // temporary files; the system sweeps what stays
	}
	if err != nil {
		return 0, badRequest{fmt.Errorf("Couldn't read file: %w", err)} //nolint:staticcheck // Cayley's own words
	}
	defer func() { _ = file.Close() }() // it was only read
	in, err := unpacked(file)
	if err != nil {
		return 0, badRequest{err}
	}
	f, _ := formats.ByName("nquads")
	return s.applyAll(r.Context(), f, in, add)
}

// answerV1 tells the number of quads, or what failed, in version 1's words.
func (s *server) answerV1(w http.ResponseWriter, r *http.Request, answer string, n int, err error) {
	if err != nil {
		s.refuse(w, r, err, v1)
		return
	}
	w.Header().Set("Content-Type", typeText)
	_, _ = fmt.Fprintf(w, "{\"result\": \""+answer+"\"}\n", n) // the client has gone; nobody is left to tell
}
