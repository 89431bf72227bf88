package disk

import (
	"math"

	"github.com/cockroachdb/pebble/v2"

	"bibgraph/graph"
	"bibgraph/graph/stores/internal/estimate"
)

// scan and count are the only two that know how rows are laid out for reading.

// scan gives a cursor over the rows that match the pattern.
func scan(from pebble.Reader, pattern graph.Row, order graph.Order) *cursor {
	bound := order.Prefix(pattern)
	c := &cursor{pattern: pattern, order: order}
	ids := order.Permute(pattern)
	for _, id := range ids[bound:] {
		c.filter = c.filter || id != 0
	}
	lower := appendRowKey(nil, 0, order, pattern, bound)
	it, err := from.NewIter(&pebble.IterOptions{LowerBound: lower, UpperBound: after(lower)})
	if err != nil {
		c.err = failed("scan", err)
		return c
	}
	c.rows = it
	return c
}

// count gives the number of rows that match the first n positions of the
// pattern in an order. It is exact for few rows; many are counted in a sample,
// the largest that has few of them.
func count(from pebble.Reader, pattern graph.Row, order graph.Order, n int) int64 {
	least := int64(0)
	for level := range lastLevel + 1 {
		weight := int64(1) << (sampleBits * level)
		limit := int64(estimate.Exact)
		if level == lastLevel {
			limit = math.MaxInt64
		}
		lower := appendRowKey(nil, level, order, pattern, n)
		rows, ok := countKeys(from, lower, limit)
		if !ok {
			return max(least, 1) // the error will meet whoever scans
		}
		if rows <= limit {
			return max(least, rows*weight)
		}
		least = rows * weight
	}
	return least
}

// countKeys counts the keys with the prefix up to one more than the limit, and
// tells whether they could be read.
func countKeys(from pebble.Reader, prefix []byte, limit int64) (int64, bool) {
	it, err := from.NewIter(&pebble.IterOptions{LowerBound: prefix, UpperBound: after(prefix)})
	if err != nil {
		return 0, false
	}
	keys := int64(0)
	for it.First(); it.Valid(); it.Next() {
		if keys++; keys > limit {
			break
		}
	}
	return keys, it.Close() == nil
}
