package gizmo

import "bibgraph/queries/algebra"

// save tags the other ends of quads without going there. A node without such
// a quad is dropped unless it is optional.
type save struct {
	by       choice
	inward   bool
	optional bool
	tag      string
	labels   labelContext
}

func (s save) lower(l *lowering, st state) state {
	// The slots may bring constraints of their own, which are optional too.
	side, predicate := l.slot(state{here: st.here, tags: st.tags}, s.by, nil)
	side, label := s.labels.slot(l, side)
	value := l.fresh()
	ends := [2]algebra.Slot{algebra.V(st.here), algebra.V(value)}
	if s.inward {
		ends[0], ends[1] = ends[1], ends[0]
	}
	side = side.join(s.labels.edge(ends[0], predicate, ends[1], label))
	if s.optional {
		st.op = algebra.LeftJoin{Left: st.source(), Right: side.op}
	} else {
		st = st.join(side.op)
	}
	st.tags = side.tags.set(s.tag, value)
	return st
}

func (s save) reverse() (step, error) { return s, nil }
