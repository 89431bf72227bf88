package gizmo

import "bibgraph/queries/algebra"

type direction uint8

const (
	out direction = iota
	in
	both
)

// move goes over quads to the nodes at their other ends.
type move struct {
	direction direction
	by        choice
	tags      []string // of the predicate
	labels    labelContext
}

func (s move) lower(l *lowering, st state) state {
	here := algebra.V(st.here)
	st, predicate := l.slot(st, s.by, s.tags)
	st, label := s.labels.slot(l, st)
	st.here = l.fresh()
	there := algebra.V(st.here)

	forth := s.labels.edge(here, predicate, there, label)
	back := s.labels.edge(there, predicate, here, label)
	switch s.direction {
	case out:
		return st.join(forth)
	case in:
		return st.join(back)
	default:
		return st.join(algebra.Union{Branches: []algebra.Op{back, forth}})
	}
}

func (s move) reverse() (step, error) {
	switch s.direction {
	case out:
		s.direction = in
	case in:
		s.direction = out
	case both:
	}
	return s, nil
}
