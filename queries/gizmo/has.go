package gizmo

import (
	"bibgraph/graph/quad"
	"bibgraph/queries/algebra"
)

// test makes a condition on a variable.
type test func(algebra.Var) algebra.Cond

// filter keeps the nodes that pass all tests.
type filter struct{ tests []test }

func (s filter) lower(_ *lowering, st state) state {
	st.op = filtered(st.source(), st.here, s.tests)
	return st
}

func (s filter) reverse() (step, error) { return s, nil }

func filtered(op algebra.Op, v algebra.Var, tests []test) algebra.Op {
	if len(tests) == 0 {
		return op
	}
	conds := make([]algebra.Cond, len(tests))
	for i, t := range tests {
		conds[i] = t(v)
	}
	return algebra.Filter{Input: op, Conds: conds}
}

// has keeps the nodes with a quad to one of the values, or to any that passes
// all tests; once for each such quad.
type has struct {
	by     choice
	inward bool
	any    bool
	values []quad.Term
	tests  []test
	labels labelContext
}

func (s has) lower(l *lowering, st state) state {
	st, predicate := l.slot(st, s.by, nil)
	st, label := s.labels.slot(l, st)
	value := algebra.Any
	switch {
	case len(s.tests) > 0:
		value = algebra.V(l.fresh())
	case s.any:
	case len(s.values) == 1:
		value = algebra.T(s.values[0])
	default:
		value = algebra.V(l.fresh())
		st = st.join(algebra.Values{Var: value.Var, Terms: s.values})
	}
	ends := [2]algebra.Slot{algebra.V(st.here), value}
	if s.inward {
		ends[0], ends[1] = ends[1], ends[0]
	}
	return st.join(filtered(s.labels.edge(ends[0], predicate, ends[1], label), value.Var, s.tests))
}

func (s has) reverse() (step, error) { return s, nil }
