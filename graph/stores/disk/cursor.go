package disk

import (
	"fmt"

	"github.com/cockroachdb/pebble/v2"

	"bibgraph/graph"
	"bibgraph/graph/stores/disk/segment"
)

// heartbeat is the number of rows after which a cursor, and of quads after
// which an update asks whether the work should end.
const heartbeat = 256

// cursor walks over the rows of the sealed files in one order, with those that
// Pebble has on top. The leading positions of the pattern bound the rows, the
// others filter.
type cursor struct {
	snap    *snapshot
	pattern graph.Row
	order   graph.Order
	bound   int       // leading positions
	lower   graph.Row // they alone
	filter  bool      // by the others

	sealed *segment.Cursor // nil if there are no files, or once closed
	rows   []graph.Row     // of the files, those that are decoded and in bounds
	at     int             // in rows
	last   bool            // no row in bounds comes after rows

	changes *pebble.Iterator // nil if Pebble has none, or once closed
	change  graph.Row        // where changes stands, if changed
	changed bool
	gone    bool // change takes a row of the files away

	onSealed, onChange bool // what row came from
	row                graph.Row
	started, done      bool
	closed             bool
	before, behind     *cursor // of those that the snapshot has open
	steps              int
	err                error
}

// Next moves to the next row.
func (c *cursor) Next() bool {
	if c.changes == nil && c.at+1 < len(c.rows) && !c.filter {
		c.at++
		c.row = c.rows[c.at]
		return true
	}
	if c.done || c.closed {
		return false
	}
	if !c.started {
		c.started = true
		if c.sealed != nil {
			c.seekSealed(c.lower)
		}
		if c.changes != nil {
			c.readChange(c.changes.First())
		}
		return c.settle()
	}
	return c.move()
}

// Seek moves forward to the first row that is not before target.
func (c *cursor) Seek(target graph.Row) bool {
	if c.done || c.closed {
		return false
	}
	if c.started && c.order.Compare(c.row, target) >= 0 {
		return true
	}
	if c.sealed != nil {
		if !c.started && c.order.Compare(target, c.lower) < 0 {
			c.seekSealed(c.lower)
		} else if !c.started || c.at < len(c.rows) {
			c.seekSealed(target)
		}
	}
	if c.changes != nil && (!c.started || c.changed && c.order.Compare(c.change, target) < 0) {
		var key [rowKeyBytes]byte
		c.readChange(c.changes.SeekGE(appendRowKey(key[:0], c.order, target, len(target))))
	}
	c.started = true
	return c.settle()
}

// move leaves the current row.
func (c *cursor) move() bool {
	c.leave()
	return c.settle()
}

func (c *cursor) leave() {
	if c.onSealed {
		if c.at++; c.at == len(c.rows) {
			c.refill()
		}
	}
	if c.onChange {
		c.readChange(c.changes.Next())
	}
}

// settle goes on from where the files and the changes stand to a row that is
// there and matches.
func (c *cursor) settle() bool {
	for ; c.err == nil; c.leave() {
		if c.steps++; c.steps%heartbeat == 0 {
			if c.err = c.snap.alive(); c.err != nil {
				break
			}
		}
		c.onSealed, c.onChange = c.at < len(c.rows), c.changed
		if !c.onSealed && !c.onChange {
			break
		}
		if c.onSealed && c.onChange {
			d := c.order.Compare(c.rows[c.at], c.change)
			c.onSealed, c.onChange = d <= 0, d >= 0
		}
		if c.onChange && c.gone {
			continue
		}
		row := c.change
		if c.onSealed {
			row = c.rows[c.at]
		}
		if !c.filter || c.pattern.Matches(row) {
			c.row = row
			return true
		}
	}
	c.done = true
	c.rows, c.at = nil, 0
	return false
}

// seekSealed moves in the files to the first row that is not before target.
func (c *cursor) seekSealed(target graph.Row) {
	c.sealed.Skip(c.at)
	c.rows, c.at = nil, 0
	c.take(c.sealed.Seek(target))
}

// refill reads on in the files.
func (c *cursor) refill() {
	n := len(c.rows)
	c.rows, c.at = nil, 0
	if c.last {
		return
	}
	if c.steps += n; c.steps >= heartbeat {
		c.steps = 0
		if c.err = c.snap.alive(); c.err != nil {
			return
		}
	}
	c.sealed.Skip(n - 1)
	c.take(c.sealed.Next())
}

// take has the rows that the files decoded, as far as they are in bounds; ok
// tells whether there are any.
func (c *cursor) take(ok bool) {
	if !ok {
		c.last = true
		if err := c.sealed.Err(); err != nil {
			c.err = damaged(err)
		}
		return
	}
	rows := c.sealed.Rows()
	if c.bound > 0 && !c.inside(&rows[len(rows)-1]) {
		c.last = true
		low, high := 0, len(rows)-1
		for low < high {
			if middle := (low + high) / 2; c.inside(&rows[middle]) {
				low = middle + 1
			} else {
				high = middle
			}
		}
		rows = rows[:low]
	}
	c.rows = rows
}

// inside reports whether a row that is not before the bounds is in them.
func (c *cursor) inside(row *graph.Row) bool {
	positions := c.order.Positions()
	for _, p := range positions[:c.bound] {
		if row[p] != c.pattern[p] {
			return false
		}
	}
	return true
}

// readChange reads where the iterator stands; ok tells whether it does.
func (c *cursor) readChange(ok bool) {
	c.changed = false
	if !ok {
		if err := c.changes.Error(); err != nil {
			c.err = failed("scan "+c.order.String(), err)
		}
		return
	}
	key := c.changes.Key()
	value, err := c.changes.ValueAndErr()
	if err != nil {
		c.err = failed("scan "+c.order.String(), err)
		return
	}
	if len(key) != rowKeyBytes {
		c.err = fmt.Errorf("disk: table %s: %w", c.order, graph.ErrCorrupt)
		return
	}
	c.change, c.changed, c.gone = c.order.Restore(readRowKey(key)), true, len(value) > 0
}

// Row is the current row.
func (c *cursor) Row() graph.Row { return c.row }

// Err is the error that ended the walk.
func (c *cursor) Err() error { return c.err }

// Close frees the cursor. What went wrong before is told by Err.
func (c *cursor) Close() error {
	if c.closed {
		return nil
	}
	c.closed = true
	c.rows, c.at = nil, 0
	if c.sealed != nil {
		c.sealed.Close()
		c.sealed = nil
	}
	if c.changes != nil {
		_ = c.snap.from.done(c.changes) // repeats the error of the walk
		c.changes = nil
	}
	if c.snap != nil {
		c.snap.forget(c)
	}
	return nil
}
