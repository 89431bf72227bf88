package web_test

import (
	"testing"

	"bibgraph/web"
)

const plain = "text/plain; charset=utf-8"

// TestLanguages holds what differs between the query languages over HTTP.
func TestLanguages(t *testing.T) {
	url, _ := serve(t, web.Options{})
	write(t, url, "<a> <p> <b> .\n<b> <p> \"<\" .\n")
	ld := map[string]string{"Accept": "application/ld+json"}
	for _, c := range []struct {
		call
		status            int
		contentType, body string
	}{
		// GraphQL answers in its own form, its errors too, whatever is accepted.
		{call{"POST", "/api/v2/query?lang=graphql", "{ n(id: <b>) { p } }", ld}, 200, plain, `{"data":{"n":{"p":"\u003c"}}}`},
		{call{"POST", "/api/v2/query?lang=graphql", "{ n(id: <b>) { p @x } }", nil}, 200, plain, `{"data":null,"errors":[{"message":"unknown directive: \"x\"","locations":null}]}`},
		{call{"POST", "/api/v2/query?lang=graphql", "", nil}, 200, plain, `{"data":null,"errors":[{"message":"unsupported query type","locations":null}]}`},
		{call{"GET", "/api/v2/query?lang=graphql&qu=%7Bn%7Bid%7D%7D", "", nil}, 200, plain, `{"data":null,"errors":[{"message":"unsupported query type","locations":null}]}`},
		{call{"POST", "/query/graphql", "{ n(id: <b>) { p } }", nil}, 200, plain, `{"data":{"n":{"p":"\u003c"}}}`},

		// MQL answers in the collation that Cayley's web UI asks for.
		{call{"POST", "/api/v2/query?lang=mql", `{"id": null, "<p>": {"id": null}}`, ld}, 200, "application/ld+json", `{"result":[{"<p>":{"id":{"@id":"b"}},"id":{"@id":"a"}},{"<p>":{"id":"<"},"id":{"@id":"b"}}]}`},
		{call{"GET", "/api/v2/query?lang=mql&limit=1&qu=%5B%7B%22id%22:null%7D%5D", "", nil}, 200, "application/json", `{"result":[{"id":"<a>"}]}`},
		{call{"POST", "/api/v1/query/mql?limit=1", `[{"id": null}]`, nil}, 200, plain, `{"result":[{"id":"\u003ca\u003e"}]}`},
		{call{"POST", "/api/v2/query?lang=mql", "[]", nil}, 400, plain, `{"error": "optional iterator at the top level"}`},

		{call{"POST", "/api/v1/shape/gizmo", `g.V("<a>").out("<p>").all()`, nil}, 200, "application/json", `{"nodes":[` +
			`{"id":1,"values":["<a>"],"is_link_node":false,"is_fixed":true},` +
			`{"id":2,"is_link_node":false,"is_fixed":false},` +
			`{"id":3,"values":["<p>"],"is_link_node":true,"is_fixed":true}],` +
			`"links":[{"source":1,"target":2,"type":0,"link_node":3}]}`},
		{call{"POST", "/shape/mql", `{"id": "<a>"}`, nil}, 200, "application/json", `{"nodes":[{"id":1,"values":["<a>"],"is_link_node":false,"is_fixed":true}],"links":[]}`},
		{call{"POST", "/shape/graphql", "{ n }", nil}, 200, "application/json", `{"nodes":[{"id":1,"tags":["n"],"is_link_node":false,"is_fixed":false}],"links":[]}`},
		{call{"POST", "/shape/gizmo", "", nil}, 400, "application/json", `{"error": "query is empty"}`},
		{call{"POST", "/shape/nope", "x", nil}, 400, "application/json", `{"error": "unknown query language"}`},
		{call{"POST", "/shape/gizmo", "g.nope()", nil}, 400, "application/json", `{"error": "TypeError: Object has no member 'nope' at <eval>:1:7(2)"}`},
	} {
		got := c.to(t, url)
		if got.status != c.status || got.header.Get("Content-Type") != c.contentType || got.body != c.body+"\n" {
			t.Errorf("%s %s %s\ngot  %d %s %s\nwant %d %s %s", c.method, c.path, c.call.body,
				got.status, got.header.Get("Content-Type"), got.body, c.status, c.contentType, c.body)
		}
	}
}
