package mql_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"
	"testing"

	"bibgraph/graph"
	"bibgraph/graph/quad"
	"bibgraph/graph/stores/memory"
	"bibgraph/queries/algebra"
	"bibgraph/queries/mql"
	"bibgraph/queries/nested"
	"bibgraph/queries/querytest"
	"bibgraph/queries/results"
)

func TestScripts(t *testing.T) {
	open := func(*testing.T) graph.Store { return memory.New(memory.Options{}) }
	querytest.Run(t, "testdata/*.test", open, func(ctx context.Context, run algebra.Runner, text string) ([]string, error) {
		return lines(mql.Run(ctx, text, run, mql.Options{}))
	})
}

func lines(rows iter.Seq2[results.Row, error]) (lines []string, err error) {
	for row, err := range rows {
		if err != nil {
			return nil, err
		}
		line, err := row.AppendJSON(nil, results.JSON)
		if err != nil {
			return nil, err
		}
		lines = append(lines, string(line))
	}
	return lines, nil
}

// nodes answers any question with n nodes, bound to its first variable.
func nodes(n int) algebra.Runner {
	return func(_ context.Context, op algebra.Op) iter.Seq2[algebra.Solution, error] {
		return func(yield func(algebra.Solution, error) bool) {
			vars := op.Vars()
			for i := range n {
				terms := make([]quad.Term, len(vars))
				terms[0] = quad.IRI(fmt.Sprint("n", i))
				if !yield(algebra.NewSolution(vars, terms), nil) {
					return
				}
			}
		}
	}
}

func TestRun_limit(t *testing.T) {
	for _, c := range []struct{ limit, want int }{{0, mql.DefaultLimit}, {7, 7}, {-1, 1000}, {2000, 1000}} {
		got, err := lines(mql.Run(t.Context(), "[{}]", nodes(1000), mql.Options{Limit: c.limit}))
		if err != nil || len(got) != c.want {
			t.Errorf("limit %d: %d rows, %v; want %d", c.limit, len(got), err, c.want)
		}
	}
}

func TestRun_jsonLD(t *testing.T) {
	want := `{"id":{"@id":"n0"}}`
	for row, err := range mql.Run(t.Context(), `{"id": null}`, nodes(1), mql.Options{Collation: results.JSONLD}) {
		if err != nil {
			t.Fatal(err)
		}
		if got, err := row.AppendJSON(nil, results.JSONLD); err != nil || string(got) != want {
			t.Errorf("%s, %v; want %s", got, err, want)
		}
	}
}

// No text may end the process or ask for more than it is worth.
func TestRun_hostile(t *testing.T) {
	var wide strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&wide, `,"<p%d>":null`, i)
	}
	for _, c := range []struct{ name, text, want string }{
		{"deep objects", strings.Repeat(`{"<p>":`, 5000) + "null" + strings.Repeat("}", 5000), "nested"},
		{"deep lists", strings.Repeat("[", 9000) + strings.Repeat("]", 9000), "optional"},
		{"too deep for JSON", strings.Repeat("[", 1<<20), "depth"},
		{"many fields", `{"id":null` + wide.String() + "}", "fields"},
	} {
		if _, err := lines(mql.Run(t.Context(), c.text, nodes(1), mql.Options{})); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %.100v, want an error with %q", c.name, err, c.want)
		}
	}
	if _, err := lines(mql.Run(t.Context(), "[{}]", nodes(1000), mql.Options{Limit: -1, MaxMemory: 1000})); !errors.Is(err, nested.ErrMemory) {
		t.Errorf("a large answer: %v, want %v", err, nested.ErrMemory)
	}
}

func FuzzRun(f *testing.F) {
	for _, text := range []string{
		`[{"id": null, "<author>": "<auth/campi>"}]`, `[{"id": "<art/a1>", "<topic>": [null], "!<cites>": []}]`,
		`[{"<author>": [{"id":null, "@x:!<name>": 4.5}], "": true}]`, `{}`, `[]`, `null`, `[{"id": ["a"]}]`, `1e400`,
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		_, _ = lines(mql.Run(t.Context(), text, nodes(3), mql.Options{}))
	})
}
