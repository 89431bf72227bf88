package exec

import (
	"bibgraph/graph"
	"bibgraph/queries/algebra"
)

// nodes binds a slot to every term in use, once each, in the order of IDs. The
// leading IDs of the four orders are merged, and each order is sought past the
// ID just given, so that no row but the first of an ID is looked at.
type nodes struct {
	r       *run
	slot    int
	in      row
	cursors [len(graph.Orders)]*cursor
	more    [len(graph.Orders)]bool
	last    graph.ID // the ID given last; NoLabel before the first
	done    bool
}

func newNodes(c *compiler, op algebra.Nodes, s *scope) *nodes {
	o := &nodes{r: c.r, slot: c.slot(s, op.Var)}
	for i := range o.cursors {
		o.cursors[i] = newCursor(c.r)
	}
	return o
}

func (o *nodes) open(in row) {
	o.in, o.last, o.done = in, graph.NoLabel, false
	if in[o.slot] == 0 {
		for i := range o.cursors {
			o.more[i] = true
			o.pass(i)
		}
	}
}

func (o *nodes) next(out row) bool {
	if o.done || o.r.err != nil {
		return false
	}
	id := o.in[o.slot]
	if id != 0 {
		o.done = true
		if !o.r.inUse(id) {
			return false
		}
	} else if id = o.least(); id == 0 {
		o.done = true
		return false
	}
	copy(out, o.in)
	out[o.slot] = id
	return true
}

// least gives the least leading ID after the last one, 0 if there is none.
func (o *nodes) least() graph.ID {
	var least graph.ID
	for i, c := range o.cursors {
		if !o.more[i] {
			continue
		}
		if id := lead(c); id == o.last {
			if o.pass(i); !o.more[i] {
				continue
			}
		}
		if id := lead(c); least == 0 || id < least {
			least = id
		}
	}
	o.last = least
	return least
}

// pass moves cursor i past the rows that lead with the last ID.
func (o *nodes) pass(i int) {
	var target graph.Row
	target[graph.Orders[i].Positions()[0]] = o.last + 1
	o.more[i] = o.cursors[i].aim(graph.Row{}, target, graph.Orders[i])
}

// lead is the ID that the row of the cursor is sorted on first.
func lead(c *cursor) graph.ID { return c.at[c.order.Positions()[0]] }
