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
	late  *latecomers  // whose keys had no room in it, nil if there are none
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
	if o.late != nil {
		o.late.reset()
	}
	o.late = nil
}

func (o *group) next(out row) bool {
	if !o.counts {
		o.counts = true
		o.fill(out)
	}
	var key, number []graph.ID
	switch {
	case o.r.err != nil:
		return false
	case o.i < o.seen.n:
		cells := o.seen.at(o.i)
		key, number = cells[:len(o.by)], cells[len(o.by):]
		o.i++
	case o.late == nil:
		return false
	default:
		var ok bool
		if key, number, ok = o.late.next(); !ok {
			return false
		}
	}
	copy(out, o.in)
	merge(out, o.by, key)
	if o.count >= 0 {
		out[o.count] = o.r.number(int64(number[0]))
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
		gather(o.key, row, o.by)
		if o.late == nil && o.seen.full() {
			o.late = newLatecomers(o.r, n, 1)
		}
		if o.late == nil {
			i, _ := o.seen.add(o.key)
			o.seen.at(i)[n]++
		} else if i := o.seen.find(o.key); i >= 0 {
			o.seen.at(i)[n]++
		} else {
			o.late.push(o.key, []graph.ID{1})
		}
	}
	if o.late != nil {
		o.late.ended(func(first, second []graph.ID) { first[0] += second[0] })
	}
}
