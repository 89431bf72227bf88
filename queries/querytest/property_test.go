package querytest_test

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"bibgraph/graph"
	"bibgraph/graph/quad"
	"bibgraph/graph/stores/memory"
	"bibgraph/queries/algebra"
	"bibgraph/queries/exec"
	"bibgraph/queries/plan"
	"bibgraph/queries/querytest"
)

// view fills a store in memory and looks at it.
func view(t *testing.T, quads []quad.Quad, f func(graph.Snapshot) error) {
	t.Helper()
	store := memory.New(memory.Options{})
	err := store.Update(t.Context(), func(tx graph.Tx) error {
		_, err := tx.Add(quads...)
		return err
	})
	if err == nil {
		err = store.View(t.Context(), f)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// bag runs a tree and gives its solutions as sorted lines.
func bag(t *testing.T, snap graph.Snapshot, op algebra.Op, o exec.Options) ([]string, error) {
	t.Helper()
	var lines []string
	for s, err := range exec.Run(t.Context(), snap, op, o) {
		if err != nil {
			return nil, err
		}
		lines = append(lines, binding(maps.Collect(s.All())).String())
		if len(lines) > tooMany {
			return nil, fmt.Errorf("more than %d solutions", tooMany)
		}
	}
	slices.Sort(lines)
	return lines, nil
}

// Every tree, as it is and planned, gives the bag of solutions that its
// definition asks for.
func TestRun_meansWhatTheAlgebraSays(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		quads := drawGraph(rt)
		op := drawTree(rt, 4)
		ref := &reference{quads: quads}
		var want []string
		for _, b := range ref.eval(op) {
			want = append(want, b.String())
			if len(b.keep(op.Vars())) < len(b) || len(b.keep(algebra.Bound(op))) < len(algebra.Bound(op)) {
				rt.Fatalf("%s is outside the variables of\n%s", b, algebra.Format(op, nil))
			}
		}
		if ref.size > tooMany {
			return
		}
		slices.Sort(want)
		view(t, quads, func(snap graph.Snapshot) error {
			got, err := bag(t, snap, op, exec.Options{})
			if err != nil {
				rt.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				rt.Fatalf("graph:\n%s\ntree:\n%s(-want +got)\n%s", lines(quads), algebra.Format(op, nil), diff)
			}
			best := plan.Optimize(op, exec.Estimator(snap))
			got, err = bag(t, snap, best, exec.Options{})
			if err != nil {
				rt.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				rt.Fatalf("graph:\n%s\ntree:\n%splan:\n%s(-want +got)\n%s", lines(quads),
					algebra.Format(op, nil), algebra.Format(best, nil), diff)
			}
			// With little memory it is the same or none.
			got, err = bag(t, snap, op, exec.Options{MaxMemory: rapid.Int64Range(500, 5000).Draw(rt, "memory")})
			if errors.Is(err, exec.ErrMemory) {
				return nil
			}
			if diff := cmp.Diff(want, got); err != nil || diff != "" {
				rt.Fatalf("graph:\n%s\ntree:\n%swith little memory: %v (-want +got)\n%s", lines(quads), algebra.Format(op, nil), err, diff)
			}
			return nil
		})
	})
}

// What Format writes Parse reads.
func TestParse_readsWhatFormatWrites(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		text := algebra.Format(drawTree(rt, 4), nil)
		op, err := querytest.Parse(text)
		if err != nil {
			rt.Fatalf("%v in\n%s", err, text)
		}
		if again := algebra.Format(op, nil); again != text {
			rt.Fatalf("wrote\n%sread\n%s", text, again)
		}
	})
}

func lines(quads []quad.Quad) string {
	var b strings.Builder
	for _, q := range quads {
		b.WriteString(q.String() + "\n")
	}
	return b.String()
}
