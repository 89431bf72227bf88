package web

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"bibgraph/graph"
	"bibgraph/queries"
)

// queryV2 runs the query in the body (POST) or in ?qu= (GET) in the language
// ?lang=. Beyond Cayley's own API it takes ?limit= rows and ?timeout=, a Go
// duration within the server's own.
func (s *server) queryV2(w http.ResponseWriter, r *http.Request) {
	params := r.URL.Query()
	lang := params.Get("lang")
	text := params.Get("qu")
	if queries.OwnForm(lang) {
		text = "" // Cayley's GraphQL hears no GET
	}
	if r.Method == http.MethodPost {
		var ok bool
		if text, ok = queryText(w, r, writeError); !ok {
			return
		}
	}
	switch {
	case lang == "":
		writeError(w, http.StatusBadRequest, "query language not specified")
		return
	case !queries.Known(lang):
		writeError(w, http.StatusBadRequest, queries.ErrUnknownLanguage.Error())
		return
	case text == "" && !queries.OwnForm(lang):
		writeError(w, http.StatusBadRequest, queries.ErrEmptyQuery.Error())
		return
	}
	limit, err := number(params.Get("limit"), DefaultRows)
	if err != nil {
		writeError(w, http.StatusBadRequest, "limit: "+err.Error())
		return
	}
	timeout := s.Timeout
	if asked := params.Get("timeout"); asked != "" {
		d, err := time.ParseDuration(asked)
		if err != nil || d <= 0 {
			writeError(w, http.StatusBadRequest, "timeout is a time such as 500ms or 10s, not "+quoted(asked))
			return
		}
		timeout = min(d, timeout)
	}
	o := queries.Options{Limit: limit, MaxMemory: s.MaxMemory}
	contentType := typeJSON
	if accepted(r) == typeJSONLD {
		o.Collation, contentType = s.linked(r), typeJSONLD
	}
	if queries.OwnForm(lang) {
		contentType = typeText
	}
	answer, err := s.run(r.Context(), timeout, lang, text, o)
	if err != nil {
		// Cayley sends the errors of the query itself as text/plain.
		writeErrorAs(w, http.StatusBadRequest, typeText, queryError(err))
		return
	}
	writeWhole(w, contentType, answer)
}

// queryV1 runs the query in the body in the language of the path, with
// ?limit= rows; its answer is plain text and safe to paste into HTML.
func (s *server) queryV1(w http.ResponseWriter, r *http.Request) {
	text, ok := queryText(w, r, writeErrorV1)
	if !ok {
		return
	}
	lang := r.PathValue("lang")
	if !queries.Known(lang) {
		writeError(w, http.StatusBadRequest, "Unknown query language.")
		return
	}
	limit, err := number(r.URL.Query().Get("limit"), DefaultRows)
	if err != nil {
		writeErrorV1(w, http.StatusBadRequest, "limit: "+err.Error())
		return
	}
	answer := []byte("{\"result\":null}\n")
	if text != "" {
		answer, err = s.run(r.Context(), s.Timeout, lang, text, queries.Options{Limit: limit, MaxMemory: s.MaxMemory})
		if err != nil {
			writeErrorV1(w, http.StatusBadRequest, queryError(err))
			return
		}
	}
	var escaped bytes.Buffer
	escaped.Grow(len(answer) + len(answer)/2)
	json.HTMLEscape(&escaped, answer)
	writeWhole(w, typeText, escaped.Bytes())
}

// writeWhole writes an answer whose length is known, so that it goes out in one
// piece.
func writeWhole(w http.ResponseWriter, contentType string, answer []byte) {
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("Content-Length", strconv.Itoa(len(answer)))
	_, _ = w.Write(answer) // the client has gone; nobody is left to tell
}

// queryText is the body of a query; one that is too long is answered with 413.
func queryText(w http.ResponseWriter, r *http.Request, fail func(http.ResponseWriter, int, string)) (string, bool) {
	text, err := readAll(r.Body, maxQuery)
	switch {
	case errors.Is(err, errTooLong):
		fail(w, http.StatusRequestEntityTooLarge, "a query is at most 16 MiB long")
		return "", false
	case err != nil:
		fail(w, http.StatusBadRequest, err.Error())
		return "", false
	}
	return string(text), true
}

// number reads a row limit; an empty one and 0 are the default, a negative
// one is none.
func number(text string, otherwise int) (int, error) {
	if text == "" {
		return otherwise, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0, fmt.Errorf("%s is not a whole number", quoted(text))
	}
	if n == 0 {
		return otherwise, nil
	}
	return n, nil
}

// run gives the whole answer, or an error.
func (s *server) run(ctx context.Context, timeout time.Duration, lang, text string, o queries.Options) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	var answer []byte
	err := s.turns.run(ctx, func(ctx context.Context) error {
		return s.store.View(ctx, func(snap graph.Snapshot) (err error) {
			answer, err = queries.Answer(ctx, snap, lang, text, o)
			return err
		})
	})
	return answer, err
}

// queryError is what a client is told of a failed query.
func queryError(err error) string {
	if errors.Is(err, context.DeadlineExceeded) {
		return context.DeadlineExceeded.Error()
	}
	return err.Error()
}
