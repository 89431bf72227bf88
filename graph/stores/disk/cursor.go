package disk

import (
	"fmt"

	"github.com/cockroachdb/pebble/v2"

	"bibgraph/graph"
)

// heartbeat is the number of rows after which a cursor, and of quads after
// which an update asks whether the work should end.
const heartbeat = 256

// cursor walks over the keys of the rows in one order. The leading positions
// of the pattern bound the keys, the others filter.
type cursor struct {
	from    *reader
	rows    *pebble.Iterator // nil once closed
	pattern graph.Row
	filter  bool
	order   graph.Order
	alive   func() error
	closed  func(*cursor)

	row     graph.Row
	key     []byte
	started bool
	done    bool
	steps   int
	err     error
}

// Next moves to the next row.
func (c *cursor) Next() bool {
	if c.rows == nil || c.done {
		return false
	}
	if !c.started {
		c.started = true
		return c.settle(c.rows.First())
	}
	return c.settle(c.rows.Next())
}

// Seek moves forward to the first row that is not before target.
func (c *cursor) Seek(target graph.Row) bool {
	if c.rows == nil || c.done {
		return false
	}
	if c.started && c.order.Compare(c.row, target) >= 0 {
		return true
	}
	c.started = true
	c.key = appendRowKey(c.key[:0], 0, c.order, target, len(target))
	return c.settle(c.rows.SeekGE(c.key))
}

// settle goes on from where the iterator stands to a row that matches; ok
// tells whether it stands on a row.
func (c *cursor) settle(ok bool) bool {
	for ; ok; ok = c.rows.Next() {
		if c.steps++; c.steps%heartbeat == 0 {
			if c.err = c.alive(); c.err != nil {
				break
			}
		}
		key := c.rows.Key()
		if len(key) != rowKeyBytes {
			c.err = fmt.Errorf("disk: table %s: %w", c.order, graph.ErrCorrupt)
			break
		}
		row := c.order.Restore(readRowKey(key))
		if !c.filter || c.pattern.Matches(row) {
			c.row = row
			return true
		}
	}
	c.done = true
	if err := c.rows.Error(); err != nil && c.err == nil {
		c.err = failed("scan "+c.order.String(), err)
	}
	return false
}

// Row is the current row.
func (c *cursor) Row() graph.Row { return c.row }

// Err is the error that ended the walk.
func (c *cursor) Err() error { return c.err }

// Close frees the iterator. What went wrong before is told by Err.
func (c *cursor) Close() error {
	if c.rows == nil {
		return nil
	}
	_ = c.from.done(c.rows) // repeats the error of the walk
	c.rows = nil
	c.closed(c)
	return nil
}
