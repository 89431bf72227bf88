package memory

import (
	"slices"

	"github.com/tidwall/btree"

	"bibgraph/graph"
)

// heartbeat is the number of rows after which a cursor asks whether the work
// should end.
const heartbeat = 256

// cursor walks over the part of a tree that the leading positions of the
// pattern bound, and filters by the others.
type cursor struct {
	rows    btree.IterG[graph.Row]
	pattern graph.Row // as it was given
	bounds  graph.Row // laid out in the order
	bound   int       // leading positions that bound
	order   graph.Order
	alive   func() error
	row     graph.Row
	started bool
	done    bool
	steps   int
	err     error
}

func newCursor(tree *btree.BTreeG[graph.Row], pattern graph.Row, order graph.Order, alive func() error) *cursor {
	return &cursor{
		rows: tree.Iter(), pattern: pattern, order: order, alive: alive,
		bounds: order.Permute(pattern), bound: order.Prefix(pattern),
	}
}

// Next moves to the next row.
func (c *cursor) Next() bool {
	if !c.started {
		return c.Seek(graph.Row{})
	}
	return !c.done && c.settle(c.rows.Next())
}

// Seek moves forward to the first row that is not before target.
func (c *cursor) Seek(target graph.Row) bool {
	if c.done {
		return false
	}
	if c.started && c.order.Compare(c.row, target) >= 0 {
		return true
	}
	c.started = true
	key := c.order.Permute(target)
	var low graph.Row
	copy(low[:], c.bounds[:c.bound])
	if lessRow(key, low) {
		key = low
	}
	return c.settle(c.rows.Seek(key))
}

// settle goes on from where the tree stands to a row that matches; ok tells
// whether it stands on a row.
func (c *cursor) settle(ok bool) bool {
	for ; ok; ok = c.rows.Next() {
		if c.steps++; c.steps%heartbeat == 0 {
			if c.err = c.alive(); c.err != nil {
				break
			}
		}
		key := c.rows.Item()
		if !slices.Equal(key[:c.bound], c.bounds[:c.bound]) {
			break
		}
		if row := c.order.Restore(key); c.pattern.Matches(row) {
			c.row = row
			return true
		}
	}
	c.done = true
	return false
}

// Row is the current row.
func (c *cursor) Row() graph.Row { return c.row }

// Err is the error that ended the walk.
func (c *cursor) Err() error { return c.err }

// Close ends the walk.
func (c *cursor) Close() error {
	c.done = true
	return nil
}
