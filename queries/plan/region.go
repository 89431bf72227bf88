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

	// tails are Extend, LeftJoin and Filter, applied in this order; their
	// first input is replaced by what comes before.
	tails []algebra.Op

	// params are bound before the region is run: the start of a closure's
	// step, what the left side of a left join has bound.
	params []algebra.Var
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
		if !left.mayWait(o.Right.Vars()) {
			left = &region{inputs: []algebra.Op{o.Left}}
		}
		if !right.mayWait(o.Left.Vars()) {
			right = &region{inputs: []algebra.Op{o.Right}}
		}
		return &region{
			inputs: slices.Concat(left.inputs, right.inputs),
			conds:  slices.Concat(left.conds, right.conds),
			tails:  slices.Concat(left.tails, right.tails),
		}
	case algebra.LeftJoin:
		r := takeApart(o.Left)
		r.tails = append(r.tails, o)
		return r
	case algebra.Extend:
		r := takeApart(o.Input)
		r.tails = append(r.tails, o)
		return r
	case algebra.Filter:
		r := takeApart(o.Input)
		var late []algebra.Cond
		for _, c := range o.Conds {
			if early, ok := r.beforeTails(c); ok {
				r.conds = append(r.conds, early)
			} else {
				late = append(late, c)
			}
		}
		if late != nil {
			r.tails = append(r.tails, algebra.Filter{Input: o.Input, Conds: late})
		}
		return r
	default:
		return &region{inputs: []algebra.Op{op}}
	}
}

// mayWait reports whether it is the same to join with an operator of these
// variables before the tails or after them.
func (r *region) mayWait(vars []algebra.Var) bool {
	for _, tail := range r.tails {
		var settled []algebra.Var // what must not meet vars
		below := tail.Inputs()[0]
		switch t := tail.(type) {
		case algebra.Extend:
			settled = algebra.Without([]algebra.Var{t.From}, algebra.Bound(below))
			settled = append(settled, t.To)
		case algebra.LeftJoin:
			settled = algebra.Without(t.Right.Vars(), algebra.Bound(below))
		case algebra.Filter:
			for _, c := range t.Conds {
				settled = append(settled, algebra.CondVar(c))
			}
			settled = algebra.Without(settled, algebra.Bound(below))
		default: // no other operator is a tail
		}
		if len(algebra.Intersect(settled, vars)) > 0 {
			return false
		}
	}
	return true
}

// beforeTails gives the condition on the inputs that c is after the tails, if
// there is one.
func (r *region) beforeTails(c algebra.Cond) (algebra.Cond, bool) {
	for _, tail := range slices.Backward(r.tails) {
		if t, ok := tail.(algebra.Extend); ok && t.To == algebra.CondVar(c) {
			if !slices.Contains(algebra.Bound(t.Input), t.From) {
				return nil, false
			}
			c = onVar(c, t.From)
		}
	}
	return c, slices.ContainsFunc(r.inputs, func(in algebra.Op) bool {
		return slices.Contains(algebra.Bound(in), algebra.CondVar(c))
	})
}

// onVar gives the same condition on another variable.
func onVar(c algebra.Cond, v algebra.Var) algebra.Cond {
	switch c := c.(type) {
	case algebra.Compare:
		c.Var = v
		return c
	case algebra.Regex:
		c.Var = v
		return c
	case algebra.Like:
		c.Var = v
		return c
	case algebra.OneOf:
		c.Var = v
		return c
	default:
		panic(c)
	}
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
		if t, ok := tail.(algebra.LeftJoin); ok {
			op = algebra.LeftJoin{Left: op, Right: p.improve(t.Right, bound)}
		} else {
			op = tail.WithInputs(op)
		}
		bound = algebra.Both(bound, algebra.Bound(op))
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
