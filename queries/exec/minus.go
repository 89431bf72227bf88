package exec

import (
	"bibgraph/graph"
	"bibgraph/queries/algebra"
)

// minus drops the solutions of its left side whose variable is bound to a term
// that the right side binds it to. The right side sees nothing else of the
// left. As long as there are few solutions on the left it is asked for each,
// where that takes little work; then it is run once and what it binds is kept.
type minus struct {
	r           *run
	left, right operator
	on, theirs  int // slots of the variable on the left and on the right
	params      params
	seen        *table

	probe            operator // the right side with the variable bound; nil if that is no help
	bound            int      // slot of the variable there
	probes           int
	question, answer row

	in    row
	ready bool // seen is for in
}

// maxProbes is how many terms the right side is asked for one by one.
const maxProbes = 64

func newMinus(c *compiler, op algebra.Minus, s *scope, g given) *minus {
	inner := c.sub(s)
	o := &minus{
		r:      c.r,
		left:   c.compile(op.Left, s, g),
		right:  c.compile(op.Right, inner, given{}),
		on:     c.slot(s, op.On),
		theirs: c.slot(inner, op.On),
		params: newParams(c, op.Right, s),
		seen:   newTable(c.r, 1, 1),
	}
	on := []algebra.Var{op.On}
	if len(algebra.Intersect(on, algebra.Bound(op.Right))) > 0 && seeks(op.Right, algebra.Both(on, s.params)) {
		inner := c.sub(s)
		o.probe, o.bound = c.compile(op.Right, inner, given{on, on}), c.slot(inner, op.On)
	}
	return o
}

func (o *minus) open(in row) {
	o.in, o.ready = in, false
	o.left.open(in)
}

func (o *minus) next(out row) bool {
	for o.left.next(out) {
		if id := out[o.on]; id == 0 || !o.binds(id) {
			return o.r.err == nil
		}
	}
	return false
}

// binds reports whether the right side binds the variable to a term.
func (o *minus) binds(id graph.ID) bool {
	if o.probe != nil && o.probes < maxProbes {
		o.probes++
		return o.ask(id)
	}
	if !o.ready {
		o.ready = true
		o.fill()
	}
	return o.seen.find([]graph.ID{id}) >= 0
}

// ask runs the right side for one term.
func (o *minus) ask(id graph.ID) bool {
	if o.question == nil {
		o.question, o.answer = o.r.row(), o.r.row()
	}
	for _, s := range o.params.slots {
		o.question[s] = o.in[s]
	}
	o.question[o.bound] = id
	o.probe.open(o.question)
	return o.probe.next(o.answer)
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
