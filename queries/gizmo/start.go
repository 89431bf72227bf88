package gizmo

import (
	"bibgraph/graph/quad"
	"bibgraph/queries/algebra"
)

// start is g.V(): the nodes of the terms, doubles too, or all nodes. Inside a
// morphism it keeps only those nodes.
type start struct {
	all   bool
	terms []quad.Term
}

func (s start) lower(_ *lowering, st state) state {
	if s.all {
		return st
	}
	return st.join(algebra.Values{Var: st.here, Terms: s.terms})
}

func (s start) reverse() (step, error) { return s, nil }

// is keeps the nodes of the terms.
type is struct{ terms []quad.Term }

func (s is) lower(_ *lowering, st state) state {
	return st.join(algebra.Values{Var: st.here, Terms: s.terms})
}

func (s is) reverse() (step, error) { return s, nil }
