package web

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
)

// gremlin answers under Gizmo's old name, gremlin, which Cayley's client for
// Node.js still uses. That client sends a query as a JSON string.
func gremlin(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		r.SetPathValue("lang", "gizmo")
		if mediaType(r.Header.Get("Content-Type")) == typeJSON {
			r.Body = unquoted{unquote(r.Body), r.Body}
		}
		next(w, r)
	}
}

type unquoted struct {
	io.Reader
	io.Closer
}

// unquote gives what a JSON string says, and anything else as it is.
func unquote(body io.Reader) io.Reader {
	sent, err := io.ReadAll(io.LimitReader(body, maxQuery+1))
	var text string
	if err == nil && json.Unmarshal(sent, &text) == nil {
		sent = []byte(text)
	}
	return io.MultiReader(bytes.NewReader(sent), body)
}
