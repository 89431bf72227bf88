package disk

import (
	"slices"

	"bibgraph/graph"
)

// rowRoom is memory for rows that is used again.
type rowRoom [3][]graph.Row

// take gives empty room for n rows.
func (r *rowRoom) take(i, n int) []graph.Row {
	if cap(r[i]) < n {
		r[i] = make([]graph.Row, 0, n)
	}
	return r[i][:0]
}

// sorted gives the rows in the order of SPOG, each once. It keeps their memory
// and gives other.
func (r *rowRoom) sorted(rows []graph.Row) []graph.Row {
	other := r.take(0, len(rows))[:len(rows)]
	positions := graph.SPOG.Positions()
	for i := len(positions) - 1; i >= 0; i-- {
		rows, other = sortBy(positions[i], rows, other)
	}
	r[0] = other
	return slices.Compact(rows)
}

// eachOrder calls f with the rows in each order. The rows are in that of SPOG,
// and are not what they were afterwards. As sorting keeps the sequence of rows
// that have the same ID in a position, one pass leads from one order to another:
//
//	SPOG ─ by label ─→ GSPO
//	SPOG ─ by object ─→ OSPG ─ by predicate ─→ POSG
//
// The two ways are gone at the same time, so that f is called from two
// goroutines.
func eachOrder(rows []graph.Row, room *rowRoom, f func(graph.Order, []graph.Row) error) error {
	others := append(room.take(1, len(rows)), rows...)
	return together([]func() error{
		func() error {
			if err := f(graph.SPOG, rows); err != nil {
				return err
			}
			byLabel, _ := sortBy(graph.Label, rows, room.take(0, len(rows))[:len(rows)])
			return f(graph.GSPO, byLabel)
		},
		func() error {
			byObject, free := sortBy(graph.Object, others, room.take(2, len(rows))[:len(rows)])
			if err := f(graph.OSPG, byObject); err != nil {
				return err
			}
			byPredicate, _ := sortBy(graph.Predicate, byObject, free)
			return f(graph.POSG, byPredicate)
		},
	})
}

const (
	digitBits = 11
	digits    = 4 // of an ID, of 40 bits
)

// sortBy sorts rows by a position and leaves those with the same ID there in
// their sequence. It passes over digits that are the same in all rows, as most
// of an ID are. The other slice is room of the same size.
func sortBy(position int, rows, other []graph.Row) (sorted, room []graph.Row) {
	var starts [digits][1 << digitBits]int
	for i := range rows {
		id := rows[i][position]
		for d := range digits {
			starts[d][id>>(d*digitBits)%(1<<digitBits)]++
		}
	}
	for d := range digits {
		if len(rows) > 0 && starts[d][rows[0][position]>>(d*digitBits)%(1<<digitBits)] == len(rows) {
			continue
		}
		next := 0
		for i, n := range starts[d] {
			starts[d][i] = next
			next += n
		}
		for i := range rows {
			at := &starts[d][rows[i][position]>>(d*digitBits)%(1<<digitBits)]
			other[*at] = rows[i]
			*at++
		}
		rows, other = other, rows
	}
	return rows, other
}
