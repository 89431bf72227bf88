package mql

import (
	"strconv"

	"bibgraph/queries/algebra"
	"bibgraph/queries/nested"
)

// lowering turns queries into algebra. All its variables are fresh.
type lowering struct{ vars int }

func (l *lowering) fresh() algebra.Var {
	l.vars++
	return algebra.Var("." + strconv.Itoa(l.vars))
}

// pattern is what the nodes that q asks for have and hold.
func (q query) pattern() nested.Pattern {
	l := new(lowering)
	here := l.fresh()
	ops := l.constraints(q, here)
	if len(ops) == 0 {
		ops = append(ops, algebra.Nodes{Var: here})
	}
	return nested.Pattern{Op: nested.Join(ops...), Here: here, Under: l.under(q, here)}
}

// constraints are what must hold of the node here. They say so once, and leave
// the number of solutions as it is.
func (l *lowering) constraints(q query, here algebra.Var) []algebra.Op {
	var ops []algebra.Op
	if q.fixed {
		ops = append(ops, algebra.Values{Var: here, Terms: q.terms})
	}
	for _, f := range q.fields {
		switch {
		case f.query.optional:
		case f.id:
			ops = append(ops, l.constraints(f.query, here)...)
		default:
			ops = append(ops, nested.Any(l.reach(f, here, l.fresh()), here))
		}
	}
	return ops
}

// reach leads from a node to what may stand at a field.
func (l *lowering) reach(f field, here, there algebra.Var) algebra.Op {
	if f.predicate.IsZero() { // no node has the empty text
		return nested.Join(algebra.Values{Var: here}, algebra.Values{Var: there})
	}
	m := algebra.Match{Subject: algebra.V(here), Predicate: algebra.T(f.predicate), Object: algebra.V(there)}
	if f.reverse {
		m.Subject, m.Object = m.Object, m.Subject
	}
	return nested.Join(append([]algebra.Op{m}, l.constraints(f.query, there)...)...)
}

// under are the patterns of the fields, in their order, the id left out.
func (l *lowering) under(q query, here algebra.Var) []nested.Pattern {
	var patterns []nested.Pattern
	for _, f := range q.fields {
		if f.id {
			continue
		}
		there := l.fresh()
		patterns = append(patterns, nested.Pattern{
			Op: l.reach(f, here, there), Here: there, Tag: f.key, Under: l.under(f.query, there),
		})
	}
	return patterns
}
