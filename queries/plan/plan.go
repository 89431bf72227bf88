// Package plan rewrites trees of the algebra into trees that give the same bag
// of solutions with less work. The rules stand in rules.go in the order in
// which they are tried, each in a file of its own. Trees are data: a plan is
// read with Explain and compared as text in testdata.
//
// Solutions keep the order that an Order asks for; otherwise they may come in
// another order, always the same for the same store.
package plan

import (
	"strconv"

	"bibgraph/queries/algebra"
)

// Estimate guesses how many quads fit a Match, variables fitting anything. It
// is 0 only if none does.
type Estimate func(algebra.Match) int64

// Optimize gives the tree to run instead of op.
func Optimize(op algebra.Op, est Estimate) algebra.Op {
	p := &planner{est: est, known: make(map[algebra.Match]int64)}
	for _, r := range rules {
		op = r.apply(p, op)
	}
	return op
}

// Explain writes a plan as text, with the estimate of each Match.
func Explain(op algebra.Op, est Estimate) string {
	return algebra.Format(op, func(op algebra.Op) string {
		if m, ok := op.(algebra.Match); ok {
			return strconv.FormatInt(est(m), 10)
		}
		return ""
	})
}

// planner is what the rules share for one tree.
type planner struct {
	est   Estimate
	known map[algebra.Match]int64 // estimates asked for already
}

// everywhere makes a rule of a rewriting of single operators, inputs first.
func everywhere(rewrite func(algebra.Op) algebra.Op) func(*planner, algebra.Op) algebra.Op {
	var walk func(algebra.Op) algebra.Op
	walk = func(op algebra.Op) algebra.Op { return rewrite(withEach(op, walk)) }
	return func(_ *planner, op algebra.Op) algebra.Op { return walk(op) }
}

// withEach gives op with each of its inputs rewritten.
func withEach(op algebra.Op, rewrite func(algebra.Op) algebra.Op) algebra.Op {
	inputs := op.Inputs()
	if len(inputs) == 0 {
		return op
	}
	rewritten := make([]algebra.Op, len(inputs))
	for i, in := range inputs {
		rewritten[i] = rewrite(in)
	}
	return op.WithInputs(rewritten...)
}
