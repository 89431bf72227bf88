package exec

import (
	"bibgraph/graph"
	"bibgraph/queries/algebra"
)

// hashed runs its input once and keeps the solutions in a hash table, keyed by
// the variables that both sides of the join surely bind; the others are
// compared one by one. The input sees nothing of the row that it is opened
// with but the parameters, and is run again only when those change.
type hashed struct {
	r      *run
	input  operator
	slots  []int // of a kept row, the key first
	params params

	rows  *table
	chain []link // for each row

	in  row
	key []graph.ID
	at  int // the row to try next, or -1
}

// link strings rows with one key together. Rows are counted from 1.
type link struct{ next, last int32 }

func newHashed(c *compiler, op algebra.Op, s *scope, g given) *hashed {
	vars := op.Vars()
	keys := algebra.Intersect(algebra.Intersect(vars, algebra.Bound(op)), g.sure)
	vars = algebra.Both(keys, vars)
	return &hashed{
		r:      c.r,
		input:  c.compile(op, s, given{}),
		slots:  c.slotsOf(s, vars),
		params: newParams(c, op, s),
		rows:   newTable(c.r, len(vars), len(keys)),
		key:    make([]graph.ID, len(keys)),
	}
}

func (o *hashed) open(in row) {
	if o.params.changed(in) {
		o.build()
	}
	o.in = in
	o.at = o.rows.find(gather(o.key, in, o.slots[:len(o.key)]))
}

func (o *hashed) build() {
	o.rows.reset()
	o.chain = o.chain[:0]
	row := o.r.row()
	for o.input.open(o.params.row()); o.input.next(row); {
		gather(o.key, row, o.slots[:len(o.key)])
		first, isNew := o.rows.add(o.key)
		if !isNew {
			o.rows.push()
		}
		gather(o.rows.at(o.rows.n-1), row, o.slots)
		n := int32(o.rows.n)
		o.r.charge(2 * indexSize)
		o.chain = append(o.chain, link{})
		if !isNew {
			o.chain[o.chain[first].last-1].next = n
		}
		o.chain[first].last = n
	}
}

func (o *hashed) next(out row) bool {
	for o.at >= 0 && o.r.tick() {
		cells := o.rows.at(o.at)
		o.at = int(o.chain[o.at].next) - 1
		copy(out, o.in)
		if merge(out, o.slots, cells) {
			return true
		}
	}
	return false
}
