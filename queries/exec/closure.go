package exec

import (
	"slices"

	"bibgraph/graph"
	"bibgraph/queries/algebra"
)

// closure walks a step again and again, breadth first, and gives each node
// reached once. It holds the nodes seen and two levels: that which it steps
// from and that which it finds.
type closure struct {
	r        *run
	input    operator
	from, to int   // slots of the start and of the node reached
	carry    []int // slots that the start binds
	depths   []int
	maxDepth int

	step             operator
	params           []int // slots that the step sees
	stepFrom, stepTo int
	inner, outer     []int // slots of the step's variables, there and here

	in           row
	seen         *table
	level, found *table // a node, then what its start has bound
	i            int    // next node of level
	depth        int
	here         row // what the start of the node has bound
	stepIn       row
	stepOut      row
	started      bool
	stepping     bool
}

func newClosure(c *compiler, op algebra.Closure, s *scope) *closure {
	vars := op.Input.Vars()
	o := &closure{
		r:        c.r,
		input:    c.compile(op.Input, s, given{}),
		carry:    c.slotsOf(s, vars),
		from:     c.slot(s, op.From),
		to:       c.slot(s, op.To),
		depths:   c.slotsOf(s, op.Depth),
		maxDepth: op.MaxDepth,
		params:   c.slotsOf(s, s.params),
		outer:    c.slotsOf(s, op.Step.Vars()),
		seen:     newTable(c.r, 1, 1),
	}
	inner := c.sub(s).but(op.StepFrom)
	inner.params = append(slices.Clone(inner.params), op.StepFrom)
	o.stepFrom, o.stepTo = c.slot(inner, op.StepFrom), c.slot(inner, op.StepTo)
	o.inner = c.slotsOf(inner, op.Step.Vars())
	o.step = c.compile(op.Step, inner, given{})
	o.level, o.found = o.newLevel(), o.newLevel()
	return o
}

func (o *closure) newLevel() *table { return newTable(o.r, 1+len(o.carry), 1) }

func (o *closure) open(in row) {
	if o.here == nil {
		o.here, o.stepIn, o.stepOut = o.r.row(), o.r.row(), o.r.row()
	}
	o.in, o.started, o.stepping = in, false, false
}

// start takes the start nodes in.
func (o *closure) start() {
	o.seen.reset()
	o.level.reset()
	o.found.reset()
	o.i, o.depth = 0, 1
	for o.input.open(o.in); o.input.next(o.here); {
		if id := o.here[o.from]; id != 0 {
			o.reach(o.level, id, o.here)
		}
	}
}

// reach adds a node, with what its start has bound, to a level.
func (o *closure) reach(level *table, id graph.ID, bound row) {
	if i, isNew := level.add([]graph.ID{id}); isNew {
		gather(level.at(i)[1:], bound, o.carry)
	}
}

func (o *closure) next(out row) bool {
	if !o.started {
		o.started = true
		o.start()
	}
	for o.stepping || o.leave() {
		if !o.step.next(o.stepOut) {
			o.stepping = false
			continue
		}
		id := o.stepOut[o.stepTo]
		if id == 0 {
			continue
		}
		if _, isNew := o.seen.add([]graph.ID{id}); !isNew {
			continue
		}
		o.reach(o.found, id, o.here)
		copy(out, o.here)
		for i, s := range o.inner {
			if bound := o.stepOut[s]; bound != 0 {
				out[o.outer[i]] = bound
			}
		}
		out[o.to] = id
		for _, s := range o.depths {
			out[s] = o.r.number(int64(o.depth))
		}
		return o.r.err == nil
	}
	return false
}

// leave begins the step from the next node, of the next level if need be.
func (o *closure) leave() bool {
	if o.i == o.level.n {
		o.level, o.found = o.found, o.level
		o.found.reset()
		o.i = 0
		o.depth++
	}
	if o.i == o.level.n || o.maxDepth >= 0 && o.depth > o.maxDepth || !o.r.tick() {
		return false
	}
	cells := o.level.at(o.i)
	o.i++
	copy(o.here, o.in)
	for i, s := range o.carry {
		o.here[s] = cells[1+i]
	}
	for _, s := range o.params {
		o.stepIn[s] = o.in[s]
	}
	o.stepIn[o.stepFrom] = cells[0]
	o.step.open(o.stepIn)
	o.stepping = true
	return true
}
