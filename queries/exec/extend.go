package exec

import (
	"slices"

	"bibgraph/queries/algebra"
)

// extend copies one slot to another. If the input has a variable of the
// target's name too, that one has a slot of its own, and its binding is what
// stays where there is nothing to copy.
type extend struct {
	r        *run
	input    operator
	from, to int
	earlier  int // slot of the input's own variable of that name, or -1

	// If the target is bound from outside the source must be bound to the
	// same; saying so to the input steers its scans.
	steer bool
	in    row
}

func newExtend(c *compiler, op algebra.Extend, s *scope, g given) *extend {
	vars := op.Input.Vars()
	o := &extend{r: c.r, earlier: -1, to: c.slot(s, op.To)}
	c.slotsOf(s, vars)
	if slices.Contains(vars, op.To) {
		s = s.but(op.To)
		g = g.without([]algebra.Var{op.To})
		o.earlier = c.slot(s, op.To)
	} else if slices.Contains(g.maybe, op.To) && slices.Contains(algebra.Bound(op.Input), op.From) {
		o.steer = true
		from := []algebra.Var{op.From}
		if g.maybe = algebra.Both(g.maybe, from); slices.Contains(g.sure, op.To) {
			g.sure = algebra.Both(g.sure, from)
		}
	}
	o.from = c.slot(s, op.From)
	o.input = c.compile(op.Input, s, g)
	return o
}

// extendBound gives what of the bound variables reaches the input.
func extendBound(op algebra.Extend, bound []algebra.Var) []algebra.Var {
	to := []algebra.Var{op.To}
	if slices.Contains(op.Input.Vars(), op.To) {
		return algebra.Without(bound, to)
	}
	inner := algebra.Bound(op.Input)
	if slices.Contains(bound, op.To) && slices.Contains(inner, op.From) {
		bound = algebra.Both(bound, []algebra.Var{op.From})
	}
	return bound
}

func (o *extend) open(in row) {
	if o.steer && in[o.to] != 0 && in[o.from] == 0 {
		if o.in == nil {
			o.in = o.r.row()
		}
		copy(o.in, in)
		o.in[o.from] = in[o.to]
		in = o.in
	}
	o.input.open(in)
}

func (o *extend) next(out row) bool {
	for o.input.next(out) {
		id := out[o.from]
		if id == 0 && o.earlier >= 0 {
			id = out[o.earlier]
		}
		switch {
		case id == 0 || out[o.to] == id:
			return true
		case out[o.to] == 0:
			out[o.to] = id
			return true
		}
	}
	return false
}
