package exec

import (
	"cmp"
	"slices"

	"bibgraph/queries/algebra"
)

// order sorts its input. If only the first few solutions are wanted it never
// holds many more than those.
type order struct {
	r     *run
	input operator
	keys  []algebra.Key
	by    []int // slots of the keys
	slots []int // of all variables
	limit int64 // how many are wanted, or -1

	in     row
	rows   *table
	ranks  []sortKey // len(keys) for each row
	sorted []int32   // rows in order
	i      int
	filled bool
}

func newOrder(c *compiler, op algebra.Order, s *scope, g given, limit int64) *order {
	vars := op.Vars()
	o := &order{
		r: c.r, input: c.compile(op.Input, s, g), keys: op.Keys, limit: limit,
		slots: c.slotsOf(s, vars), rows: newTable(c.r, len(vars), 0),
	}
	for _, k := range op.Keys {
		o.by = append(o.by, c.slot(s, k.Var))
	}
	return o
}

func (o *order) open(in row) {
	o.in, o.i, o.filled = in, 0, false
	o.keep(0)
}

func (o *order) next(out row) bool {
	if !o.filled {
		o.filled = true
		o.fill(out)
	}
	if o.i >= len(o.sorted) || o.r.err != nil {
		return false
	}
	copy(out, o.in)
	merge(out, o.slots, o.rows.at(int(o.sorted[o.i])))
	o.i++
	return true
}

// fill takes the input in, using row for its solutions.
func (o *order) fill(row row) {
	for o.input.open(o.in); o.input.next(row); {
		gather(o.rows.push(), row, o.slots)
		for i, s := range o.by {
			key := newSortKey(o.r, row[s], o.keys[i].ByValue)
			o.r.charge(sortKeySize + len(key.text))
			o.ranks = append(o.ranks, key)
		}
		if o.limit >= 0 && int64(o.rows.n) >= 2*o.limit+1024 {
			o.sort()
			o.keep(int(o.limit))
		}
	}
	o.sort()
	if o.limit >= 0 {
		o.sorted = o.sorted[:min(int64(len(o.sorted)), o.limit)]
	}
}

// sort orders the rows; those with equal keys by when they came.
func (o *order) sort() {
	o.sorted = o.sorted[:0]
	for i := range o.rows.n {
		o.sorted = append(o.sorted, int32(i))
	}
	o.r.charge(o.rows.n * indexSize)
	n := len(o.keys)
	slices.SortFunc(o.sorted, func(a, b int32) int {
		if !o.r.tick() {
			return 0
		}
		for i, k := range o.keys {
			d := o.ranks[int(a)*n+i].compare(o.ranks[int(b)*n+i])
			if k.Descending {
				d = -d
			}
			if d != 0 {
				return d
			}
		}
		return cmp.Compare(a, b)
	})
	o.r.charge(-o.rows.n * indexSize)
}

// keep drops all but the first n rows of those just sorted.
func (o *order) keep(n int) {
	for _, k := range o.ranks {
		o.r.charge(-sortKeySize - len(k.text))
	}
	rows := newTable(o.r, o.rows.width, 0)
	var ranks []sortKey
	for _, i := range o.sorted[:min(n, len(o.sorted))] {
		copy(rows.push(), o.rows.at(int(i)))
		ranks = append(ranks, o.ranks[int(i)*len(o.keys):][:len(o.keys)]...)
	}
	for _, k := range ranks {
		o.r.charge(sortKeySize + len(k.text))
	}
	o.r.charge(-cap(o.rows.cells) * idSize)
	o.rows, o.ranks, o.sorted = rows, ranks, o.sorted[:0]
}
