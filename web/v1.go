package web

import (
	"fmt"
	"io"
	"net/http"

	"bibgraph/graph/formats"
)

// maxUpload is how much of an uploaded file is held in memory; the rest waits
// on disk.
const maxUpload = 32 << 20

// writeErrorV1 is an error as version 1 has it: plain text, a blank before
// the colon.
func writeErrorV1(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", typeText)
	w.WriteHeader(status)
	_, _ = fmt.Fprintf(w, "{\"error\" : %s}\n", quoted(text)) // the client has gone; nobody is left to tell
}

// shapeV1 answers as Cayley's own server does: the tree of a query is not
// shown.
func (s *server) shapeV1(w http.ResponseWriter, _ *http.Request) {
	writeError(w, http.StatusNotImplemented, "Query shape API v1 is deprecated.")
}

// writeV1 adds a JSON array of quads.
func (s *server) writeV1(w http.ResponseWriter, r *http.Request) {
	s.changeV1(w, r, "json", r.Body, add, "Successfully wrote %d quads.")
}

// deleteV1 removes a JSON array of quads and passes over those that are not
// there.
func (s *server) deleteV1(w http.ResponseWriter, r *http.Request) {
	s.changeV1(w, r, "json", r.Body, removeAny, "Successfully deleted %d quads.")
}

// writeFileV1 adds the N-Quads of an uploaded file, the form field NQuadFile.
func (s *server) writeFileV1(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseMultipartForm(maxUpload); err != nil {
		writeErrorV1(w, http.StatusBadRequest, "Couldn't read file: "+err.Error())
		return
	}
	defer func() { _ = r.MultipartForm.RemoveAll() }() // temporary files; the system sweeps what stays
	file, _, err := r.FormFile("NQuadFile")
	if err != nil {
		writeErrorV1(w, http.StatusBadRequest, "Couldn't read file: "+err.Error())
		return
	}
	defer func() { _ = file.Close() }() // it was only read
	s.changeV1(w, r, "nquads", file, add, "Successfully wrote %d quads.")
}

// changeV1 applies a change to each quad of a file and answers with their
// number in version 1's words.
func (s *server) changeV1(w http.ResponseWriter, r *http.Request, format string, in io.Reader, do change, answer string) {
	f, _ := formats.ByName(format)
	n, err := s.apply(r.Context(), f, in, do)
	if err != nil {
		s.refuse(w, r, err, writeErrorV1)
		return
	}
	w.Header().Set("Content-Type", typeText)
	_, _ = fmt.Fprintf(w, "{\"result\": \""+answer+"\"}\n", n)
}
