package plan_test

import (
	"fmt"
	"strconv"
	"testing"

	"bibgraph/graph/quad"
	"bibgraph/queries/algebra"
	"bibgraph/queries/plan"
)

// longPath makes the tree of a path of n steps, with tags and optional parts.
func longPath(n int) algebra.Op {
	v := func(i int) algebra.Slot { return algebra.V(algebra.Var(fmt.Sprintf(".%d", i))) }
	cites := algebra.T(quad.IRI("cites"))
	var op algebra.Op = algebra.Values{Var: v(0).Var, Terms: []quad.Term{quad.IRI("a")}}
	for i := range n {
		op = algebra.Join{Left: op, Right: algebra.Match{Subject: v(i), Predicate: cites, Object: v(i + 1)}}
		if i%3 == 0 {
			op = algebra.Extend{Input: op, To: algebra.Var(fmt.Sprintf("tag%d", i)), From: v(i).Var}
		}
		if i%7 == 0 {
			title := algebra.V(algebra.Var(fmt.Sprintf("title%d", i)))
			op = algebra.LeftJoin{Left: op, Right: algebra.Match{Subject: v(i), Predicate: algebra.T(quad.IRI("title")), Object: title}}
		}
	}
	return op
}

// A path of a thousand steps, which a loop in a script makes easily, asks the
// store for no more than one estimate a step and kind of neighbour.
func TestOptimize_longPath(t *testing.T) {
	const steps = 1000
	asked := 0
	op := plan.Optimize(longPath(steps), func(algebra.Match) int64 { asked++; return 1000 })
	if got, want := len(op.Vars()), len(longPath(steps).Vars()); got != want {
		t.Errorf("%d variables, want %d", got, want)
	}
	if asked > 3*steps {
		t.Errorf("asked for %d estimates", asked)
	}
}

func BenchmarkOptimize(b *testing.B) {
	for _, n := range []int{4, 40, 400} {
		op := longPath(n)
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			for b.Loop() {
				plan.Optimize(op, func(algebra.Match) int64 { return 1000 })
			}
		})
	}
}
