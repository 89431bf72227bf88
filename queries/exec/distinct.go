package exec

import (
	"bibgraph/graph"
	"bibgraph/queries/algebra"
)

// distinct lets the first solution pass for each binding of some slots.
type distinct struct {
	r     *run
	input operator
	slots []int
	key   []graph.ID
	seen  *table
}

func newDistinct(c *compiler, op algebra.Distinct, s *scope, g given) *distinct {
	n := len(op.On)
	return &distinct{
		r:     c.r,
		input: c.compile(op.Input, s, g),
		slots: c.slotsOf(s, op.On),
		key:   make([]graph.ID, n),
		seen:  newTable(c.r, n, n),
	}
}

func (o *distinct) open(in row) {
	o.seen.reset()
	o.input.open(in)
}

func (o *distinct) next(out row) bool {
	for o.input.next(out) {
		if _, isNew := o.seen.add(gather(o.key, out, o.slots)); isNew {
			return o.r.err == nil
		}
	}
	return false
}
