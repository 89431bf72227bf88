package nested_test

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"testing"

	"bibgraph/graph"
	"bibgraph/graph/quad"
	"bibgraph/graph/stores/memory"
	"bibgraph/queries/algebra"
	"bibgraph/queries/exec"
	"bibgraph/queries/nested"
	"bibgraph/queries/plan"
)

const works, wide = 50, 20

// runner answers from a store of works that have many authors and topics, and
// counts the rows that it looks at.
func runner(t *testing.T, stats *exec.Stats) algebra.Runner {
	t.Helper()
	store := memory.New(memory.Options{})
	t.Cleanup(func() { _ = store.Close() })
	err := store.Update(t.Context(), func(tx graph.Tx) error {
		for w := range works {
			for i := range wide {
				work := quad.IRI(fmt.Sprint("work", w))
				author, topic := quad.IRI(fmt.Sprint("author", i)), quad.IRI(fmt.Sprint("topic", i))
				if _, err := tx.Add(
					quad.Quad{Subject: work, Predicate: quad.IRI("author"), Object: author},
					quad.Quad{Subject: work, Predicate: quad.IRI("topic"), Object: topic},
					quad.Quad{Subject: author, Predicate: quad.IRI("name"), Object: quad.String(author.Value())},
				); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return func(ctx context.Context, op algebra.Op) iter.Seq2[algebra.Solution, error] {
		return func(yield func(algebra.Solution, error) bool) {
			if err := store.View(ctx, func(snap graph.Snapshot) error {
				for s, err := range exec.Run(ctx, snap, plan.Optimize(op, exec.Estimator(snap)), exec.Options{Stats: stats}) {
					if !yield(s, err) {
						break
					}
				}
				return nil
			}); err != nil {
				yield(algebra.Solution{}, err)
			}
		}
	}
}

func edge(from algebra.Var, predicate string, to algebra.Var) algebra.Op {
	return algebra.Match{Subject: algebra.V(from), Predicate: algebra.T(quad.IRI(predicate)), Object: algebra.V(to)}
}

// pattern is a work that has a topic, with its topics and its authors, and
// their names.
func pattern(here algebra.Op) nested.Pattern {
	return nested.Pattern{
		Op: nested.Join(here, nested.Any(edge("w", "topic", "any"), "w")), Here: "w",
		Under: []nested.Pattern{
			{Op: edge("w", "topic", "t"), Here: "t"},
			{Op: edge("w", "author", "a"), Here: "a", Under: []nested.Pattern{{Op: edge("a", "name", "n"), Here: "n"}}},
		},
	}
}

func TestObjects(t *testing.T) {
	run := runner(t, nil)
	some := algebra.Values{Var: "w", Terms: []quad.Term{quad.IRI("work3"), quad.IRI("author1"), quad.IRI("work5"), quad.IRI("work5")}}
	var got []string
	for o, err := range nested.Objects(t.Context(), run, pattern(some), 0) {
		if err != nil {
			t.Fatal(err)
		}
		last := o.Under[1][wide-1]
		got = append(got, fmt.Sprint(o.Node, len(o.Under[0]), len(o.Under[1]), last.Node, last.Under[0][0].Node))
	}
	want := strings.Join([]string{
		`<work3> 20 20 <author19> "author19"`, `<work5> 20 20 <author19> "author19"`, `<work5> 20 20 <author19> "author19"`,
	}, "\n")
	if text := strings.Join(got, "\n"); text != want {
		t.Errorf("got\n%s\nwant\n%s", text, want)
	}
}

// Two lists of twenty are forty values, not four hundred ways to pair them.
func TestObjects_work(t *testing.T) {
	var stats exec.Stats
	n := 0
	for _, err := range nested.Objects(t.Context(), runner(t, &stats), pattern(algebra.Nodes{Var: "w"}), 0) {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	// To have a topic, the topics, the authors and their names.
	if most := int64(works * wide * 6); n != works || stats.Rows > most {
		t.Errorf("%d objects and %d rows; want %d and at most %d", n, stats.Rows, works, most)
	}
}

func TestObjects_memory(t *testing.T) {
	var last error
	for _, err := range nested.Objects(t.Context(), runner(t, nil), pattern(algebra.Nodes{Var: "w"}), 10_000) {
		last = err
	}
	if last != nested.ErrMemory { //nolint:errorlint // it comes as it is
		t.Error(last)
	}
}
