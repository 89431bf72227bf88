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
	"bibgraph/queries/results"
)

// knownMisses are the recorded cases that are not answered yet, with the
// reason why. One that passes must leave the list.
var knownMisses = map[string]string{}

// sane are the answers wanted where Cayley's own was recorded as a defect: the
// rows, their number, or an error.
var sane = map[string]string{
	"v-all-count":         `[85]`,
	"x-count-not-limited": `[170]`,
	"except-missing-node": `[{"id":"<art/a1>"},{"id":"<art/a2>"},{"id":"<art/a3>"}]`,
	"fr-both":             `[{"id":"<topic/japan>"},{"id":"<topic/mongolia>"},{"id":"<topic/east-asia>"},{"id":"<topic/asia>"}]`,
	"path-reuse-back":     `[{"id":"<art/a1>","s":"<art/a1>"},{"id":"<auth/ignatov>","s":"<art/a1>"}]`,
	"z-and-all-all":       `85`,

	"filter-gt-typed":           `[{"id":"\"2019\"^^<http://www.w3.org/2001/XMLSchema#gYear>"}]`,
	"filter-gt-bool":            `[{"id":true}]`,
	"filter-gt-time-typed":      `[{"id":"2020-05-18T12:30:00Z"}]`,
	"filter-gt-time-typed-full": `[{"id":"2020-05-18T12:30:00Z"}]`,

	"emit-nan":                "error",
	"emit-function":           "error",
	"err-out-object":          "error",
	"err-back-reverse-labels": "error",
	"z-robust-2":              "error",
	"z-robust-3":              "error",
	"z-robust-6":              "error",
	"z-robust-7":              "error",
	"z-robust-8":              "error",
}

// recordedCase is a question and what a running Cayley answered.
type recordedCase struct {
	ID, Lang, Query, Accept, Compare, Bug string
	Status                                int
	Result                                []any
	Error                                 any
}

func TestConformance(t *testing.T) {
	store := loaded(t, filepath.Join("testdata", "conformance", "data.nq"))
	for _, c := range recordedCases(t) {
		if !queries.Known(c.Lang) {
			continue
		}
		t.Run(c.ID, func(t *testing.T) {
			o := queries.Options{}
			if c.Accept == "application/ld+json" {
				o.Collation = results.JSONLD
			}
			rows, err := answer(t, store, c.Lang, c.Query, o)
			difference := compare(c, rows, err)
			reason, missed := knownMisses[c.ID]
			switch {
			case missed && difference == "":
				t.Errorf("passes, but is listed as a known miss: %s", reason)
			case !missed && difference != "":
				t.Errorf("%s\n%s", c.Query, difference)
			}
		})
	}
}

// compare tells how an answer differs from the one recorded.
func compare(c recordedCase, rows []any, err error) string {
	want := c.Result
	if text, ok := sane[c.ID]; ok {
		if text == "error" {
			if err == nil {
				return "no error"
			}
			return ""
		}
		var number int
		if json.Unmarshal([]byte(text), &number) == nil {
			return cmp.Diff(number, len(rows))
		}
		want = nil
		if err := json.Unmarshal([]byte(text), &want); err != nil {
			return err.Error()
		}
	} else if c.Status != 200 {
		if err == nil {
			return "no error, want " + c.Error.(string)
		}
		return cmp.Diff(c.Error, err.Error())
	}
	if err != nil {
		return "error: " + err.Error()
	}
	switch c.Compare {
	case "count":
		return cmp.Diff(len(want), len(rows))
	case "last":
		return cmp.Diff(want[len(want)-1], rows[len(rows)-1])
	case "exact":
		return cmp.Diff(want, rows)
	case "ids":
		want, rows = ids(want), ids(rows)
	}
	return cmp.Diff(sorted(want), sorted(rows))
}

func ids(rows []any) []any {
	out := make([]any, len(rows))
	for i, row := range rows {
		out[i] = row.(map[string]any)["id"]
	}
	return out
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

func recordedCases(t *testing.T) []recordedCase {
	t.Helper()
	var cases []recordedCase
	for _, line := range lines(t, filepath.Join("testdata", "conformance", "cases.jsonl")) {
		var c recordedCase
		if err := json.Unmarshal(line, &c); err != nil {
			t.Fatal(err)
		}
		cases = append(cases, c)
	}
	return cases
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
