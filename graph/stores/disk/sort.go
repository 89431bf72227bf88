package disk

import (
	"slices"

	"bibgraph/graph"
)

// packedRow is a row in less memory: IDs have 40 bits.
type packedRow struct {
	low  [4]uint32
	high [4]uint8
}

// packedBytes is what a packed row takes.
const packedBytes = 20

func pack(row graph.Row) (p packedRow) {
	for i, id := range row {
		p.low[i], p.high[i] = uint32(id), uint8(id>>32)
	}
	return p
}

// id gives the ID in a position.
func (r *packedRow) id(position int) graph.ID {
	return graph.ID(r.high[position])<<32 | graph.ID(r.low[position])
}

func (r *packedRow) row() graph.Row { return graph.Row{r.id(0), r.id(1), r.id(2), r.id(3)} }

// rowRoom is memory for rows that is used again.
type rowRoom struct{ rows []packedRow }

// take gives room for n rows.
func (r *rowRoom) take(n int) []packedRow {
	if cap(r.rows) < n {
		r.rows = inHugePages(make([]packedRow, 0, n))
	}
	return r.rows[:n]
}

// sorted gives the rows in the order of SPOG, each once. It keeps their memory
// and gives other.
func (r *rowRoom) sorted(rows []packedRow) []packedRow {
	other := r.take(len(rows))
	positions := graph.SPOG.Positions()
	for i := len(positions) - 1; i >= 0; i-- {
		rows, other = sortBy(positions[i], rows, other)
	}
	r.rows = other
	return slices.Compact(rows)
}

// eachOrder calls f with the rows in each order. The rows are in that of SPOG,
// and are not what they were afterwards. As sorting keeps the sequence of rows
// that have the same ID in a position, few passes lead from one order to another:
//
//	SPOG ─ by object ─→ OSPG ─ by predicate ─→ POSG ─ by subject, by label ─→ GSPO
func (r *rowRoom) eachOrder(rows []packedRow, f func(graph.Order, []packedRow) error) error {
	other := r.take(len(rows))
	err := f(graph.SPOG, rows)
	for _, next := range []struct {
		order graph.Order
		by    []int
	}{
		{graph.OSPG, []int{graph.Object}},
		{graph.POSG, []int{graph.Predicate}},
		{graph.GSPO, []int{graph.Subject, graph.Label}},
	} {
		if err != nil {
			return err
		}
		for _, position := range next.by {
			rows, other = sortBy(position, rows, other)
		}
		err = f(next.order, rows)
	}
	return err
}

const (
	digits    = 4 // of an ID, of 40 bits
	digitBits = 10
	digitMask = 1<<digitBits - 1
)

// sortBy sorts rows by a position and leaves those with the same ID there in
// their sequence. It passes over digits that are the same in all rows, as most
// of an ID are. The other slice is room of the same size.
func sortBy(position int, rows, other []packedRow) (sorted, room []packedRow) {
	var starts [digits][digitMask + 1]int
	for i := range rows {
		id := rows[i].id(position)
		for d := range digits {
			starts[d][id>>(d*digitBits)&digitMask]++
		}
	}
	for d := range digits {
		if len(rows) > 0 && starts[d][rows[0].id(position)>>(d*digitBits)&digitMask] == len(rows) {
			continue
		}
		next := 0
		for i, n := range starts[d] {
			starts[d][i] = next
			next += n
		}
		shift := d * digitBits
		for i := range rows {
			at := &starts[d][rows[i].id(position)>>shift&digitMask]
			other[*at] = rows[i]
			*at++
		}
		rows, other = other, rows
	}
	return rows, other
}
