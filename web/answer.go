package web

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"
)

const (
	typeJSON   = "application/json"
	typeJSONLD = "application/ld+json"
	typeText   = "text/plain; charset=utf-8"
)

// writeError answers {"error": text}.
func writeError(w http.ResponseWriter, status int, text string) {
	writeErrorAs(w, status, typeJSON, text)
}

// writeErrorAs is writeError under another content type: Cayley sends the
// errors of a query as plain text, and clients look at it.
func writeErrorAs(w http.ResponseWriter, status int, contentType, text string) {
	w.Header().Set("Content-Type", contentType)
	w.WriteHeader(status)
	_, _ = fmt.Fprintf(w, "{\"error\": %s}\n", quoted(text)) // the client has gone; nobody is left to tell
}

// writeJSON answers with v, without escaping < and > for HTML.
func writeJSON(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", typeJSON)
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	_ = e.Encode(v) // as above
}

// quoted is a JSON string that leaves < and > as they are.
func quoted(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // a string and a buffer cannot fail
	return strings.TrimSuffix(b.String(), "\n")
}

// accepted is the first media type that the client accepts, the only one that
// Cayley looks at.
func accepted(r *http.Request) string {
	first, _, _ := strings.Cut(r.Header.Get("Accept"), ",")
	return mediaType(first)
}

// mediaType is a content type without its parameters.
func mediaType(header string) string {
	t, _, err := mime.ParseMediaType(header)
	if err != nil {
		return ""
	}
	return t
}

// zipped gives a writer that packs the answer if the client names gzip first,
// as Cayley does, and the function that ends it.
func zipped(w http.ResponseWriter, r *http.Request) (io.Writer, func() error) {
	first, _, _ := strings.Cut(r.Header.Get("Accept-Encoding"), ",")
	w.Header().Add("Vary", "Accept-Encoding")
	if strings.TrimSpace(first) != "gzip" {
		return w, func() error { return nil }
	}
	w.Header().Set("Content-Encoding", "gzip")
	packed := gzip.NewWriter(w)
	return packed, packed.Close
}
