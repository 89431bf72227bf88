package gizmo

import (
	"fmt"

	"bibgraph/queries/algebra"
)

// around goes from nodes to what stands in the quads around them, each label
// or predicate once for the whole path.
type around struct {
	method string
	edges  func(here, found algebra.Slot) []algebra.Op
}

func (s around) lower(l *lowering, st state) state {
	found := l.fresh()
	edges := s.edges(algebra.V(st.here), algebra.V(found))
	if len(edges) == 1 {
		st = st.join(edges[0])
	} else {
		st = st.join(algebra.Union{Branches: edges})
	}
	st.op, st.here = algebra.Distinct{Input: st.op, On: []algebra.Var{found}}, found
	return st
}

func (s around) reverse() (step, error) {
	return nil, fmt.Errorf("there is no way back over %s()", s.method)
}

func labelEdges(here, found algebra.Slot) []algebra.Op {
	return []algebra.Op{
		algebra.Match{Subject: here, Label: found},
		algebra.Match{Object: here, Label: found},
	}
}

func inEdges(here, found algebra.Slot) []algebra.Op {
	return []algebra.Op{algebra.Match{Predicate: found, Object: here}}
}

func outEdges(here, found algebra.Slot) []algebra.Op {
	return []algebra.Op{algebra.Match{Subject: here, Predicate: found}}
}

// savePredicates tags the predicates of the quads around a node, a way for
// each quad.
type savePredicates struct {
	edges func(here, found algebra.Slot) []algebra.Op
	tag   string
}

func (s savePredicates) lower(l *lowering, st state) state {
	found := l.fresh()
	st = st.join(s.edges(algebra.V(st.here), algebra.V(found))[0])
	st.tags = st.tags.set(s.tag, found)
	return st
}

func (s savePredicates) reverse() (step, error) { return s, nil }
