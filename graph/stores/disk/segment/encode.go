package segment

import (
	"encoding/binary"
	"slices"

	"bibgraph/graph"
)

// sampled says that the book is made from one page in so many.
const sampled = 8

// encoded is a chapter as it goes into a file, but that the places in its part of
// the index count from its first page.
type encoded struct {
	chapter
	rows  []graph.Row
	index []byte
	pages []byte
}

// encode makes a chapter of its rows.
func (e *encoded) encode(order graph.Order) {
	b := makeBookFor(order, e.rows)
	e.chapter, e.index, e.pages = b.chapter, e.index[:0], e.pages[:0]
	for rows := range slices.Chunk(e.rows, PageRows) {
		start := len(e.index)
		e.index = append(keyOf(order, rows[0]).append(e.index), 0)
		e.index = binary.BigEndian.AppendUint32(e.index, uint32(len(e.pages)))
		e.pages = b.appendPage(e.pages, e.index[start:], order, rows)
	}
}

// makeBookFor makes the book and the first expectations of rows from a sample.
func makeBookFor(order graph.Order, all []graph.Row) *writerBook {
	b := &writerBook{}
	for rows := all; len(rows) > 0; rows = rows[min(len(rows), sampled*PageRows):] {
		b.slots[rows[0][graph.Predicate]%slotCount] = rows[0][graph.Object]
	}
	seen := map[widths]int{}
	for rows := all; len(rows) > 0; rows = rows[min(len(rows), sampled*PageRows):] {
		m := b.start(rows[0])
		for _, row := range rows[1:min(len(rows), PageRows)] {
			before := m.last
			d := m.differences(order, &row)
			seen[measure(order.Positions(), &before, &row, &d)]++
		}
	}
	b.book = makeBook(seen)
	return b
}
