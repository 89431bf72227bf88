package plan

import (
	"slices"

	"bibgraph/queries/algebra"
)

// orderInputs begins with the input that gives fewest solutions and goes on
// with the one, among those that share a variable with what is bound, that
// gives fewest for each solution so far. An input that is sorted and comes
// first stays there, since a join keeps the order of its left side.
func (p *planner) orderInputs(r *region) {
	var ordered []algebra.Op
	rest := slices.Clone(r.inputs)
	g := newGiven(r.params)
	for len(rest) > 0 {
		best := 0
		if len(ordered) > 0 || !isSorted(rest[0]) {
			best = p.cheapest(rest[:min(len(rest), window)], g)
		}
		g.add(rest[best])
		ordered = append(ordered, rest[best])
		rest = slices.Delete(rest, best, best+1)
	}
	r.inputs = ordered
}

// window is how many inputs are weighed against one another at a time, so that
// a path of a thousand steps is planned in no time too.
const window = 50

// cheapest gives the index of the input to go on with, the first of several.
func (p *planner) cheapest(inputs []algebra.Op, g given) int {
	best, bestTied, bestSize := -1, false, 0.0
	for i, in := range inputs {
		vars := in.Vars()
		tied := len(vars) == 0 || slices.ContainsFunc(vars, g.has)
		size := p.size(in, g)
		if best < 0 || tied && !bestTied || tied == bestTied && size < bestSize {
			best, bestTied, bestSize = i, tied, size
		}
	}
	return best
}

// isSorted reports whether an Order decides how the solutions of op come.
func isSorted(op algebra.Op) bool {
	switch o := op.(type) {
	case algebra.Order:
		return true
	case algebra.Union:
		return slices.ContainsFunc(o.Branches, isSorted)
	case algebra.Join, algebra.LeftJoin, algebra.Minus, algebra.Filter, algebra.Extend,
		algebra.Project, algebra.Distinct, algebra.Group, algebra.Slice:
		return isSorted(op.Inputs()[0])
	default:
		return false
	}
}
