package exec

import (
	"bibgraph/graph"
	"bibgraph/queries/algebra"
)

// minus drops the solutions of its left side whose variable is bound to a term
// that the right side binds it to. The right side is run once, as it sees
// nothing of the left.
type minus struct {
	r           *run
	left, right operator
	on, theirs  int // slots of the variable on the left and on the right
	params      params
	seen        *table
}

func newMinus(c *compiler, op algebra.Minus, s *scope, g given) *minus {
	inner := c.sub(s)
	return &minus{
		r:      c.r,
		left:   c.compile(op.Left, s, g),
		right:  c.compile(op.Right, inner, given{}),
		on:     c.slot(s, op.On),
		theirs: c.slot(inner, op.On),
		params: newParams(c, op.Right, s),
		seen:   newTable(c.r, 1, 1),
	}
}

func (o *minus) open(in row) {
	if o.params.changed(in) {
		o.seen.reset()
		row := o.r.row()
		for o.right.open(o.params.row()); o.right.next(row); {
			if id := row[o.theirs]; id != 0 {
				o.seen.add([]graph.ID{id})
			}
		}
	}
	o.left.open(in)
}

func (o *minus) next(out row) bool {
	for o.left.next(out) {
		if id := out[o.on]; id == 0 || o.seen.find([]graph.ID{id}) < 0 {
			return true
		}
	}
	return false
}
