package exec

import (
	"bibgraph/graph"
	"bibgraph/queries/algebra"
)

// distinct lets the first solution pass for each binding of some slots. Those
// with keys that it has no memory for come behind the others.
type distinct struct {
	r     *run
	input operator
	slots []int
	key   []graph.ID
	seen  *table
	late  *latecomers // nil if all had room
	ended bool        // the input, if some were late
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
	if o.late != nil {
		o.late.reset()
	}
	o.late, o.ended = nil, false
	o.input.open(in)
}

func (o *distinct) next(out row) bool {
	for !o.ended && o.input.next(out) {
		gather(o.key, out, o.slots)
		if o.late == nil && o.seen.full() {
			o.late = newLatecomers(o.r, len(o.key), len(out))
		}
		if o.late != nil {
			if o.seen.find(o.key) < 0 {
				o.late.push(o.key, out)
			}
		} else if _, isNew := o.seen.add(o.key); isNew {
			return o.r.err == nil
		}
	}
	if o.late == nil {
		return false
	}
	if !o.ended {
		o.ended = true
		o.late.ended(nil)
	}
	_, rest, ok := o.late.next()
	copy(out, rest)
	return ok
}
