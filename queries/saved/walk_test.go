package saved_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bibgraph/graph"
	"bibgraph/queries"
	"bibgraph/queries/results"
	"bibgraph/queries/saved"
)

// TestWalk goes the last step of one article's walk: from its graph to the
// answers of two saved queries.
func TestWalk(t *testing.T) {
	walk := filepath.Join("..", "..", "data", "walk")
	store := load(t, filepath.Join(walk, "graph.nq"))
	var got bytes.Buffer
	for i, asked := range []struct{ query, param, value string }{
		{"cited-sources", "article", "doi:10.24411/2500-2872-2020-10004"},
		{"related-themes", "topic", "third neighbor policy"},
	} {
		q, _ := saved.Lookup(asked.query)
		text, err := q.Bind(map[string]string{asked.param: asked.value})
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&got, "%s%q: ", [...]string{"{", ",\n"}[i], asked.query)
		err = store.View(t.Context(), func(snap graph.Snapshot) error {
			return results.Write(&got, "json", queries.Run(t.Context(), snap, "gizmo", text, queries.Options{}), results.Layout{})
		})
		if err != nil {
			t.Fatal(err)
		}
		got.Truncate(len(bytes.TrimRight(got.Bytes(), "\n")))
	}
	got.WriteString("}\n")
	golden := filepath.Join(walk, "answers.json")
	if *update {
		if err := os.WriteFile(golden, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Error(diff)
	}
}
