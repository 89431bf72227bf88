// Package estimate guesses the number of rows of any pattern for a store that
// can count those of a leading pattern.
package estimate

import "bibgraph/graph"

// Exact is the number of rows up to which an estimate of a leading pattern is
// exact, as graph.Snapshot promises.
const Exact = 64

// walked is how many rows are looked through for a pattern that leads no order.
const walked = 1024

// Rows guesses how many rows match the pattern. count gives, exactly up to
// Exact, the rows that match the first n positions of the pattern in an order.
func Rows(
	pattern graph.Row,
	count func(pattern graph.Row, order graph.Order, n int) int64,
	scan func(graph.Row, graph.Order) graph.Cursor,
) int64 {
	bound := 0
	for _, id := range pattern {
		if id != 0 {
			bound++
		}
	}
	order := graph.OrderFor(pattern)
	if n := order.Prefix(pattern); n == bound {
		return count(pattern, order, n)
	}

	// Nothing leads to the rows alone: the smallest range that has them all is
	// looked through, the first part of it if it is large.
	within := count(pattern, order, order.Prefix(pattern))
	for _, o := range graph.Orders {
		if n := o.Prefix(pattern); o != order && n > 0 {
			if c := count(pattern, o, n); c < within {
				order, within = o, c
			}
		}
	}
	var leading graph.Row
	positions := order.Positions()
	for _, p := range positions[:order.Prefix(pattern)] {
		leading[p] = pattern[p]
	}
	c := scan(leading, order)
	seen, matched := int64(0), int64(0)
	for seen < walked && c.Next() {
		seen++
		if pattern.Matches(c.Row()) {
			matched++
		}
	}
	// A walk that failed is a guess too: the error will meet whoever scans.
	more := seen == walked && c.Next() || c.Err() != nil
	_ = c.Close() // nothing but memory is held
	if more {
		matched = max(1, matched, within*matched/walked)
	}
	return matched
}
