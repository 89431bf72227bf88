package exec_test

import (
	"fmt"
	"strings"
	"testing"

	"bibgraph/graph"
	"bibgraph/graph/quad"
	"bibgraph/queries/exec"
	"bibgraph/queries/plan"
)

// A path of a thousand steps is run like any other.
func TestRun_longPath(t *testing.T) {
	const steps = 1000
	var path strings.Builder
	path.WriteString(strings.Repeat("(join ", steps) + "(values ?v0 <work/0>)")
	for i := range steps {
		fmt.Fprintf(&path, " (match ?v%d <next> ?v%d *))", i, i+1)
	}
	var quads []quad.Quad
	for i := range 10 {
		quads = append(quads, quad.Quad{
			Subject:   quad.IRI(fmt.Sprintf("work/%d", i)),
			Predicate: quad.IRI("next"),
			Object:    quad.IRI(fmt.Sprintf("work/%d", (i+1)%10)),
		})
	}
	view(t, quads, func(snap graph.Snapshot) {
		op := plan.Optimize(parse(t, path.String()), exec.Estimator(snap))
		n, err := drain(t.Context(), snap, op, exec.Options{})
		if n != 1 || err != nil {
			t.Errorf("%d solutions, %v", n, err)
		}
	})
}
