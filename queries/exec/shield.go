package exec

import "bibgraph/graph"

// shield runs its input with some slots unbound and then keeps the solutions
// that are compatible with what those slots were bound to. It is put around
// operators for which binding first is not the same as picking afterwards: the
// optional side of a left join, a slice, a closure.
type shield struct {
	r      *run
	input  operator
	hidden []int
	in     row
	bound  []graph.ID // what the hidden slots were bound to
}

func (o *shield) open(in row) {
	if o.in == nil {
		o.in, o.bound = o.r.row(), make([]graph.ID, len(o.hidden))
	}
	copy(o.in, in)
	gather(o.bound, in, o.hidden)
	for _, s := range o.hidden {
		o.in[s] = 0
	}
	o.input.open(o.in)
}

func (o *shield) next(out row) bool {
	for o.input.next(out) {
		if merge(out, o.hidden, o.bound) {
			return true
		}
	}
	return false
}
