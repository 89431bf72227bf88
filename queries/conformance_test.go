package queries_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bibgraph/graph"
	"bibgraph/graph/formats/nquads"
	"bibgraph/graph/quad"
	"bibgraph/graph/stores/memory"
	"bibgraph/queries"
	"bibgraph/queries/querytest"
	"bibgraph/queries/results"
)

func TestConformance(t *testing.T) {
	folder := filepath.Join("testdata", "conformance")
	store := loaded(t, filepath.Join(folder, "data.nq"))
	for _, c := range querytest.Recordings(t, folder) {
		if !queries.Known(c.Lang) {
			continue
		}
		t.Run(c.ID, func(t *testing.T) {
			o := queries.Options{}
			if c.Accept == "application/ld+json" {
				o.Collation = results.JSONLD
			}
			got := whole(t, store, c.Lang, c.Query, o)
			if wrong := c.Check(got); wrong != "" {
				t.Errorf("%s\n%s", c.Query, wrong)
			}
		})
	}
}

// whole is an answer as it is sent over HTTP.
func whole(t *testing.T, store graph.Store, lang, text string, o queries.Options) (got querytest.Answer) {
	t.Helper()
	err := store.View(t.Context(), func(snap graph.Snapshot) (err error) {
		body, failed := queries.Answer(t.Context(), snap, lang, text, o)
		if failed != nil {
			got.Error = failed.Error()
		} else {
			got, err = querytest.ReadAnswer(body)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// sorted gives values as JSON texts in order, so that bags compare.
func sorted(values []any) []string {
	out := make([]string, len(values))
	for i, v := range values {
		var b strings.Builder
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		_ = e.Encode(v) // v was JSON before
		out[i] = strings.TrimSpace(b.String())
	}
	slices.Sort(out)
	return out
}

func lines(t *testing.T, path string) [][]byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Split(bytes.TrimSpace(data), []byte("\n"))
}

// loaded is a memory store with the quads of a file.
func loaded(t *testing.T, path string) graph.Store {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var quads []quad.Quad
	for q, err := range nquads.NewReader(bytes.NewReader(data), nquads.Options{Name: path, Lax: true}).Quads() {
		if err != nil {
			t.Fatal(err)
		}
		quads = append(quads, q)
	}
	store := memory.New(memory.Options{})
	t.Cleanup(func() { _ = store.Close() })
	err = store.Update(t.Context(), func(tx graph.Tx) error {
		_, err := tx.Add(quads...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return store
}

// answer runs a query and gives its rows as a JSON client sees them.
func answer(t *testing.T, store graph.Store, lang, text string, o queries.Options) (rows []any, failed error) {
	t.Helper()
	err := store.View(t.Context(), func(snap graph.Snapshot) error {
		for row, err := range queries.Run(t.Context(), snap, lang, text, o) {
			if err != nil {
				failed = err
				return nil
			}
			text, err := row.AppendJSON(nil, o.Collation)
			if err != nil {
				return err
			}
			var value any
			if err := json.Unmarshal(text, &value); err != nil {
				return errors.Join(err, errors.New(string(text)))
			}
			rows = append(rows, value)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return rows, failed
}

func TestCompetency(t *testing.T) {
	store := loaded(t, filepath.Join("testdata", "competency", "fixture.nq"))
	questions, err := filepath.Glob(filepath.Join("testdata", "competency", "*.gizmo.js"))
	if err != nil || len(questions) != 12 {
		t.Fatal(len(questions), err)
	}
	for _, question := range questions {
		t.Run(filepath.Base(question), func(t *testing.T) {
			text, err := os.ReadFile(question)
			if err != nil {
				t.Fatal(err)
			}
			var want []any
			for _, line := range lines(t, strings.TrimSuffix(question, ".gizmo.js")+".expected.jsonl") {
				var row any
				if err := json.Unmarshal(line, &row); err != nil {
					t.Fatal(err)
				}
				want = append(want, row)
			}
			got, err := answer(t, store, "gizmo", string(text), queries.Options{})
			if err != nil {
				t.Fatal(err)
			}
			ordered := slices.Contains([]string{"06.gizmo.js", "08.gizmo.js"}, filepath.Base(question))
			if ordered && !reflect.DeepEqual(got, want) {
				t.Error(cmp.Diff(want, got))
			}
			if diff := cmp.Diff(sorted(want), sorted(got)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
