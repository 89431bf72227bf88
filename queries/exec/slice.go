package exec

import (
	"math"

	"bibgraph/queries/algebra"
)

// slice skips solutions and gives a limited number; then it asks for no more.
type slice struct {
	input       operator
	skip, limit int64
	skipped     bool
	given       int64
}

func newSlice(c *compiler, op algebra.Slice, s *scope, g given) *slice {
	o := &slice{skip: max(0, op.Skip), limit: op.Limit}
	if o.limit < 0 {
		o.limit = math.MaxInt64
	}
	if order, ok := op.Input.(algebra.Order); ok && o.limit < math.MaxInt64-o.skip {
		o.input = newOrder(c, order, s, g, o.skip+o.limit)
	} else {
		o.input = c.compile(op.Input, s, g)
	}
	return o
}

func (o *slice) open(in row) {
	o.given, o.skipped = 0, false
	if o.limit > 0 {
		o.input.open(in)
	}
}

func (o *slice) next(out row) bool {
	if o.given >= o.limit {
		return false
	}
	if !o.skipped {
		o.skipped = true
		for range o.skip {
			if !o.input.next(out) {
				o.given = o.limit
				return false
			}
		}
	}
	o.given++
	return o.input.next(out)
}
