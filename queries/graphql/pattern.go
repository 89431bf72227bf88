package graphql

import (
	"slices"
	"strconv"

	"bibgraph/graph/quad"
	"bibgraph/queries/algebra"
	"bibgraph/queries/nested"
)

// root is the variable of the nodes of a root; those of what they have are
// named after it, each by its place in the query.
const root algebra.Var = "."

// at is the variable of the i-th thing of a kind around a node.
func at(node algebra.Var, kind string, i int) algebra.Var {
	return node + algebra.Var(kind+strconv.Itoa(i)+".")
}

// pattern is what a root asks for: nodes that pass its filters.
func (f field) pattern() nested.Pattern {
	p := f.nodes(root, nil)
	if f.first >= 0 || f.offset > 0 {
		p.Op = algebra.Slice{Input: p.Op, Skip: f.offset, Limit: f.first}
	}
	return p
}

// nodes is the pattern of the nodes here to which the operators of way lead.
// How many of them are wanted is left to the caller.
func (f field) nodes(here algebra.Var, way []algebra.Op) nested.Pattern {
	p := nested.Pattern{Here: here, Tag: f.alias}
	way = slices.Concat(way, f.filtering(here))
	if f.everything {
		name, value := at(here, "p", 0), at(here, "", 0)
		op := edge(algebra.V(here), algebra.V(name), algebra.V(value), f.labels, at(here, "l", 0))
		p.Under = []nested.Pattern{{Op: nested.Join(op...), Here: value, Name: name}}
	}
	for i, inner := range f.fields {
		if inner.isNode() {
			continue
		}
		there := at(here, "", i)
		reach := inner.reach(here, there)
		if inner.leaf() && !inner.optional {
			way = append(way, nested.Any(nested.Join(slices.Concat(reach, inner.filtering(there))...), here))
		}
		p.Under = append(p.Under, inner.nodes(there, reach))
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

// reach leads from a node to what stands at a field.
func (f field) reach(here, there algebra.Var) []algebra.Op {
	return directed(here, algebra.T(f.predicate), algebra.V(there), f.reverse, f.labels, there+"l.")
}

// filtering keeps the nodes here that pass the filters, once for each quad by
// which they do.
func (f field) filtering(here algebra.Var) []algebra.Op {
	var ops []algebra.Op
	for i, by := range f.filters {
		switch {
		case by.id && by.any:
		case by.id:
			ops = append(ops, algebra.Values{Var: here, Terms: by.terms})
		default:
			there := algebra.V(at(here, "f", i))
			switch {
			case by.any:
			case len(by.terms) == 1:
				there = algebra.T(by.terms[0])
			default:
				ops = append(ops, algebra.Values{Var: there.Var, Terms: by.terms})
			}
			ops = append(ops, directed(here, algebra.T(by.predicate), there, by.reverse, by.labels, at(here, "l", i))...)
		}
	}
	return ops
}

// directed is edge in either direction.
func directed(here algebra.Var, predicate, there algebra.Slot, reverse bool, labels []quad.Term, label algebra.Var) []algebra.Op {
	if reverse {
		return edge(there, predicate, algebra.V(here), labels, label)
	}
	return edge(algebra.V(here), predicate, there, labels, label)
}

// edge leads from subject to object by quads under one of the labels, to which
// it may bind the variable label, or by all quads if no labels are listed.
func edge(subject, predicate, object algebra.Slot, labels []quad.Term, label algebra.Var) []algebra.Op {
	m := algebra.Match{Subject: subject, Predicate: predicate, Object: object, InGraph: len(labels) > 0}
	switch len(labels) {
	case 0:
		return []algebra.Op{m}
	case 1:
		m.Label = algebra.T(labels[0])
		return []algebra.Op{m}
	default:
		m.Label = algebra.V(label)
		return []algebra.Op{m, algebra.Values{Var: label, Terms: labels}}
	}
}
