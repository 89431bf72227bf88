package web_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"bibgraph/graph/stores/memory"
	"bibgraph/web"
)

// BenchmarkQuery is what a query over HTTP costs beside its work: a client on
// this machine asks a graph that is empty.
func BenchmarkQuery(b *testing.B) {
	server := httptest.NewServer(web.Handler(memory.New(memory.Options{}), web.Options{}))
	defer server.Close()
	b.ReportAllocs()
	for b.Loop() {
		req, err := http.NewRequestWithContext(b.Context(), http.MethodPost, server.URL+"/api/v2/query?lang=gizmo", strings.NewReader(`g.V("a").out("b").all()`))
		if err != nil {
			b.Fatal(err)
		}
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			b.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, res.Body)
		_ = res.Body.Close()
	}
}
