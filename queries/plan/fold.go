package plan

import (
	"slices"

	"bibgraph/queries/algebra"
)

// fold replaces an operator that does nothing by its input, and two of a kind
// by one.
func fold(op algebra.Op) algebra.Op {
	switch o := op.(type) {
	case algebra.Join:
		if isUnit(o.Left) {
			return o.Right
		}
		if isUnit(o.Right) {
			return o.Left
		}
	case algebra.LeftJoin:
		if isUnit(o.Right) {
			return o.Left
		}
	case algebra.Filter:
		if len(o.Conds) == 0 {
			return o.Input
		}
		if in, ok := o.Input.(algebra.Filter); ok {
			return algebra.Filter{Input: in.Input, Conds: slices.Concat(in.Conds, o.Conds)}
		}
	case algebra.Extend:
		if o.To == o.From {
			return o.Input
		}
	case algebra.Project:
		if in, ok := o.Input.(algebra.Project); ok && len(algebra.Without(o.Keep, in.Keep)) == 0 {
			return algebra.Project{Input: in.Input, Keep: o.Keep}
		}
	case algebra.Distinct:
		if in, ok := o.Input.(algebra.Distinct); ok && slices.Equal(o.On, in.On) {
			return in
		}
	case algebra.Slice:
		if o.Skip <= 0 && o.Limit < 0 {
			return o.Input
		}
	case algebra.Union:
		return foldUnion(o)
	default: // it does something
	}
	return op
}

func isUnit(op algebra.Op) bool {
	_, ok := op.(algebra.Unit)
	return ok
}

// foldUnion takes the branches of unions within into o.
func foldUnion(o algebra.Union) algebra.Op {
	var branches []algebra.Op
	for _, b := range o.Branches {
		if u, ok := b.(algebra.Union); ok {
			branches = append(branches, u.Branches...)
		} else {
			branches = append(branches, b)
		}
	}
	if len(branches) == 1 {
		return branches[0]
	}
	return algebra.Union{Branches: branches}
}
