package exec

import (
	"bibgraph/graph"
	"bibgraph/queries/algebra"
)

// minus drops the solutions of its left side whose variable is bound to a term
// that the right side binds it to. The right side is run once, as it sees
// nothing of the left, and only if the left has a solution.
type minus struct {
	r           *run
	left, right operator
	on, theirs  int // slots of the variable on the left and on the right
	params      params
	seen        *table

	in    row
	ready bool // seen is for in
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
	o.in, o.ready = in, false
	o.left.open(in)
}

func (o *minus) next(out row) bool {
	for o.left.next(out) {
		if !o.ready {
			o.ready = true
			o.fill()
		}
		if id := out[o.on]; id == 0 || o.seen.find([]graph.ID{id}) < 0 {
			return o.r.err == nil
		}
	}
	return false
}

// fill takes the right side in, unless it has been for these parameters.
func (o *minus) fill() {
	if !o.params.changed(o.in) {
		return
	}
	o.seen.reset()
	row := o.r.row()
	for o.right.open(o.params.row()); o.right.next(row); {
		if id := row[o.theirs]; id != 0 {
			o.seen.add([]graph.ID{id})
		}
	}
}
