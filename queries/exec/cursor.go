package exec

import "bibgraph/graph"

// cursor is a store's cursor that can be aimed again and again. As long as the
// targets ascend, one store cursor serves them all by seeking, and no work is
// done where the current row already answers.
type cursor struct {
	r     *run
	cur   graph.Cursor
	order graph.Order
	base  graph.Row // what cur was opened with

	// No row lies between from and at, or the end: after a seek from is the
	// target, after a step it is the row before at.
	from    graph.Row
	stepped bool
	at      graph.Row
	end     bool

	patience int // rows to step over before a seek
}

func newCursor(r *run) *cursor {
	c := &cursor{r: r, patience: nearby}
	r.cursors = append(r.cursors, c)
	return c
}

// nearby is how many rows are stepped over before a seek is worth its price;
// after a target that was not so near it is one.
const nearby = 3

// aim moves to the first row that is not before target among the rows that
// have the non-zero positions of base, which lead in order.
func (c *cursor) aim(base, target graph.Row, order graph.Order) bool {
	if c.cur == nil || c.order != order || c.base != base || !c.ahead(target) {
		c.close()
		c.cur, c.order, c.base = c.r.snap.Scan(base, order), order, base
		c.r.stats.Seeks++
		c.from, c.stepped, c.end = target, false, false
		if base == target {
			return c.land(c.cur.Next())
		}
		return c.land(c.cur.Seek(target))
	}
	for n := 0; !c.end && order.Compare(target, c.at) > 0; n++ {
		if n >= c.patience {
			c.patience = 1
			c.r.stats.Seeks++
			c.from, c.stepped = target, false
			return c.land(c.cur.Seek(target))
		}
		c.step()
	}
	c.patience = nearby
	return !c.end && c.r.err == nil
}

// ahead reports whether no row from target on has been passed.
func (c *cursor) ahead(target graph.Row) bool {
	d := c.order.Compare(target, c.from)
	return d > 0 || d == 0 && !c.stepped
}

// step moves to the next row.
func (c *cursor) step() bool {
	if c.end {
		return false
	}
	c.from, c.stepped = c.at, true
	return c.land(c.cur.Next())
}

func (c *cursor) land(ok bool) bool {
	if !ok {
		c.end = true
		if err := c.cur.Err(); err != nil {
			c.r.fail(err)
		}
		return false
	}
	c.r.stats.Rows++
	c.at = c.cur.Row()
	return c.r.tick()
}

func (c *cursor) close() {
	if c.cur != nil {
		if err := c.cur.Close(); err != nil {
			c.r.fail(err)
		}
		c.cur = nil
	}
}
