package exec

import (
	"bibgraph/graph"
	"bibgraph/queries/algebra"
)

// How many terms are asked for at first, and at most at a time.
const (
	firstNodes = 16
	mostNodes  = 1024
)

// nodes binds a slot to every term in use, once each, in the order of IDs.
type nodes struct {
	r       *run
	slot    int
	classes classes // what is of no other is of no use
	in      row
	buffer  []graph.ID
	left    []graph.ID // of the buffer, to be given
	last    graph.ID   // the last one of the buffer
	done    bool
}

func newNodes(c *compiler, op algebra.Nodes, s *scope) *nodes {
	return &nodes{r: c.r, slot: c.slot(s, op.Var), classes: anyClass}
}

func (o *nodes) open(in row) {
	o.in, o.left, o.last, o.done = in, nil, 0, false
	o.buffer = o.buffer[:0]
}

func (o *nodes) next(out row) bool {
	id := o.in[o.slot]
	if id != 0 {
		if o.done || !o.r.inUse(id) {
			return false
		}
		o.done = true
	} else {
		if len(o.left) == 0 && !o.fill() {
			return false
		}
		id, o.left = o.left[0], o.left[1:]
	}
	copy(out, o.in)
	out[o.slot] = id
	return o.r.tick()
}

// fill asks for more terms, more each time.
func (o *nodes) fill() bool {
	if o.done || o.r.err != nil {
		return false
	}
	if n := min(max(firstNodes, 4*len(o.buffer)), mostNodes); n > cap(o.buffer) {
		o.buffer = make([]graph.ID, 0, n)
	}
	for o.buffer = o.buffer[:0]; o.last < firstLocal-1 && !o.classes.has((o.last + 1).Class()); {
		o.last = graph.NumberedID((o.last + 1).Class(), graph.MaxNumber)
	}
	if o.last < firstLocal-1 {
		o.buffer = o.r.nodes(o.buffer, o.last)
	}
	if len(o.buffer) == 0 {
		o.done = true
		return false
	}
	o.left, o.last = o.buffer, o.buffer[len(o.buffer)-1]
	return true
}

// nodes appends the next IDs in use to ids, as far as its capacity goes.
func (r *run) nodes(ids []graph.ID, after graph.ID) []graph.ID {
	r.stats.Seeks++
	ids, err := r.snap.Nodes(ids, after)
	if err != nil {
		r.fail(err)
		return nil
	}
	r.stats.Rows += int64(len(ids))
	return ids
}

// inUse reports whether some quad has the term, in any position.
func (r *run) inUse(id graph.ID) bool {
	if id >= firstLocal {
		return false
	}
	var buffer [1]graph.ID
	ids := r.nodes(buffer[:0], id-1)
	return len(ids) == 1 && ids[0] == id
}
