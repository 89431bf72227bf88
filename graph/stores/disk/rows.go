package disk

import (
	"encoding/binary"
	"fmt"
	"math"

	"bibgraph/graph"
	"bibgraph/graph/stores/internal/estimate"
)

// Only the functions of this file know how rows are laid out for reading.

// scan gives a cursor over the rows that match the pattern.
func scan(from *reader, pattern graph.Row, order graph.Order) *cursor {
	bound := order.Prefix(pattern)
	c := &cursor{pattern: pattern, order: order}
	ids := order.Permute(pattern)
	for _, id := range ids[bound:] {
		c.filter = c.filter || id != 0
	}
	lower := appendRowKey(nil, 0, order, pattern, bound)
	c.from = from
	c.rows, c.err = from.iterate(lower, after(lower))
	return c
}

// estimateRows gives the number of rows that match the first n positions of
// the pattern in an order. It is exact for few rows; many are counted in a
// sample, the largest that has few of them.
func estimateRows(from *reader, pattern graph.Row, order graph.Order, n int) int64 {
	least := int64(0)
	for level := range lastLevel + 1 {
		weight := int64(1) << (sampleBits * level)
		limit := int64(estimate.Exact)
		if level == lastLevel {
			limit = math.MaxInt64
		}
		rows, err := countKeys(from, appendRowKey(nil, level, order, pattern, n), limit)
		if err != nil {
			return max(least, 1) // the error will meet whoever scans
		}
		if rows <= limit {
			return max(least, rows*weight)
		}
		least = rows * weight
	}
	return least
}

// countKeys counts the keys with the prefix up to one more than the limit.
func countKeys(from *reader, prefix []byte, limit int64) (int64, error) {
	it, err := from.iterate(prefix, after(prefix))
	if err != nil {
		return 0, err
	}
	keys := int64(0)
	for it.First(); it.Valid(); it.Next() {
		if keys++; keys > limit {
			break
		}
	}
	return keys, from.done(it)
}

// total gives the number of rows with a predicate.
func total(from *reader, predicate graph.ID) (uint64, error) {
	value, ok, err := get(from, totalKey(predicate))
	switch {
	case err != nil || !ok:
		return 0, err
	case len(value) != 8:
		return 0, fmt.Errorf("disk: total of predicate %d: %w", predicate, graph.ErrCorrupt)
	}
	return binary.BigEndian.Uint64(value), nil
}

// used reports whether some row has the term.
func used(from *reader, id graph.ID) (bool, error) {
	for _, order := range graph.Orders {
		var pattern graph.Row
		pattern[order.Positions()[0]] = id
		n, err := countKeys(from, appendRowKey(nil, 0, order, pattern, 1), 0)
		if n > 0 || err != nil {
			return n > 0, err
		}
	}
	return false, nil
}
