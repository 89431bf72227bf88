package plan

import (
	"slices"

	"bibgraph/queries/algebra"
)

// region is a part of a tree in which the order of work is free:
//
//	tails( … tails( conditions(input ⋈ input ⋈ … ) ) )
//
// Joins, filters, extends and left joins that hang together are taken apart
// into a region and put together again in a better order.
type region struct {
	inputs []algebra.Op
	conds  []algebra.Cond // each on a variable that some input surely binds

	tails []tail // applied in this order

	// params are bound before the region is run: the start of a closure's
	// step, what the left side of a left join has bound.
	params []algebra.Var
}

// tail is an Extend, LeftJoin or Filter whose first input is to be replaced by
// what comes before.
type tail struct {
	op algebra.Op

	// settled are the variables that no operator may bind that is joined
	// before the tail and not after it.
	settled []algebra.Var
}

// regions puts every region of the tree in a better order.
func (p *planner) regions(op algebra.Op) algebra.Op { return p.improve(op, nil) }

func (p *planner) improve(op algebra.Op, params []algebra.Var) algebra.Op {
	switch op.(type) {
	case algebra.Join, algebra.LeftJoin, algebra.Extend, algebra.Filter:
		r := takeApart(op)
		r.params = params
		for _, rule := range regionRules {
			rule.apply(p, r)
		}
		return p.putTogether(r)
	default:
		return p.improveInputs(op, params)
	}
}

func (p *planner) improveInputs(op algebra.Op, params []algebra.Var) algebra.Op {
	if c, ok := op.(algebra.Closure); ok {
		c.Input = p.improve(c.Input, params)
		c.Step = p.improve(c.Step, algebra.Both(params, []algebra.Var{c.StepFrom}))
		return c
	}
	return withEach(op, func(in algebra.Op) algebra.Op { return p.improve(in, params) })
}

// takeApart makes the region that op is the top of.
func takeApart(op algebra.Op) *region {
	switch o := op.(type) {
	case algebra.Join:
		left, right := takeApart(o.Left), takeApart(o.Right)
		if !left.mayWait(o.Right) {
			left = &region{inputs: []algebra.Op{o.Left}}
		}
		if !right.mayWait(o.Left) {
			right = &region{inputs: []algebra.Op{o.Right}}
		}
		left.inputs = append(left.inputs, right.inputs...)
		left.conds = append(left.conds, right.conds...)
		left.tails = append(left.tails, right.tails...)
		return left
	case algebra.LeftJoin:
		r := takeApart(o.Left)
		settled := algebra.Without(o.Right.Vars(), algebra.Bound(o.Left))
		r.tails = append(r.tails, tail{o, settled})
		return r
	case algebra.Extend:
		r := takeApart(o.Input)
		settled := algebra.Without([]algebra.Var{o.From}, algebra.Bound(o.Input))
		r.tails = append(r.tails, tail{o, append(settled, o.To)})
		return r
	case algebra.Filter:
		r := takeApart(o.Input)
		var late []algebra.Cond
		var vars []algebra.Var
		for _, c := range o.Conds {
			if early, ok := r.beforeTails(c); ok {
				r.conds = append(r.conds, early)
			} else {
				late, vars = append(late, c), append(vars, algebra.CondVar(c))
			}
		}
		if late != nil {
			settled := algebra.Without(vars, algebra.Bound(o.Input))
			r.tails = append(r.tails, tail{algebra.Filter{Input: o.Input, Conds: late}, settled})
		}
		return r
	default:
		return &region{inputs: []algebra.Op{op}}
	}
}

// mayWait reports whether it is the same to join with op before the tails or
// after them.
func (r *region) mayWait(op algebra.Op) bool {
	if len(r.tails) == 0 {
		return true
	}
	vars := op.Vars()
	return !slices.ContainsFunc(r.tails, func(t tail) bool {
		return len(algebra.Intersect(t.settled, vars)) > 0
	})
}

// beforeTails gives the condition on the inputs that c is after the tails, if
// there is one.
func (r *region) beforeTails(c algebra.Cond) (algebra.Cond, bool) {
	for _, tail := range slices.Backward(r.tails) {
		if t, ok := tail.op.(algebra.Extend); ok && t.To == algebra.CondVar(c) {
			if !slices.Contains(algebra.Bound(t.Input), t.From) {
				return nil, false
			}
			c = algebra.OnVar(c, t.From)
		}
	}
	return c, slices.ContainsFunc(r.inputs, func(in algebra.Op) bool {
		return slices.Contains(algebra.Bound(in), algebra.CondVar(c))
	})
}

// putTogether makes a tree of a region: inputs joined from left to right, each
// condition where its variable is first bound, then the tails.
func (p *planner) putTogether(r *region) algebra.Op {
	var op algebra.Op = algebra.Unit{}
	conds := slices.Clone(r.conds)
	bound := r.params
	for i, in := range r.inputs {
		conds = slices.DeleteFunc(conds, func(c algebra.Cond) bool {
			ready := slices.Contains(algebra.Bound(in), algebra.CondVar(c))
			if ready {
				in = filterBelow(in, c)
			}
			return ready
		})
		in = p.finish(in, bound)
		bound = algebra.Both(bound, algebra.Bound(in))
		if i == 0 {
			op = in
		} else {
			op = algebra.Join{Left: op, Right: in}
		}
	}
	for _, tail := range r.tails {
		if t, ok := tail.op.(algebra.LeftJoin); ok {
			op = algebra.LeftJoin{Left: op, Right: p.improve(t.Right, bound)}
		} else {
			op = tail.op.WithInputs(op)
		}
	}
	return op
}

// finish improves an input of a region, below the conditions put on it.
func (p *planner) finish(in algebra.Op, params []algebra.Var) algebra.Op {
	switch o := in.(type) {
	case algebra.Filter:
		return algebra.Filter{Input: p.finish(o.Input, params), Conds: o.Conds}
	case algebra.Join, algebra.LeftJoin, algebra.Extend:
		return p.improve(in, params)
	default:
		return p.improveInputs(in, params)
	}
}
