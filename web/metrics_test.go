package web_test

import (
	"net/http/httptest"
	"strings"
	"testing"

	"bibgraph/graph/stores"
	"bibgraph/web"
)

func TestMetrics(t *testing.T) {
	store, err := stores.Open(t.Context(), "memory:", stores.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = store.Close() }() // it holds nothing
	m := web.NewMetrics(store)
	server := httptest.NewServer(web.Handler(store, web.Options{Metrics: m}))
	defer server.Close()
	figures := httptest.NewServer(m.Handler())
	defer figures.Close()

	write(t, server.URL, two)
	for _, c := range []call{
		{method: "POST", path: "/api/v2/write", body: "<bad"},
		{method: "POST", path: "/api/v2/delete", body: "<a> <p> <b> .\n"},
		{method: "POST", path: "/api/v1/write", body: `[{"subject":"<n>","predicate":"<p>","object":"<n>"}]`},
		{method: "POST", path: "/api/v2/node/delete", body: "<n>"},
		{method: "POST", path: "/api/v2/query?lang=gizmo", body: "g.V().all()"},
		{method: "POST", path: "/query/gizmo", body: "throw 1"},
		{method: "GET", path: "/nope"},
		{method: "GET", path: "/metrics"},
		{method: "GET", path: "/debug/pprof/"},
	} {
		got := c.to(t, server.URL)
		if c.method == "GET" && got.status != 404 {
			t.Errorf("%s on the main port: %d", c.path, got.status)
		}
	}
	got := call{method: "GET", path: "/metrics"}.to(t, figures.URL)
	if other := (call{method: "GET", path: "/"}).to(t, figures.URL); got.status != 200 || other.status != 200 {
		t.Errorf("got %d, %d on another path", got.status, other.status)
	}
	for _, line := range []string{
		`bibgraph_http_requests_total{code="200",route="/api/v2/write"} 1`,
		`bibgraph_http_requests_total{code="400",route="/api/v2/write"} 1`,
		`bibgraph_http_requests_total{code="404",route="/"} 3`,
		`bibgraph_query_duration_seconds_count{code="200",route="/api/v2/query"} 1`,
		`bibgraph_query_duration_seconds_count{code="400",route="/query/{lang}"} 1`,
		`bibgraph_changed_quads_total{change="written"} 3`,
		`bibgraph_changed_quads_total{change="deleted"} 2`,
		`bibgraph_quads 1`,
		`go_goroutines `,
	} {
		if !strings.Contains(got.body, "\n"+line) {
			t.Errorf("no %s in\n%s", line, got.body)
		}
	}
	if profile := (call{method: "GET", path: "/debug/pprof/goroutine?debug=1"}).to(t, figures.URL); !strings.Contains(profile.body, "goroutine profile") {
		t.Errorf("got %d %s", profile.status, profile.body)
	}
}
