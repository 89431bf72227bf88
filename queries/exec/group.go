package exec

import (
	"bibgraph/graph"
	"bibgraph/queries/algebra"
)

// group counts the solutions for each binding of some slots. Nothing but the
// counters is held, and where the store knows how many rows fit a Match it is
// not even scanned.
type group struct {
	r     *run
	input operator
	by    []int
	count int // slot of the number
	key   []graph.ID
	seen  *table       // key and number
	whole func() int64 // counts the input as a whole, if the store can

	in     row
	i      int
	counts bool // the input has been counted
}

func newGroup(c *compiler, op algebra.Group, s *scope, g given) *group {
	inner := c.sub(s, op.By...)
	o := &group{
		r:     c.r,
		by:    c.slotsOf(s, op.By),
		count: c.slot(s, op.Count),
		key:   make([]graph.ID, len(op.By)),
		seen:  newTable(c.r, len(op.By)+1, len(op.By)),
		input: c.compile(op.Input, inner, g.only(op.By)),
	}
	if len(op.By) > 0 || len(s.params) > 0 {
		return o
	}
	if m, ok := op.Input.(algebra.Match); ok && plain(m) {
		if all, ok := o.input.(*scan); ok {
			o.whole = all.count
		}
	}
	if _, ok := op.Input.(algebra.Nodes); ok {
		o.whole = c.r.snap.NodeCount
	}
	return o
}

// plain reports whether the variables of m differ, and any label will do.
func plain(m algebra.Match) bool {
	n := 0
	for _, slot := range slotsOf(m) {
		if slot.Var != "" {
			n++
		}
	}
	return n == len(m.Vars()) && !m.InGraph
}

func (o *group) open(in row) {
	o.in, o.i, o.counts = in, 0, false
	o.seen.reset()
}

func (o *group) next(out row) bool {
	if !o.counts {
		o.counts = true
		o.fill(out)
	}
	if o.i >= o.seen.n || o.r.err != nil {
		return false
	}
	cells := o.seen.at(o.i)
	o.i++
	copy(out, o.in)
	merge(out, o.by, cells)
	if o.count >= 0 {
		out[o.count] = o.r.number(int64(cells[len(o.by)]))
	}
	return true
}

// fill counts the input, using row for its solutions.
func (o *group) fill(row row) {
	n := len(o.by)
	if n == 0 {
		o.seen.add(nil)
		if o.whole != nil {
			o.seen.at(0)[0] = graph.ID(o.whole())
			return
		}
	}
	for o.input.open(o.in); o.input.next(row); {
		i, _ := o.seen.add(gather(o.key, row, o.by))
		o.seen.at(i)[n]++
	}
}
