package gizmo

import (
	"slices"

	"bibgraph/graph/quad"
	"bibgraph/queries/algebra"
)

// choice says which terms a predicate or label may be: any, or the terms
// listed and all that the paths lead to.
type choice struct {
	any   bool
	terms []quad.Term
	paths []path
}

// slot makes the slot of a Match for c. Constants stand in the slot itself;
// all else becomes a variable that st constrains. Tags point to the variable.
func (l *lowering) slot(st state, c choice, tags []string) (state, algebra.Slot) {
	switch {
	case len(tags) > 0:
	case c.any:
		return st, algebra.Any
	case len(c.terms) == 1 && len(c.paths) == 0:
		return st, algebra.T(c.terms[0])
	}
	v := l.fresh()
	if !c.any {
		st = l.choose(st, c, v)
	}
	st.tags = st.tags.setAll(tags, v)
	return st, algebra.V(v)
}

// choose binds v to each term of c. The tags of paths are kept.
func (l *lowering) choose(st state, c choice, v algebra.Var) state {
	var branches []algebra.Op
	if len(c.terms) > 0 || len(c.paths) == 0 {
		branches = append(branches, algebra.Values{Var: v, Terms: c.terms})
	}
	for _, p := range c.paths {
		chosen := l.pathAt(p, v)
		if chosen.op == nil && len(c.paths) == 1 && len(branches) == 0 {
			// All nodes: the Match binds v to whatever it finds.
			st.tags = st.tags.merge(chosen.tags)
			return st
		}
		branches = append(branches, chosen.source())
		st.tags = st.tags.merge(chosen.tags)
	}
	if len(branches) == 1 {
		return st.join(branches[0])
	}
	return st.join(algebra.Union{Branches: branches})
}

// labelContext limits steps to quads of some labels. The zero context takes
// all quads, with a label or without.
type labelContext struct {
	set    bool
	labels choice
	tags   []string
}

func (c labelContext) slot(l *lowering, st state) (state, algebra.Slot) {
	if !c.set {
		return st, algebra.Any
	}
	return l.slot(st, c.labels, c.tags)
}

// edge is a Match between two nodes under a label context.
func (c labelContext) edge(subject, predicate, object, label algebra.Slot) algebra.Match {
	return algebra.Match{Subject: subject, Predicate: predicate, Object: object, Label: label, InGraph: c.set}
}

// unique drops doubles, which a choice of constants does not have.
func unique(terms []quad.Term) []quad.Term {
	var out []quad.Term
	for _, t := range terms {
		if !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}
