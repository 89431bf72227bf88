package exec

import (
	"slices"

	"bibgraph/graph"
	"bibgraph/graph/quad"
	"bibgraph/queries/algebra"
)

// unit gives one solution that binds nothing.
type unit struct {
	in   row
	done bool
}

func (o *unit) open(in row) { o.in, o.done = in, false }

func (o *unit) next(out row) bool {
	if o.done {
		return false
	}
	o.done = true
	copy(out, o.in)
	return true
}

// values binds a slot to each of some IDs in turn.
type values struct {
	r    *run
	slot int
	ids  []graph.ID
	in   row
	i    int
}

func newValues(c *compiler, op algebra.Values, s *scope) *values {
	o := &values{r: c.r, slot: c.slot(s, op.Var)}
	for _, t := range op.Terms {
		o.ids = append(o.ids, c.r.valueIDs(t, op.Free)...)
	}
	return o
}

// valueIDs gives the IDs of the terms in use that have the value of t. If
// there is none and t is free, it is the ID of t itself.
func (r *run) valueIDs(t quad.Term, free bool) []graph.ID {
	ids := slices.Clone(r.variants(t))
	slices.Sort(ids)
	ids = slices.DeleteFunc(ids, func(id graph.ID) bool { return !r.inUse(id) })
	if len(ids) == 0 && free {
		ids = append(ids, r.id(t))
	}
	return ids
}

func (o *values) open(in row) { o.in, o.i = in, 0 }

func (o *values) next(out row) bool {
	want := o.in[o.slot]
	for o.i < len(o.ids) && o.r.tick() {
		id := o.ids[o.i]
		o.i++
		if want == 0 || want == id {
			copy(out, o.in)
			out[o.slot] = id
			return true
		}
	}
	return false
}
