package web_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"bibgraph/web"
)

// builtUI looks like a built Cayley web UI.
var builtUI = fstest.MapFS{
	"index.html":     {Data: []byte(`<!doctype html><html><head><script>try{window.SERVER_URL=__SERVER_URL__}catch(e){}</script></head><body><script src="/static/js/main.js"></script></body></html>`)},
	"static/js/a.js": {Data: []byte(`fetch(window.SERVER_URL)`)},
	"gizmo.d.ts":     {Data: []byte(`declare var g`)},
}

func TestCayleyUI(t *testing.T) {
	url, _ := serve(t, web.Options{UI: builtUI})
	const page = `<script>try{window.SERVER_URL=window.location.origin}catch(e){}</script>`
	for _, c := range []struct {
		path   string
		status int
		want   string
	}{
		{"/", 200, page},
		{"/query", 200, page},
		{"/data", 200, page},
		{"/data/", 200, page},
		{"/settings", 200, page},
		{"/entities", 200, page},
		{"/entities/http%3A%2F%2Fschema.org%2FPerson", 200, page},
		{"/entities/_%3Ab0", 200, page},
		{"/entities/https%3A%2F%2Fdoi.org%2F10.1%2Fx..y%3Fa%23b", 200, page},
		{"/static/js/a.js", 200, "fetch(window.SERVER_URL)"},
		{"/gizmo.d.ts", 200, "declare var g"},
		{"/index.html", 301, ""},
		{"/static", 404, "404 page not found"},
		{"/static/js/", 404, "404 page not found"},
		{"/query/deeper", 405, ""}, // version 1 of the API
		{"/data/deeper", 404, ""},
		{"/nope.js", 404, ""},
		{"/ui/app.js", 404, ""},
		{"/..%2f..%2fetc%2fpasswd", 404, ""},
		{"/static/..%2f..%2fweb.go", 404, ""},
		{"/health", 204, ""},
		{"/api/v2/formats", 200, "nquads"},
	} {
		got := call{method: "GET", path: c.path}.to(t, url)
		if got.status != c.status || !strings.Contains(got.body, c.want) {
			t.Errorf("%s: got %d %.300s, want %d %s", c.path, got.status, got.body, c.status, c.want)
		}
	}
	if got := (call{method: "POST", path: "/query/gizmo", body: "g.emit(1)"}).to(t, url); got.body != "{\"result\":[1]}\n" {
		t.Errorf("the API below a page: %d %s", got.status, got.body)
	}
}

func TestCayleyUI_serverURL(t *testing.T) {
	for index, want := range map[string]string{
		`<head><script>window.SERVER_URL = "__SERVER_URL__"</script>`: `<head><script>window.SERVER_URL = window.location.origin</script>`,
		`<head><script>window.SERVER_URL = '__SERVER_URL__'</script>`: `<head><script>window.SERVER_URL = window.location.origin</script>`,
		`<html><head><title>Cayley</title>`:                           `<html><head><script>window.SERVER_URL = window.location.origin</script><title>Cayley</title>`,
	} {
		url, _ := serve(t, web.Options{UI: fstest.MapFS{"index.html": {Data: []byte(index)}}})
		if got := (call{method: "GET", path: "/entities"}).to(t, url); got.body != want {
			t.Errorf("got  %s\nwant %s", got.body, want)
		}
	}
}

// TestCayleyUI_outside holds that a link in the folder does not lead out of it.
func TestCayleyUI_outside(t *testing.T) {
	folder := t.TempDir()
	secret := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(secret, []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(secret, filepath.Join(folder, "link")); err != nil {
		t.Skip(err)
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = root.Close() }() // it was only read
	url, _ := serve(t, web.Options{UI: root.FS()})
	if got := (call{method: "GET", path: "/link"}).to(t, url); got.status != 404 {
		t.Errorf("got %d %s", got.status, got.body)
	}
}

// TestCayleyUI_values holds that no bare number reaches the UI's entity page,
// and that programs, and scripts that count, see numbers.
func TestCayleyUI_values(t *testing.T) {
	ask := func(ui fs.FS, header map[string]string) string {
		url, _ := serve(t, web.Options{UI: ui})
		write(t, url, `<a> <age> "5"^^<xsd:integer> .
<a> <score> "4.5"^^<xsd:double> .
<a> <open> "true"^^<xsd:boolean> .
`)
		header["Accept"] = "application/ld+json"
		got := call{"POST", "/api/v2/query?lang=gizmo", `
			for (p of ["<age>", "<score>", "<open>"]) g.V("<a>").out(p).all()
			g.V("<a>").save("<age>").all()
			g.emit(g.V("<a>").out("<age>").toValue() + 1)`, header}.to(t, url)
		return strings.TrimSpace(got.body)
	}
	const bare = `{"result":[{"id":5},{"id":4.5},{"id":true},{"age":5,"id":{"@id":"a"}},6]}`
	const texts = `{"result":[{"id":{"@type":"xsd:integer","@value":"5"}},{"id":{"@type":"xsd:double","@value":"4.5"}},` +
		`{"id":{"@type":"xsd:boolean","@value":"true"}},{"age":{"@type":"xsd:integer","@value":"5"},"id":{"@id":"a"}},6]}`
	if got := ask(builtUI, map[string]string{"Origin": "http://localhost:64210"}); got != texts {
		t.Errorf("to the UI:\ngot  %s\nwant %s", got, texts)
	}
	if got := ask(builtUI, map[string]string{}); got != bare {
		t.Errorf("to a program:\ngot  %s\nwant %s", got, bare)
	}
	if got := ask(nil, map[string]string{"Origin": "http://localhost:3000"}); got != bare {
		t.Errorf("without the UI:\ngot  %s\nwant %s", got, bare)
	}
}
