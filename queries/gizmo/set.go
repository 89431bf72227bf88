package gizmo

import "bibgraph/queries/algebra"

// and keeps the nodes that the other path also ends at, once for each pair of
// ways; the tags of both stay.
type and struct{ path path }

func (s and) lower(l *lowering, st state) state {
	other := l.pathAt(s.path, st.here)
	if other.op != nil {
		st = st.join(other.op)
	}
	st.tags = st.tags.merge(other.tags)
	return st
}

func (s and) reverse() (step, error) { return s, nil }

// or goes on with the ways of both paths.
type or struct{ path path }

func (s or) lower(l *lowering, st state) state {
	if st.returning {
		return st // the other path does not come from where back() returns to
	}
	other := l.path(s.path)
	left, right := st.source(), other.source()
	alias := func(a, b algebra.Var) algebra.Var {
		v := l.fresh()
		left = algebra.Extend{Input: left, To: v, From: a}
		right = algebra.Extend{Input: right, To: v, From: b}
		return v
	}
	st.here = alias(st.here, other.here)
	for _, t := range other.tags {
		if at, ok := st.tags.get(t.name); ok {
			t.at = alias(at, t.at)
		}
		st.tags = st.tags.set(t.name, t.at)
	}
	st.op = algebra.Union{Branches: []algebra.Op{left, right}}
	return st
}

func (s or) reverse() (step, error) { return s, nil }

// except drops the nodes that the other path ends at.
type except struct{ path path }

func (s except) lower(l *lowering, st state) state {
	st.op = algebra.Minus{Left: st.source(), Right: l.pathAt(s.path, st.here).source(), On: st.here}
	return st
}

func (s except) reverse() (step, error) { return s, nil }

// distinct keeps the first way to each node.
type distinct struct{}

func (s distinct) lower(_ *lowering, st state) state {
	st.op = algebra.Distinct{Input: st.source(), On: []algebra.Var{st.here}}
	return st
}

func (s distinct) reverse() (step, error) { return s, nil }
