package graphql

import (
	"strconv"

	"bibgraph/graph/quad"
	"bibgraph/queries/algebra"
	"bibgraph/queries/nested"
)

// lowering turns fields into algebra. All its variables are fresh.
type lowering struct{ vars int }

func (l *lowering) fresh() algebra.Var {
	l.vars++
	return algebra.Var("." + strconv.Itoa(l.vars))
}

// pattern is what a root asks for: nodes that pass its filters.
func (f field) pattern() nested.Pattern {
	l := new(lowering)
	here := l.fresh()
	p := l.object(f, here, nil)
	if f.first >= 0 || f.offset > 0 {
		p.Op = algebra.Slice{Input: p.Op, Skip: f.offset, Limit: f.first}
	}
	return p
}

// object is the pattern of the nodes here to which the operators of way lead.
// How many of them are wanted is left to the caller.
func (l *lowering) object(f field, here algebra.Var, way []algebra.Op) nested.Pattern {
	p := nested.Pattern{Here: here, Tag: f.alias}
	for _, by := range f.filters {
		way = append(way, l.filter(by, here)...)
	}
	if f.everything {
		name, value := l.fresh(), l.fresh()
		op := l.edge(here, algebra.V(name), algebra.V(value), false, f.labels)
		p.Under = []nested.Pattern{{Op: nested.Join(op...), Here: value, Name: name}}
	}
	for _, inner := range f.fields {
		if inner.isNode() {
			continue
		}
		if inner.leaf() && !inner.optional {
			there := l.fresh()
			way = append(way, nested.Any(nested.Join(l.reach(inner, here, there)...), here))
		}
		there := l.fresh()
		p.Under = append(p.Under, l.object(inner, there, l.edge(here, algebra.T(inner.predicate), algebra.V(there), inner.reverse, inner.labels)))
	}
	if len(way) == 0 {
		way = append(way, algebra.Nodes{Var: here})
	}
	p.Op = nested.Join(way...)
	return p
}

// isNode reports whether the field is the node itself, which needs no look at
// the graph.
func (f field) isNode() bool { return f.id && f.leaf() }

// reach leads from a node to the values of a field that pass its filters.
func (l *lowering) reach(f field, here, there algebra.Var) []algebra.Op {
	ops := l.edge(here, algebra.T(f.predicate), algebra.V(there), f.reverse, f.labels)
	for _, by := range f.filters {
		ops = append(ops, l.filter(by, there)...)
	}
	return ops
}

// filter keeps the nodes here that pass, once for each quad by which they do.
func (l *lowering) filter(by filter, here algebra.Var) []algebra.Op {
	switch {
	case by.id && by.any:
		return nil
	case by.id:
		return []algebra.Op{algebra.Values{Var: here, Terms: by.terms}}
	}
	predicate := algebra.T(by.predicate)
	switch {
	case by.any:
		return l.edge(here, predicate, algebra.Any, by.reverse, by.labels)
	case len(by.terms) == 1:
		return l.edge(here, predicate, algebra.T(by.terms[0]), by.reverse, by.labels)
	default:
		there := l.fresh()
		ops := l.edge(here, predicate, algebra.V(there), by.reverse, by.labels)
		return append(ops, algebra.Values{Var: there, Terms: by.terms})
	}
}

// edge leads from here to there by quads under one of the labels, if there are
// any, else by all quads.
func (l *lowering) edge(here algebra.Var, predicate, there algebra.Slot, reverse bool, labels []quad.Term) []algebra.Op {
	m := algebra.Match{Subject: algebra.V(here), Predicate: predicate, Object: there}
	if reverse {
		m.Subject, m.Object = m.Object, m.Subject
	}
	switch len(labels) {
	case 0:
		return []algebra.Op{m}
	case 1:
		m.Label, m.InGraph = algebra.T(labels[0]), true
		return []algebra.Op{m}
	default:
		v := l.fresh()
		m.Label, m.InGraph = algebra.V(v), true
		return []algebra.Op{m, algebra.Values{Var: v, Terms: labels}}
	}
}
