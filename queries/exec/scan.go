package exec

import (
	"slices"

	"bibgraph/graph"
	"bibgraph/queries/algebra"
)

// scan gives a solution for each row that fits a Match. Bound slots and
// constants together choose the sort order in which most of them lead; those
// are sought, the others looked at.
type scan struct {
	r        *run
	patterns []graph.Row // the constants, a row for each choice of variants
	slots    [4]int      // of the variables, -1 where there is none
	inGraph  bool

	in      row
	pattern int       // the one being scanned
	cursor  *cursor   // stands at the next row, if running
	want    graph.Row // pattern and bound slots
	shape   shape     // of want
	running bool
}

// shape is what follows from which positions of a pattern are bound.
type shape struct {
	of    int         // the pattern that the constants are of
	bound [4]bool     // positions
	order graph.Order // in which most of them lead
	lead  int         // how many do
	base  graph.Row   // the leading positions that constants bind
}

func newScan(c *compiler, op algebra.Match, s *scope) *scan {
	o := &scan{r: c.r, inGraph: op.InGraph, cursor: newCursor(c.r), shape: shape{of: -1}}
	for i, slot := range slotsOf(op) {
		o.slots[i] = c.slot(s, slot.Var)
	}
	patterns, err := constants(c.r.snap, op)
	if err != nil {
		c.r.fail(err)
	}
	o.patterns = patterns
	return o
}

func slotsOf(m algebra.Match) [4]algebra.Slot {
	return [4]algebra.Slot{m.Subject, m.Predicate, m.Object, m.Label}
}

// constants gives the patterns that a Match stands for: one, or one for each
// way to choose among the terms of a constant's value, or none if the store
// lacks a constant.
func constants(snap graph.Snapshot, m algebra.Match) ([]graph.Row, error) {
	patterns := []graph.Row{{}}
	for i, slot := range slotsOf(m) {
		if slot.Var != "" || slot.Term.IsZero() {
			continue
		}
		ids, err := snap.Variants(slot.Term)
		if err != nil {
			return nil, err
		}
		var product []graph.Row
		for _, p := range patterns {
			for _, id := range ids {
				p[i] = id
				product = append(product, p)
			}
		}
		patterns = product
	}
	slices.SortFunc(patterns, graph.SPOG.Compare)
	return patterns, nil
}

func (o *scan) open(in row) { o.in, o.pattern, o.running = in, 0, false }

func (o *scan) next(out row) bool {
	for ; o.pattern < len(o.patterns); o.pattern++ {
		for o.advance() {
			if o.fits(out) {
				return true
			}
		}
		o.running = false
		if o.r.err != nil {
			return false
		}
	}
	return false
}

// advance moves to the next row that has the leading positions of want.
func (o *scan) advance() bool {
	if o.running {
		return o.cursor.step() && o.inside()
	}
	base, ok := o.aim()
	if !ok {
		return false
	}
	var bound [4]bool
	for i, id := range o.want {
		bound[i] = id != 0
	}
	if s := &o.shape; s.bound != bound || s.of != o.pattern {
		s.of, s.bound, s.order = o.pattern, bound, graph.OrderFor(o.want)
		s.lead = s.order.Prefix(o.want)
		s.base = leading(base, s.order, s.order.Prefix(base))
	}
	o.running = true
	return o.cursor.aim(o.shape.base, leading(o.want, o.shape.order, o.shape.lead), o.shape.order) && o.inside()
}

// aim sets want, and reports false if no row of the store can fit it.
func (o *scan) aim() (base graph.Row, ok bool) {
	base = o.patterns[o.pattern]
	o.want = base
	for i, s := range o.slots {
		// A row without label fits whatever the variable is bound to.
		if s < 0 || o.in[s] == 0 || i == graph.Label && !o.inGraph {
			continue
		}
		if o.want[i] = o.in[s]; o.want[i] >= firstLocal {
			return base, false
		}
	}
	return base, true
}

// leading keeps the first n positions of the pattern in order.
func leading(pattern graph.Row, order graph.Order, n int) graph.Row {
	p := order.Permute(pattern)
	clear(p[n:])
	return order.Restore(p)
}

// inside reports whether the row of the cursor has the leading positions.
func (o *scan) inside() bool {
	positions := o.cursor.order.Positions()
	for _, p := range positions[:o.shape.lead] {
		if o.cursor.at[p] != o.want[p] {
			return false
		}
	}
	return true
}

// fits binds the variables to the row of the cursor, unless it differs from
// the pattern, from what is bound, or from itself.
func (o *scan) fits(out row) bool {
	at := o.cursor.at
	if !o.want.Matches(at) || o.inGraph && at[graph.Label] == graph.NoLabel {
		return false
	}
	copy(out, o.in)
	for i, s := range o.slots {
		id := at[i]
		if s < 0 || i == graph.Label && id == graph.NoLabel {
			continue
		}
		if out[s] == 0 {
			out[s] = id
		} else if out[s] != id {
			return false
		}
	}
	return true
}

// count gives the number of rows that fit, without a look at each; the
// variables must be free and differ.
func (o *scan) count() int64 {
	var n int64
	for _, p := range o.patterns {
		o.r.stats.Seeks++
		rows, err := o.r.snap.Count(p)
		if err != nil {
			o.r.fail(err)
		}
		n += rows
	}
	return n
}
