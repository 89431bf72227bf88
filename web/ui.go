package web

import (
	"embed"
	"net/http"
	"net/url"

	"bibgraph/graph/vocab"
	"bibgraph/queries/saved"
)

//go:embed ui
var files embed.FS

// page serves the first page and its files; every other path is 404.
func page() http.Handler {
	static := http.FileServerFS(files)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			http.NotFound(w, r)
		case r.URL.Path == "/":
			http.ServeFileFS(w, r, files, "ui/index.html")
		case r.URL.Path == "/index.html":
			http.Redirect(w, r, "./", http.StatusMovedPermanently)
		case r.URL.Path == "/ui/" || r.URL.Path == "/ui":
			http.NotFound(w, r)
		default:
			static.ServeHTTP(w, r)
		}
	})
}

// savedList tells the page which saved queries there are, the prelude that
// goes before their texts, and how namespaces are shortened.
func (s *server) savedList(w http.ResponseWriter, _ *http.Request) {
	type param struct {
		Name        string `json:"name"`
		Description string `json:"description"`
		Default     string `json:"default,omitempty"`
		Example     string `json:"example,omitempty"`
	}
	type query struct {
		Name        string   `json:"name"`
		Description string   `json:"description"`
		Params      []param  `json:"params"`
		Columns     []string `json:"columns"`
	}
	list := []query{}
	for _, q := range saved.All() {
		params := []param{}
		for _, p := range q.Params {
			params = append(params, param{p.Name, p.Description, p.Default, p.Example})
		}
		list = append(list, query{q.Name, q.Description, params, q.Columns})
	}
	prefixes := map[string]string{}
	for _, p := range vocab.Prefixes {
		prefixes[p.Namespace] = p.Name + ":"
	}
	writeJSON(w, map[string]any{"prelude": saved.Prelude(), "prefixes": prefixes, "queries": list})
}

// savedText gives the text of a saved query with its parameters, which stand
// in the URL, filled in.
func (s *server) savedText(w http.ResponseWriter, r *http.Request) {
	q, ok := saved.Lookup(r.PathValue("name"))
	if !ok {
		writeError(w, http.StatusNotFound, "no saved query "+quoted(r.PathValue("name"))+"; see /api/queries")
		return
	}
	text, err := q.Text(single(r.URL.Query()))
	if err != nil {
		writeError(w, http.StatusBadRequest, err.Error())
		return
	}
	writeJSON(w, map[string]string{"query": text})
}

// single keeps the first value of each parameter.
func single(values url.Values) map[string]string {
	out := make(map[string]string, len(values))
	for name := range values {
		out[name] = values.Get(name)
	}
	return out
}
