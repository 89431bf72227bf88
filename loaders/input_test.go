package loaders_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"bibgraph/graph"
	"bibgraph/graph/quad"
	"bibgraph/graph/stores/memory"
	"bibgraph/loaders"
)

// A running Cayley is read as it writes: relative IRIs, bare words and its own
// names for numbers are fine, whatever Lax says.
func TestLoad_cayley(t *testing.T) {
	text := "<art/a1> <year> \"2020\"^^<xsd:integer> <g/meta> .\n<html> follows \"True\"^^<xsd:boolean> .\n"
	cayley := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/api/v2/read" || r.FormValue("format") != "nquads" {
			http.NotFound(w, r)
			return
		}
		_, _ = fmt.Fprint(w, text)
	}))
	defer cayley.Close()
	store := memory.New(memory.Options{})
	report := load(t, store, loaders.Options{}, "cayley+"+strings.Replace(cayley.URL, "//", "//user:secret@", 1))
	if s := report.Sources[0]; s.Added != 2 || s.Format != "nquads" || s.Name != "cayley+"+cayley.URL {
		t.Errorf("got %+v", s)
	}
	want := map[quad.Quad]bool{
		{Subject: quad.IRI("art/a1"), Predicate: quad.IRI("year"), Object: quad.Int(2020), Label: quad.IRI("g/meta")}: true,
		{Subject: quad.IRI("html"), Predicate: quad.String("follows"), Object: quad.Bool(true)}:                       true,
	}
	if err := store.View(t.Context(), func(snap graph.Snapshot) error {
		for q, err := range graph.Quads(snap, graph.Row{}, graph.SPOG) {
			if err != nil || !want[q] {
				t.Errorf("got %v, %v", q, err)
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}

	// An empty Cayley is no error; one that is not there, or no Cayley, is.
	text = ""
	load(t, store, loaders.Options{}, "cayley+"+cayley.URL)
	for _, source := range []string{"cayley+" + cayley.URL + "/elsewhere", "cayley+ftp://host", "cayley+http://"} {
		var rejected *loaders.RejectedError
		if _, err := loaders.Load(t.Context(), store, []string{source}, loaders.Options{}); !errors.As(err, &rejected) {
			t.Errorf("%s: got %v", source, err)
		}
	}
}
