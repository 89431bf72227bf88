package exec

import "bibgraph/queries/algebra"

// order sorts its input. If only the first few solutions are wanted it never
// holds many more than those.
type order struct {
	r      *run
	input  operator
	keys   []algebra.Key
	by     []int // slots of the keys
	slots  []int // of all variables
	sorter *sorter

	in     row
	filled bool
}

func newOrder(c *compiler, op algebra.Order, s *scope, g given, limit int64) *order {
	vars := op.Vars()
	o := &order{
		r: c.r, input: c.compile(op.Input, s, g), keys: op.Keys,
		slots: c.slotsOf(s, vars), sorter: newSorter(c.r, len(vars), 0),
	}
	o.sorter.limit = limit
	for _, k := range op.Keys {
		o.by = append(o.by, c.slot(s, k.Var))
		o.sorter.falling = append(o.sorter.falling, k.Descending)
	}
	return o
}

func (o *order) open(in row) {
	o.in, o.filled = in, false
	o.sorter.reset()
}

func (o *order) next(out row) bool {
	if !o.filled {
		o.filled = true
		o.fill(out)
	}
	rec, ok := o.sorter.next()
	if !ok {
		return false
	}
	copy(out, o.in)
	merge(out, o.slots, rec.cells)
	return true
}

// fill takes the input in, using row for its solutions.
func (o *order) fill(row row) {
	for o.input.open(o.in); o.input.next(row); {
		rec := o.sorter.push()
		gather(rec.cells, row, o.slots)
		for i, s := range o.by {
			rec.ranks[i] = newSortKey(o.r, row[s], o.keys[i].ByValue)
		}
		o.sorter.ranked(rec)
	}
	o.sorter.ended()
}
