package gizmo

import "bibgraph/queries/algebra"

// follow walks a morphism; its own label contexts rule inside it.
type follow struct{ path path }

func (s follow) lower(l *lowering, st state) state { return l.steps(s.path.steps, st) }

func (s follow) reverse() (step, error) {
	back, err := s.path.reverse()
	return follow{back}, err
}

// recursive walks a morphism again and again and gives every node reached
// once, at its smallest depth.
type recursive struct {
	path     path
	maxDepth int      // < 0: none
	tags     []string // of the depth
}

// defaultDepth is how deep a recursion goes that names no depth.
const defaultDepth = 50

func (s recursive) lower(l *lowering, st state) state {
	from := l.fresh()
	inner := l.steps(s.path.steps, state{here: from})
	walk := algebra.Closure{
		Input: st.source(), From: st.here, To: l.fresh(),
		Step: inner.source(), StepFrom: from, StepTo: inner.here,
		MaxDepth: s.maxDepth,
	}
	if inner.here == from { // a morphism that stays where it is
		walk.StepTo = l.fresh()
		walk.Step = algebra.Extend{Input: walk.Step, To: walk.StepTo, From: from}
	}
	st.tags = st.tags.merge(inner.tags)
	if len(s.tags) > 0 {
		depth := l.fresh()
		walk.Depth = []algebra.Var{depth}
		st.tags = st.tags.setAll(s.tags, depth)
	}
	st.op, st.here = walk, walk.To
	return st
}

func (s recursive) reverse() (step, error) {
	back, err := s.path.reverse()
	s.path = back
	return s, err
}
