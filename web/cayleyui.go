package web

import (
	"io/fs"
	"net/http"
	"strings"

	"bibgraph/queries/results"
)

// cayleyUI serves the files of a built Cayley web UI. Its own pages exist in
// the browser only: they are all index.html, so that a reload works.
func (s *server) cayleyUI() http.Handler {
	static := http.FileServerFS(s.UI)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(r.URL.Path, "/")
		switch {
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			http.NotFound(w, r)
		case isUIPage(name):
			s.cayleyIndex(w, r)
		case name == "index.html" || isFile(s.UI, name):
			static.ServeHTTP(w, r)
		default:
			http.NotFound(w, r)
		}
	})
}

// isUIPage reports whether the UI itself shows something under a path.
func isUIPage(name string) bool {
	first, _, _ := strings.Cut(name, "/")
	switch first {
	case "entities":
		return true
	case "", "query", "data", "settings":
		return strings.TrimSuffix(name, "/") == first
	default:
		return false
	}
}

// isFile keeps folders from being listed. A path that leads out of the folder
// is no valid one.
func isFile(files fs.FS, name string) bool {
	info, err := fs.Stat(files, name)
	return err == nil && info.Mode().IsRegular()
}

// serverURL is where the UI's build left room for the server's address, as a
// JavaScript value, and origin what stands there: the origin that the browser
// itself sees, through whatever proxies.
const (
	serverURL = "__SERVER_URL__"
	origin    = "window.location.origin"
)

var toOrigin = strings.NewReplacer(`"`+serverURL+`"`, origin, `'`+serverURL+`'`, origin, serverURL, origin)

// cayleyIndex is index.html with the server's address. Without it the UI asks
// http://localhost:64210, whatever server it came from.
func (s *server) cayleyIndex(w http.ResponseWriter, r *http.Request) {
	index, err := fs.ReadFile(s.UI, "index.html")
	if err != nil {
		s.Log.ErrorContext(r.Context(), "reading the web UI", "error", err)
		http.NotFound(w, r)
		return
	}
	page := string(index)
	if !strings.Contains(page, serverURL) {
		script := "<script>window.SERVER_URL = " + origin + "</script>"
		page = strings.Replace(page, "<head>", "<head>"+script, 1)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-cache")
	_, _ = toOrigin.WriteString(w, page) // the client has gone; nobody is left to tell
}

// linked is the collation of answers in JSON-LD. The entity page of Cayley's
// web UI dies of a bare number or boolean, so that where the UI is served such
// values go to browsers as typed text. Programs send no Origin and get what
// Cayley sends.
func (s *server) linked(r *http.Request) results.Collation {
	if s.UI != nil && r.Header.Get("Origin") != "" {
		return results.JSONLDText
	}
	return results.JSONLD
}
