package gizmo

import "bibgraph/queries/algebra"

// slice passes over some ways and keeps at most limit, if it is not negative.
type slice struct{ skip, limit int64 }

func (s slice) lower(_ *lowering, st state) state {
	st.op = algebra.Slice{Input: st.source(), Skip: s.skip, Limit: s.limit}
	return st
}

func (s slice) reverse() (step, error) { return s, nil }

// order sorts by the text form of the node.
type order struct{}

func (s order) lower(_ *lowering, st state) state {
	st.op = algebra.Order{Input: st.source(), Keys: []algebra.Key{{Var: st.here}}}
	return st
}

func (s order) reverse() (step, error) { return s, nil }
