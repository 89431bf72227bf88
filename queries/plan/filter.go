package plan

import (
	"slices"

	"bibgraph/queries/algebra"
)

// filterBelow puts a condition as far down in op as it means the same. Its
// variable is bound in every solution of op.
func filterBelow(op algebra.Op, c algebra.Cond) algebra.Op {
	v := algebra.CondVar(c)
	below := func(in algebra.Op) algebra.Op { return filterBelow(in, c) }
	switch o := op.(type) {
	case algebra.Union:
		return withEach(o, below)
	case algebra.Order:
		return withEach(o, below)
	case algebra.Minus:
		if slices.Contains(algebra.Bound(o.Left), v) {
			o.Left = below(o.Left)
			return o
		}
	case algebra.Project:
		if slices.Contains(o.Keep, v) {
			return withEach(o, below)
		}
	case algebra.Distinct:
		if slices.Contains(o.On, v) {
			return withEach(o, below)
		}
	case algebra.Group:
		if slices.Contains(o.By, v) && v != o.Count {
			return withEach(o, below)
		}
	case algebra.Filter:
		o.Conds = append(slices.Clone(o.Conds), c)
		return o
	default: // it stays above
	}
	return algebra.Filter{Input: op, Conds: []algebra.Cond{c}}
}
