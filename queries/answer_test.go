package queries_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"bibgraph/graph"
	"bibgraph/queries"
	"bibgraph/queries/results"
)

// asked gives the whole answer to a query over the recorded cases' data.
func asked(t *testing.T, ctx context.Context, lang, text string, o queries.Options) (answer string, failed error) {
	t.Helper()
	store := loaded(t, filepath.Join("testdata", "conformance", "data.nq"))
	err := store.View(t.Context(), func(snap graph.Snapshot) error {
		body, err := queries.Answer(ctx, snap, lang, text, o)
		answer, failed = string(body), err
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return answer, failed
}

func TestAnswer(t *testing.T) {
	ld := queries.Options{Collation: results.JSONLD}
	for _, c := range []struct {
		lang, text string
		o          queries.Options
		want       string
	}{
		{"gizmo", `g.V("<art/a1>").all()`, queries.Options{}, `{"result":[{"id":"<art/a1>"}]}`},
		{"gizmo", `g.V("<nope>").all()`, queries.Options{}, `{"result":null}`},
		{"mql", `[{"id": null, "<year>": 2009}]`, queries.Options{}, `{"result":[{"<year>":"2009","id":"<art/a2>"}]}`},
		{"mql", `[{"id": null, "<year>": 2009}]`, ld, `{"result":[{"<year>":2009,"id":{"@id":"art/a2"}}]}`},
		{"mql", `[{"id": "<nope>"}]`, queries.Options{}, `{"result":null}`},
		{"mql", `[{"id": null}]`, queries.Options{Limit: 1}, `{"result":[{"id":"<art/a1>"}]}`},
		{"graphql", `{ nodes(id: <art/a2>) { <year> } }`, queries.Options{Limit: 1}, `{"data":{"nodes":{"\u003cyear\u003e":2009}}}`},
		{"graphql", `{ nodes(id: <art/a2>) { id } }`, ld, `{"data":{"nodes":{"id":"art/a2"}}}`},
		{"graphql", `{ nodes(id: <nope>) { id } }`, queries.Options{}, `{"data":{"nodes":null}}`},
		{"graphql", `{ nodes { id @<x> } }`, queries.Options{}, `{"data":null,"errors":[{"message":"unknown directive: \"\u003cx\u003e\"","locations":null}]}`},
		{"graphql", " ", queries.Options{}, `{"data":null,"errors":[{"message":"unsupported query type","locations":null}]}`},
	} {
		got, err := asked(t, t.Context(), c.lang, c.text, c.o)
		if err != nil || got != c.want+"\n" {
			t.Errorf("%s %s\ngot  %s%v\nwant %s", c.lang, c.text, got, err, c.want)
		}
	}
}

// Where rows are wanted GraphQL gives one, which holds all.
func TestRun_graphQL(t *testing.T) {
	store := loaded(t, filepath.Join("testdata", "conformance", "data.nq"))
	rows, err := answer(t, store, "graphql", "{ a: nodes(year: 2009) { id } b: nodes(year: 2008) { id } }", queries.Options{})
	want := []any{map[string]any{"a": map[string]any{"id": "art/a2"}, "b": map[string]any{"id": "art/a3"}}}
	if diff := cmp.Diff(want, rows); err != nil || diff != "" {
		t.Error(err, diff)
	}
}

func TestAnswer_tooLong(t *testing.T) {
	for lang, text := range map[string]string{
		"gizmo": `g.emit("0123456789".repeat(1000))`, "mql": `[{"id": null}]`,
	} {
		if _, err := asked(t, t.Context(), lang, text, queries.Options{MaxMemory: 1000}); err == nil {
			t.Errorf("%s: no error", lang)
		}
	}
	got, _ := asked(t, t.Context(), "graphql", `{ nodes { id } }`, queries.Options{MaxMemory: 1000})
	if !strings.Contains(got, "too much memory") {
		t.Errorf("graphql: %s", got)
	}
}

func TestAnswer_timeOut(t *testing.T) {
	ctx, cancel := context.WithDeadline(t.Context(), time.Unix(0, 0))
	defer cancel()
	for _, lang := range queries.Names() {
		text := map[string]string{"gizmo": "g.V().all()", "mql": "[{}]", "graphql": "{ nodes { id } }"}[lang]
		got, err := asked(t, ctx, lang, text, queries.Options{})
		if err != nil {
			got = err.Error()
		}
		if !strings.Contains(got, context.DeadlineExceeded.Error()) {
			t.Errorf("%s: %s", lang, got)
		}
	}
}
