package mql

import (
	"strconv"

	"bibgraph/queries/algebra"
	"bibgraph/queries/nested"
)

// root is the variable of the nodes that a query asks for; those of what they
// have are named after it, each by its place in the query.
const root algebra.Var = "."

// at is the variable of what stands at the i-th field of the node here.
func at(here algebra.Var, i int) algebra.Var { return here + algebra.Var(strconv.Itoa(i)+".") }

// pattern is what the nodes that q asks for have and hold.
func (q query) pattern() nested.Pattern {
	ops := q.constraints(root)
	if len(ops) == 0 {
		ops = append(ops, algebra.Nodes{Var: root})
	}
	return nested.Pattern{Op: nested.Join(ops...), Here: root, Under: q.under(root)}
}

// constraints are what must hold of the node here. They say so once, and leave
// the number of solutions as it is.
func (q query) constraints(here algebra.Var) []algebra.Op {
	var ops []algebra.Op
	if q.fixed {
		ops = append(ops, algebra.Values{Var: here, Terms: q.terms})
	}
	for i, f := range q.fields {
		switch {
		case f.query.optional:
		case f.id:
			ops = append(ops, f.query.constraints(here)...)
		default:
			ops = append(ops, nested.Any(f.reach(here, at(here, i)), here))
		}
	}
	return ops
}

// reach leads from a node to what may stand at a field.
func (f field) reach(here, there algebra.Var) algebra.Op {
	if f.predicate.IsZero() { // no node has the empty text
		return nested.Join(algebra.Values{Var: here}, algebra.Values{Var: there})
	}
	m := algebra.Match{Subject: algebra.V(here), Predicate: algebra.T(f.predicate), Object: algebra.V(there)}
	if f.reverse {
		m.Subject, m.Object = m.Object, m.Subject
	}
	return nested.Join(append([]algebra.Op{m}, f.query.constraints(there)...)...)
}

// under are the patterns of the fields, in their order, the id left out.
func (q query) under(here algebra.Var) []nested.Pattern {
	var patterns []nested.Pattern
	for i, f := range q.fields {
		if !f.id {
			there := at(here, i)
			patterns = append(patterns, nested.Pattern{Op: f.reach(here, there), Here: there, Tag: f.key, Under: f.query.under(there)})
		}
	}
	return patterns
}
