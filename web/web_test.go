package web_test

import (
	"bytes"
	"compress/gzip"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"bibgraph/graph"
	"bibgraph/graph/formats"
	"bibgraph/graph/stores"
	"bibgraph/web"
)

// serve starts a server over an empty memory store.
func serve(t *testing.T, o web.Options) (string, graph.Store) {
	t.Helper()
	store, err := stores.Open(t.Context(), "memory:", stores.Options{})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(web.Handler(store, o))
	t.Cleanup(func() {
		server.Close()
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return server.URL, store
}

// call is a request and what a client sees of its answer.
type call struct {
	method, path, body string
	header             map[string]string
}

type reply struct {
	status int
	body   string
	header http.Header
}

func (c call) to(t *testing.T, url string) reply {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), c.method, url+c.path, strings.NewReader(c.body))
	if err != nil {
		t.Fatal(err)
	}
	for k, v := range c.header {
		req.Header.Set(k, v)
	}
	client := &http.Client{Transport: &http.Transport{DisableCompression: true, DisableKeepAlives: true}}
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	res, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return reply{res.StatusCode, string(body), res.Header}
}

const two = "<a> <p> <b> .\n<a> <name> \"Монгол\"@mn <g> .\n"

// write puts quads in over HTTP.
func write(t *testing.T, url, quads string) {
	t.Helper()
	if got := (call{method: "POST", path: "/api/v2/write", body: quads}).to(t, url); got.status != 200 {
		t.Fatalf("writing: %d %s", got.status, got.body)
	}
}

func TestAnswers(t *testing.T) {
	for name, c := range map[string]struct {
		call
		status      int
		body        string
		contentType string
	}{
		"health":            {call{method: "GET", path: "/health"}, 204, "", ""},
		"health, posted":    {call{method: "POST", path: "/health"}, 405, "Method Not Allowed\n", "text/plain; charset=utf-8"},
		"unknown path":      {call{method: "GET", path: "/nope"}, 404, "404 page not found\n", "text/plain; charset=utf-8"},
		"options anywhere":  {call{method: "OPTIONS", path: "/nope"}, 204, "", ""},
		"write, wrong verb": {call{method: "GET", path: "/api/v2/write"}, 405, "Method Not Allowed\n", "text/plain; charset=utf-8"},

		"query":               {call{method: "POST", path: "/api/v2/query?lang=gizmo", body: `g.V("<a>").out("<p>").all()`}, 200, `{"result":[{"id":"<b>"}]}` + "\n", "application/json"},
		"query by get":        {call{method: "GET", path: "/api/v2/query?lang=gizmo&qu=g.V(%22%3Ca%3E%22).all()"}, 200, `{"result":[{"id":"<a>"}]}` + "\n", "application/json"},
		"query in JSON-LD":    {call{"POST", "/api/v2/query?lang=gizmo", `g.V("<a>").out("<name>").all()`, map[string]string{"Accept": "application/ld+json, */*"}}, 200, `{"result":[{"id":{"@language":"mn","@value":"Монгол"}}]}` + "\n", "application/ld+json"},
		"query of 2 MiB":      {call{method: "POST", path: "/api/v2/query?lang=gizmo", body: strings.Repeat(" ", 2<<20) + "g.emit(1)"}, 200, `{"result":[1]}` + "\n", "application/json"},
		"no rows":             {call{method: "POST", path: "/api/v2/query?lang=gizmo", body: `g.V("<nope>").all()`}, 200, `{"result":null}` + "\n", "application/json"},
		"no language":         {call{method: "POST", path: "/api/v2/query", body: `1`}, 400, `{"error": "query language not specified"}` + "\n", "application/json"},
		"unknown language":    {call{method: "POST", path: "/api/v2/query?lang=cobol", body: `1`}, 400, `{"error": "unknown query language"}` + "\n", "application/json"},
		"empty query":         {call{method: "POST", path: "/api/v2/query?lang=gizmo"}, 400, `{"error": "query is empty"}` + "\n", "application/json"},
		"query's own error":   {call{method: "POST", path: "/api/v2/query?lang=gizmo", body: `throw "boom"`}, 400, `{"error": "boom at <eval>:1:1(1)"}` + "\n", "text/plain; charset=utf-8"},
		"row limit asked for": {call{method: "POST", path: "/api/v2/query?lang=gizmo&limit=1", body: `g.V("<a>","<b>").all()`}, 200, `{"result":[{"id":"<a>"}]}` + "\n", "application/json"},
		"bad row limit":       {call{method: "POST", path: "/api/v2/query?lang=gizmo&limit=x", body: `1`}, 400, `{"error": "limit: \"x\" is not a whole number"}` + "\n", "application/json"},
		"bad timeout":         {call{method: "POST", path: "/api/v2/query?lang=gizmo&timeout=soon", body: `1`}, 400, `{"error": "timeout is a time such as 500ms or 10s, not \"soon\""}` + "\n", "application/json"},

		"v1 query":            {call{method: "POST", path: "/api/v1/query/gizmo", body: `g.V("<a>").out("<p>").all()`}, 200, `{"result":[{"id":"\u003cb\u003e"}]}` + "\n", "text/plain; charset=utf-8"},
		"v1 without prefix":   {call{method: "POST", path: "/query/gizmo?limit=1", body: `g.V("<a>","<b>").all()`}, 200, `{"result":[{"id":"\u003ca\u003e"}]}` + "\n", "text/plain; charset=utf-8"},
		"v1 empty query":      {call{method: "POST", path: "/query/gizmo"}, 200, `{"result":null}` + "\n", "text/plain; charset=utf-8"},
		"v1 query's error":    {call{method: "POST", path: "/query/gizmo", body: `throw "boom"`}, 400, `{"error" : "boom at <eval>:1:1(1)"}` + "\n", "text/plain; charset=utf-8"},
		"v1 unknown language": {call{method: "POST", path: "/query/cobol", body: `1`}, 400, `{"error": "Unknown query language."}` + "\n", "application/json"},
		"v1 as JSON string":   {call{"POST", "/api/v1/query/gremlin", `"g.V(\"<a>\").Out(\"<p>\").All()"`, map[string]string{"Content-Type": "application/json"}}, 200, `{"result":[{"id":"\u003cb\u003e"}]}` + "\n", "text/plain; charset=utf-8"},
		"v1 by its old name":  {call{method: "POST", path: "/query/gremlin", body: `g.V("<a>").Out("<p>").All()`}, 200, `{"result":[{"id":"\u003cb\u003e"}]}` + "\n", "text/plain; charset=utf-8"},
		"v1 by get":           {call{method: "GET", path: "/query/gizmo"}, 405, "Method Not Allowed\n", "text/plain; charset=utf-8"},

		"read all":       {call{method: "GET", path: "/api/v2/read"}, 200, "<a> <p> <b> .\n<a> <name> \"Монгол\"@mn <g> .\n", "application/n-quads"},
		"read some":      {call{method: "GET", path: "/api/v2/read?pred=%3Cname%3E,%3Cnope%3E"}, 200, "<a> <name> \"Монгол\"@mn <g> .\n", "application/n-quads"},
		"read a literal": {call{method: "GET", path: "/api/v2/read?obj=%22Монгол%22%40mn"}, 200, "<a> <name> \"Монгол\"@mn <g> .\n", "application/n-quads"},
		"read nothing":   {call{method: "GET", path: "/api/v2/read?sub=%3Cnope%3E"}, 200, "", "application/n-quads"},
		"read as posted": {call{"POST", "/api/v2/read", "label=%3Cg%3E", map[string]string{"Content-Type": "application/x-www-form-urlencoded"}}, 200, "<a> <name> \"Монгол\"@mn <g> .\n", "application/n-quads"},
		"unknown format": {call{method: "GET", path: "/api/v2/read?format=papyrus&sub=%3Ca%3E&pred=%3Cp%3E,,%3Cp%3E"}, 200, "<a> <p> <b> .\n", "application/n-quads"},

		"page moved": {call{method: "GET", path: "/index.html"}, 301, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			url, _ := serve(t, web.Options{})
			write(t, url, two)
			got := c.to(t, url)
			if got.status != c.status || got.body != c.body && c.status != 301 {
				t.Errorf("got  %d %s\nwant %d %s", got.status, got.body, c.status, c.body)
			}
			if ct := got.header.Get("Content-Type"); c.contentType != "" && ct != c.contentType {
				t.Errorf("content type %s, want %s", ct, c.contentType)
			}
		})
	}
}

func TestRead_shortIRIs(t *testing.T) {
	url, _ := serve(t, web.Options{})
	write(t, url, "<a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://purl.org/spar/fabio/Book> .\n<b> <rdf:type> <c> .\n")
	short := call{method: "GET", path: "/api/v2/read?iri=short"}.to(t, url)
	if want := "<a> <rdf:type> <http://purl.org/spar/fabio/Book> .\n<b> <rdf:type> <c> .\n"; short.body != want {
		t.Errorf("got %s, want %s", short.body, want)
	}
	full := call{method: "GET", path: "/api/v2/read?iri=full&obj=%3Cc%3E"}.to(t, url)
	if want := "<b> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <c> .\n"; full.body != want {
		t.Errorf("got %s, want %s", full.body, want)
	}
}

func TestWriteAndDelete(t *testing.T) {
	url, store := serve(t, web.Options{})
	for _, step := range []struct {
		call
		status int
		body   string
		left   int64
	}{
		{call{method: "POST", path: "/api/v2/write", body: two}, 200, `{"result":"Successfully wrote 2 quads.","count":2}`, 2},
		{call{method: "POST", path: "/api/v2/write", body: two}, 200, `{"result":"Successfully wrote 2 quads.","count":2}`, 2},
		{call{method: "POST", path: "/api/v2/write", body: "<c> <p> <d> .\n<c> <p>\n"}, 400, ``, 2},
		{call{"POST", "/api/v2/write", `[{"subject":"<n>","predicate":"<age>","object":"\"05\"^^<xsd:int>"}]`, map[string]string{"Content-Type": "application/json"}}, 200, `{"result":"Successfully wrote 1 quads.","count":1}`, 3},
		{call{method: "POST", path: "/api/v2/delete", body: "<a> <p> <b> .\n<a> <p> <nope> .\n"}, 400, `{"error": "delete <a> -- <p> -> <nope>: quad does not exist"}`, 3},
		{call{method: "POST", path: "/api/v2/delete", body: "<a> <name> \"Монгол\"@mn .\n"}, 400, `{"error": "delete <a> -- <name> -> \"Монгол\"@mn: quad does not exist"}`, 3},
		{call{method: "POST", path: "/api/v2/delete", body: "<n> <age> \"5\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n"}, 200, `{"result": "Successfully deleted 1 quads.", "count": 1}`, 2},
		{call{method: "POST", path: "/api/v2/delete", body: two}, 200, `{"result": "Successfully deleted 2 quads.", "count": 2}`, 0},

		{call{method: "POST", path: "/api/v1/write", body: `[{"subject":"<x>","predicate":"<p>","object":"y","label":"<g>"}]`}, 200, `{"result": "Successfully wrote 1 quads."}`, 1},
		{call{method: "POST", path: "/write", body: `[{"subject":"<x>","predicate":"<p>"}]`}, 400, ``, 1},
		{call{method: "POST", path: "/delete", body: `[{"subject":"<x>","predicate":"<p>","object":"nope"},{"subject":"<x>","predicate":"<p>","object":"y","label":"<g>"}]`}, 200, `{"result": "Successfully deleted 2 quads."}`, 0},

		{call{method: "POST", path: "/api/v2/write", body: "<a> <p> <n> .\n<n> <p> <b> .\n<a> <n> <b> .\n<a> <p> <b> <n> .\n<a> <p> <b> .\n"}, 200, ``, 5},
		{call{method: "POST", path: "/api/v2/node/delete", body: "<n>"}, 200, `{"result": "Successfully deleted 1 nodes.", "count": 1}`, 1},
		{call{method: "POST", path: "/api/v2/node/delete", body: "<n>"}, 400, `{"error": "node does not exist"}`, 1},
		{call{method: "POST", path: "/api/v2/node/delete"}, 400, `{"error": "node does not exist"}`, 1},
		{call{"POST", "/api/v2/node/delete", `""`, map[string]string{"Content-Type": "application/json"}}, 400, ``, 1},
		{call{"POST", "/api/v2/node/delete", `"<a>"`, map[string]string{"Content-Type": "application/x-json-stream"}}, 400, `{"error": "format is not supported for reading nodes"}`, 1},
		{call{method: "POST", path: "/api/v2/node/delete", body: strings.Repeat("n", 129<<10)}, 413, `{"error": "a node of more than 128 KiB is too long"}`, 1},
	} {
		got := step.to(t, url)
		if got.status != step.status || step.body != "" && strings.TrimSpace(got.body) != step.body {
			t.Errorf("%s %s\ngot  %d %s\nwant %d %s", step.path, step.call.body, got.status, got.body, step.status, step.body)
		}
		if n := length(t, store); n != step.left {
			t.Fatalf("%s %s: the store holds %d quads, want %d", step.path, step.call.body, n, step.left)
		}
	}
}

// TestFormats writes and deletes what is read in each format.
func TestFormats(t *testing.T) {
	from, _ := serve(t, web.Options{})
	write(t, from, "<http://e/a> <http://e/p> <http://e/b> .\n<http://e/a> <http://e/name> \"Монгол\"@mn <http://e/g> .\n")
	read := 0
	for _, f := range formats.All {
		got := call{method: "GET", path: "/api/v2/read?format=" + f.Name}.to(t, from)
		if got.status != 200 || len(f.MIME) > 0 && got.header.Get("Content-Type") != f.MIME[0] {
			t.Errorf("%s: %d %s", f.Name, got.status, got.header.Get("Content-Type"))
		}
		if len(f.MIME) == 0 {
			continue
		}
		url, store := serve(t, web.Options{})
		header := map[string]string{"Content-Type": f.MIME[0]}
		wrote := call{"POST", "/api/v2/write", got.body, header}.to(t, url)
		if f.Read == nil {
			if wrote.status != 400 || wrote.body != `{"error": "format is not supported for reading data"}`+"\n" {
				t.Errorf("%s: %d %s", f.Name, wrote.status, wrote.body)
			}
			continue
		}
		read++
		if wrote.status != 200 || length(t, store) != 2 {
			t.Errorf("%s: %d %s", f.Name, wrote.status, wrote.body)
		}
		if gone := (call{"POST", "/api/v2/delete", got.body, header}).to(t, url); gone.status != 200 || length(t, store) != 0 {
			t.Errorf("%s: %d %s", f.Name, gone.status, gone.body)
		}
	}
	if read < 5 {
		t.Errorf("only %d formats are read", read)
	}
}

// Blank nodes of Turtle are those of one request; N-Quads keeps their labels, as
// Cayley does.
func TestFormats_blankNodes(t *testing.T) {
	for kind, want := range map[string]int64{"text/turtle": 2, "application/n-quads": 1} {
		url, store := serve(t, web.Options{})
		for range 2 {
			call{"POST", "/api/v2/write", "_:b <http://e/p> <http://e/o> .", map[string]string{"Content-Type": kind}}.to(t, url)
		}
		if n := length(t, store); n != want {
			t.Errorf("%s: the store holds %d quads, want %d", kind, n, want)
		}
	}
}

func length(t *testing.T, store graph.Store) (n int64) {
	t.Helper()
	if err := store.View(t.Context(), func(s graph.Snapshot) error { n = s.Len(); return nil }); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestWriteFile(t *testing.T) {
	bzipped, err := hex.DecodeString("425a6839314159265359aa1a61150000075daa0010500100054000328340000004080b40002000212a69" + // two, by bzip2
		"a9e91a79350da85309a680d311460843d6b3080ef13a1e07494e2554a2d8dd155f8bb9229c2848550d308a80")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		field, file string
		status      int
		want        string
	}{
		"plain":       {"NQuadFile", two, 200, "{\"result\": \"Successfully wrote 2 quads.\"}\n"},
		"gzip":        {"NQuadFile", gzipped(t, two), 200, "{\"result\": \"Successfully wrote 2 quads.\"}\n"},
		"bzip2":       {"NQuadFile", string(bzipped), 200, "{\"result\": \"Successfully wrote 2 quads.\"}\n"},
		"empty":       {"NQuadFile", "", 200, "{\"result\": \"Successfully wrote 0 quads.\"}\n"},
		"cut gzip":    {"NQuadFile", gzipped(t, two)[:20], 400, ""},
		"other field": {"file", two, 400, "{\"error\" : \"Couldn't read file: http: no such file\"}\n"},
	} {
		t.Run(name, func(t *testing.T) {
			url, store := serve(t, web.Options{})
			var body bytes.Buffer
			form := multipart.NewWriter(&body)
			part, err := form.CreateFormFile(c.field, "graph.nq")
			if err == nil {
				_, err = io.WriteString(part, c.file)
			}
			if err := errors.Join(err, form.Close()); err != nil {
				t.Fatal(err)
			}
			got := call{"POST", "/api/v1/write/file/nquad?block_size=1", body.String(), map[string]string{"Content-Type": form.FormDataContentType()}}.to(t, url)
			if got.status != c.status || c.want != "" && got.body != c.want {
				t.Errorf("got %d %s", got.status, got.body)
			}
			if n := length(t, store); got.status != 200 && n != 0 {
				t.Errorf("%d quads came in", n)
			}
		})
	}
	url, _ := serve(t, web.Options{})
	if got := (call{method: "POST", path: "/write/file/nquad", body: two}).to(t, url); got.status != 400 {
		t.Errorf("no form: %d %s", got.status, got.body)
	}
}

func gzipped(t *testing.T, text string) string {
	t.Helper()
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, err := io.WriteString(z, text)
	if err := errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	return packed.String()
}

// TestLongBody writes what is held in a file while it comes in.
func TestLongBody(t *testing.T) {
	url, store := serve(t, web.Options{})
	const n = 20_000
	var long strings.Builder
	for i := range n {
		fmt.Fprintf(&long, "<a%d> <p> \"%s\" .\n", i, strings.Repeat("x", 500))
	}
	write(t, url, long.String())
	if got := length(t, store); got != n {
		t.Errorf("%d quads came in, want %d", got, n)
	}
	if got := (call{method: "POST", path: "/api/v2/write", body: strings.ReplaceAll(long.String(), "<p>", "<q>") + "<bad"}).to(t, url); got.status != 400 {
		t.Errorf("got %d %s", got.status, got.body)
	}
	if got := length(t, store); got != n {
		t.Errorf("a failed write left %d quads", got-n)
	}
}

func TestWrongMethods(t *testing.T) {
	url, _ := serve(t, web.Options{})
	for _, c := range []struct{ method, path, allow string }{
		{"HEAD", "/health", "GET, OPTIONS"},
		{"POST", "/api/v2/formats", "GET, OPTIONS"},
		{"HEAD", "/api/v2/read", "GET, OPTIONS, POST"},
		{"PUT", "/api/v2/query", "GET, OPTIONS, POST"},
		{"DELETE", "/api/v2/delete", "GET, OPTIONS, POST"},
		{"GET", "/api/v1/write", "GET, OPTIONS, POST"},
	} {
		got := call{method: c.method, path: c.path}.to(t, url)
		if got.status != 405 || got.header.Get("Allow") != c.allow {
			t.Errorf("%s %s: %d, Allow: %s", c.method, c.path, got.status, got.header.Get("Allow"))
		}
	}
}

func TestGzip(t *testing.T) {
	url, store := serve(t, web.Options{})
	header := map[string]string{"Content-Encoding": "gzip"}
	if got := (call{"POST", "/api/v2/write", gzipped(t, two), header}).to(t, url); got.status != 200 || length(t, store) != 2 {
		t.Fatalf("writing: %d %s", got.status, got.body)
	}
	for _, bad := range []string{"not gzip", gzipped(t, "<x> <y> <z> .\n")[:20]} {
		if got := (call{"POST", "/api/v2/write", bad, header}).to(t, url); got.status != 400 || length(t, store) != 2 {
			t.Errorf("%q: %d %s", bad, got.status, got.body)
		}
	}
	read := call{"GET", "/api/v2/read", "", map[string]string{"Accept-Encoding": "gzip, deflate"}}.to(t, url)
	unpacked, err := gzip.NewReader(strings.NewReader(read.body))
	if err != nil {
		t.Fatal(err)
	}
	if text, err := io.ReadAll(unpacked); err != nil || string(text) != two {
		t.Errorf("read %q, %v", text, err)
	}
	if second := (call{"GET", "/api/v2/read", "", map[string]string{"Accept-Encoding": "deflate, gzip"}}).to(t, url); second.body != two {
		t.Errorf("gzip as a second choice: %q", second.body)
	}
	if got := (call{"POST", "/api/v2/delete", gzipped(t, two), header}).to(t, url); got.status != 200 || length(t, store) != 0 {
		t.Errorf("deleting: %d %s", got.status, got.body)
	}
	quads := `[{"subject":"<a>","predicate":"<p>","object":"<b>"}]`
	if got := (call{"POST", "/api/v1/write", gzipped(t, quads), header}).to(t, url); got.status != 200 || length(t, store) != 1 {
		t.Errorf("writing with version 1: %d %s", got.status, got.body)
	}
	if got := (call{"POST", "/api/v2/node/delete", gzipped(t, "<b>"), header}).to(t, url); got.status != 200 || length(t, store) != 0 {
		t.Errorf("deleting a node: %d %s", got.status, got.body)
	}
}

func TestReadOnly(t *testing.T) {
	url, store := serve(t, web.Options{ReadOnly: true})
	for path, text := range map[string]string{
		"/api/v2/write":            "database is read-only",
		"/api/v2/delete":           "database is read-only",
		"/api/v2/node/delete":      "database is read-only",
		"/api/v1/write":            "Database is read-only.",
		"/api/v1/write/file/nquad": "Database is read-only.",
		"/delete":                  "Database is read-only.",
	} {
		got := call{method: "POST", path: path, body: "[]"}.to(t, url)
		if got.status != 403 || got.body != `{"error": "`+text+"\"}\n" || got.header.Get("Content-Type") != "application/json" {
			t.Errorf("%s: %d %s %s", path, got.status, got.header.Get("Content-Type"), got.body)
		}
	}
	if n := length(t, store); n != 0 {
		t.Errorf("%d quads came in", n)
	}
}

func TestCrossOrigin(t *testing.T) {
	url, _ := serve(t, web.Options{})
	with := call{"GET", "/health", "", map[string]string{"Origin": "http://localhost:3000"}}.to(t, url)
	if got := with.header.Get("Access-Control-Allow-Origin"); got != "http://localhost:3000" {
		t.Errorf("origin %q", got)
	}
	without := call{method: "GET", path: "/health"}.to(t, url)
	if got := without.header.Get("Access-Control-Allow-Origin"); got != "" {
		t.Errorf("origin %q without being asked", got)
	}
}

func TestPage(t *testing.T) {
	url, _ := serve(t, web.Options{})
	for path, want := range map[string]string{"/": "<title>bibgraph</title>", "/ui/app.js": "api/queries", "/ui/picture.js": "export async function draw", "/ui/ask.js": "export async function ask", "/ui/style.css": ":root", "/ui/icon.svg": "<svg"} {
		if got := (call{method: "GET", path: path}).to(t, url); got.status != 200 || !strings.Contains(got.body, want) {
			t.Errorf("%s: %d %.80s", path, got.status, got.body)
		}
	}
}

func TestSavedQueries(t *testing.T) {
	url, _ := serve(t, web.Options{})
	var list struct {
		Prelude string
		Queries []struct{ Name, Description string }
	}
	if err := json.Unmarshal([]byte(call{method: "GET", path: "/api/queries"}.to(t, url).body), &list); err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	if !strings.Contains(list.Prelude, "g.addNamespace") {
		t.Errorf("prelude %q", list.Prelude)
	}
	for _, q := range list.Queries {
		names[q.Name] = true
		if q.Description == "" {
			t.Errorf("%s has no description", q.Name)
		}
	}
	if !names["cited-sources"] || !names["related-themes"] {
		t.Errorf("the list lacks what the page starts with: %v", names)
	}
	bound := call{method: "GET", path: "/api/queries/cited-sources?article=doi:10.5555/x"}.to(t, url)
	if bound.status != 200 || !strings.Contains(bound.body, "10.5555/x") {
		t.Errorf("got %d %s", bound.status, bound.body)
	}
	for path, status := range map[string]int{"/api/queries/nope": 404, "/api/queries/cited-sources?colour=red": 400} {
		if got := (call{method: "GET", path: path}).to(t, url); got.status != status {
			t.Errorf("%s: %d %s", path, got.status, got.body)
		}
	}
}
