package gizmo_test

import (
	"context"
	"flag"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bibgraph/graph"
	"bibgraph/graph/formats/nquads"
	"bibgraph/graph/quad"
	"bibgraph/graph/stores/memory"
	"bibgraph/queries"
)

var (
	examplesData = regexp.MustCompile("(?s)```nquads\n(.*?)```")
	ordered      = regexp.MustCompile(`order\(|top\(|explain\(`)
	example      = regexp.MustCompile("(?s)```js\n(.*?)```\n```json\n(.*?)```")
)

// Every example on the reference page answers what stands below it.
func TestReadme(t *testing.T) {
	page, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	update := flag.Lookup("update").Value.String() == "true" // querytest's
	data := examplesData.FindSubmatch(page)
	store := stored(t, string(data[1]))
	n := 0
	written := example.ReplaceAllStringFunc(string(page), func(block string) string {
		n++
		parts := example.FindStringSubmatch(block)
		rows, err := ask(t.Context(), store, parts[1], queries.Options{})
		if err != nil {
			t.Errorf("%s\n%v", parts[1], err)
		}
		want := strings.Split(strings.TrimSuffix(parts[2], "\n"), "\n")
		if !ordered.MatchString(parts[1]) {
			slices.Sort(rows)
			slices.Sort(want)
		}
		if diff := cmp.Diff(want, rows); diff != "" && !update {
			t.Errorf("%s\n%s", parts[1], diff)
		}
		return "```js\n" + parts[1] + "```\n```json\n" + strings.Join(rows, "\n") + "\n```"
	})
	if n == 0 || n != strings.Count(string(page), "```js\n") {
		t.Errorf("%d examples have an answer", n)
	}
	if update {
		if err := os.WriteFile("README.md", []byte(written), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// stored is a memory store with quads.
func stored(t *testing.T, text string) graph.Store {
	t.Helper()
	var quads []quad.Quad
	for q, err := range nquads.NewReader(strings.NewReader(text), nquads.Options{Lax: true}).Quads() {
		if err != nil {
			t.Fatal(err)
		}
		quads = append(quads, q)
	}
	store := memory.New(memory.Options{})
	t.Cleanup(func() { _ = store.Close() })
	err := store.Update(t.Context(), func(tx graph.Tx) error {
		_, err := tx.Add(quads...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return store
}

// ask gives the rows of a script as JSON.
func ask(ctx context.Context, store graph.Store, script string, o queries.Options) (rows []string, err error) {
	err = store.View(ctx, func(snap graph.Snapshot) error {
		for row, err := range queries.Run(ctx, snap, "gizmo", script, o) {
			if err != nil {
				return err
			}
			text, err := row.AppendJSON(nil, o.Collation)
			if err != nil {
				return err
			}
			rows = append(rows, string(text))
		}
		return nil
	})
	return rows, err
}
