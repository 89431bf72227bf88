package disk

import (
	"slices"

	"bibgraph/graph"
)

// sortRows gives the rows sorted by an order.
func sortRows(order graph.Order, rows []graph.Row) []graph.Row {
	sorted, other := slices.Clone(rows), make([]graph.Row, len(rows))
	for _, p := range slices.Backward(positionsOf(order)) {
		sorted, other = sortBy(p, sorted, other)
	}
	return sorted
}

func positionsOf(order graph.Order) []int {
	p := order.Positions()
	return p[:]
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
