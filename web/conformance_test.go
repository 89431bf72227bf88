package web_test

import (
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"bibgraph/graph/stores"
	"bibgraph/queries"
	"bibgraph/queries/querytest"
	"bibgraph/web"
)

// TestConformance asks what was asked of a running Cayley and compares status,
// content type and body of the answers, over each store that needs no server.
func TestConformance(t *testing.T) {
	folder := filepath.Join("..", "queries", "testdata", "conformance")
	data, err := os.ReadFile(filepath.Join(folder, "data.nq"))
	if err != nil {
		t.Fatal(err)
	}
	for name, address := range map[string]string{"memory": "memory:", "disk": "disk:" + filepath.Join(t.TempDir(), "store")} {
		t.Run(name, func(t *testing.T) {
			store, err := stores.Open(t.Context(), address, stores.Options{})
			if err != nil {
				t.Fatal(err)
			}
			server := httptest.NewServer(web.Handler(store, web.Options{}))
			defer func() {
				server.Close()
				if err := store.Close(); err != nil {
					t.Error(err)
				}
			}()
			write(t, server.URL, string(data))
			for _, c := range querytest.Recordings(t, folder) {
				if queries.Known(c.Lang) {
					t.Run(c.ID, func(t *testing.T) { replay(t, server.URL, c) })
				}
			}
		})
	}
}

// replay puts one recorded question.
func replay(t *testing.T, url string, c querytest.Recorded) {
	t.Helper()
	question := call{method: "POST", path: "/api/v2/query?lang=" + c.Lang, body: c.Query, header: map[string]string{}}
	if c.Accept != "" {
		question.header["Accept"] = c.Accept
	}
	got := question.to(t, url)

	status, contentType := c.Status, c.ContentType
	switch {
	case c.Ours != nil && c.Ours.Fails:
		status, contentType = 400, "text/plain; charset=utf-8" // as for the other errors of a query
	case status == 0: // Cayley died
		status, contentType = 200, "application/json"
	}
	if got.status != status || got.header.Get("Content-Type") != contentType {
		t.Errorf("%s\ngot  %d %s\nwant %d %s", c.Query, got.status, got.header.Get("Content-Type"), status, contentType)
	}
	answer, err := querytest.ReadAnswer([]byte(got.body))
	if err != nil {
		t.Fatalf("%s\n%s: %v", c.Query, got.body, err)
	}
	if wrong := c.Check(answer); wrong != "" {
		t.Errorf("%s\n%s", c.Query, wrong)
	}
}
