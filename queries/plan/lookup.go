package plan

import (
	"slices"

	"bibgraph/graph/quad"
	"bibgraph/queries/algebra"
)

// lookUp turns a list of values that a variable must have into an input of
// Values, if the variable is bound to terms in use: what was looked at quad by
// quad is then sought.
func (p *planner) lookUp(r *region) {
	r.conds = slices.DeleteFunc(r.conds, func(c algebra.Cond) bool {
		list, ok := c.(algebra.OneOf)
		if !ok || !slices.ContainsFunc(r.inputs, func(in algebra.Op) bool { return inUse(in, list.Var) }) {
			return false
		}
		var terms []quad.Term // one of each value
		for _, t := range list.Terms {
			if t = t.Canonical(); !slices.Contains(terms, t) {
				terms = append(terms, t)
			}
		}
		r.inputs = append(r.inputs, algebra.Values{Var: list.Var, Terms: terms})
		return true
	})
}

// inUse reports whether op binds v in every solution and always to a term that
// some quad uses.
func inUse(op algebra.Op, v algebra.Var) bool {
	switch o := op.(type) {
	case algebra.Values:
		return o.Var == v && !o.Free
	case algebra.Nodes, algebra.Match:
		return slices.Contains(algebra.Bound(op), v)
	case algebra.Join:
		return inUse(o.Left, v) || inUse(o.Right, v)
	case algebra.LeftJoin:
		return inUse(o.Left, v)
	case algebra.Minus:
		return inUse(o.Left, v)
	case algebra.Project:
		return slices.Contains(o.Keep, v) && inUse(o.Input, v)
	case algebra.Extend:
		if v == o.To {
			v = o.From
		}
		return inUse(o.Input, v)
	case algebra.Group:
		return slices.Contains(o.By, v) && v != o.Count && inUse(o.Input, v)
	case algebra.Union:
		return len(o.Branches) > 0 &&
			!slices.ContainsFunc(o.Branches, func(b algebra.Op) bool { return !inUse(b, v) })
	case algebra.Filter, algebra.Distinct, algebra.Order, algebra.Slice:
		return inUse(op.Inputs()[0], v)
	default:
		return false
	}
}
