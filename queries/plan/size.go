package plan

import (
	"maps"
	"math"

	"bibgraph/graph/quad"
	"bibgraph/queries/algebra"
)

// given is what is bound before an operator runs, and for some variables the
// terms that they are bound to.
type given map[algebra.Var][]quad.Term

// fewTerms is up to how many listed terms the store is asked about each.
const fewTerms = 16

func newGiven(vars []algebra.Var) given {
	g := make(given)
	for _, v := range vars {
		g[v] = nil
	}
	return g
}

// add takes what op binds in.
func (g given) add(op algebra.Op) {
	for _, v := range algebra.Bound(op) {
		if !g.has(v) {
			g[v] = nil
		}
	}
	if o, ok := op.(algebra.Values); ok && len(o.Terms) <= fewTerms {
		g[o.Var] = o.Terms
	}
}

func (g given) after(op algebra.Op) given {
	after := maps.Clone(g)
	after.add(op)
	return after
}

func (g given) has(v algebra.Var) bool {
	_, ok := g[v]
	return ok
}

// size guesses how many solutions op gives for each solution of what is given.
// The factors are rough; they need only put plans into a sensible order.
func (p *planner) size(op algebra.Op, g given) float64 {
	switch o := op.(type) {
	case algebra.Unit:
		return 1
	case algebra.Values:
		if g.has(o.Var) {
			return 0.5
		}
		return float64(len(o.Terms))
	case algebra.Nodes:
		if g.has(o.Var) {
			return 1
		}
		return p.estimate(algebra.Match{}) / 2
	case algebra.Match:
		return p.matchSize(o, g)
	case algebra.Join:
		return p.size(o.Left, g) * p.size(o.Right, g.after(o.Left))
	case algebra.LeftJoin:
		return p.size(o.Left, g) * max(1, p.size(o.Right, g.after(o.Left)))
	case algebra.Union:
		n := 0.0
		for _, b := range o.Branches {
			n += p.size(b, g)
		}
		return n
	case algebra.Filter:
		return p.size(o.Input, g) * math.Pow(0.3, float64(len(o.Conds)))
	case algebra.Project:
		kept := make(given)
		for _, v := range o.Keep {
			if g.has(v) {
				kept[v] = g[v]
			}
		}
		return p.size(o.Input, kept)
	case algebra.Group:
		if len(o.By) == 0 {
			return 1
		}
		return p.size(o.Input, given{})
	case algebra.Slice:
		n := p.size(o.Input, given{})
		if o.Limit >= 0 {
			n = min(n, float64(o.Limit))
		}
		return n
	case algebra.Closure:
		// The whole of it is walked, whatever is bound.
		const growth = 20
		return growth * p.size(o.Input, given{}) * max(1, p.size(o.Step, newGiven([]algebra.Var{o.StepFrom})))
	case algebra.Distinct:
		return min(p.size(o.Input, g), p.estimate(algebra.Match{}))
	case algebra.Minus, algebra.Extend, algebra.Order:
		return p.size(op.Inputs()[0], g)
	default:
		panic(op)
	}
}

// matchSize takes the estimate for the constants and what is known of the
// variables down by a power for each other bound variable. Of a hundred
// thousand quads a subject has some four, an object ten, a predicate or label
// tens of thousands.
func (p *planner) matchSize(m algebra.Match, g given) float64 {
	power := 1.0
	choices := []algebra.Match{m}
	bind := func(slot func(*algebra.Match) *algebra.Slot, rest float64) {
		v := slot(&m).Var
		switch terms := g[v]; {
		case v == "" || !g.has(v):
		case len(terms) > 0 && len(terms)*len(choices) <= fewTerms:
			var product []algebra.Match
			for _, c := range choices {
				for _, t := range terms {
					*slot(&c) = algebra.T(t)
					product = append(product, c)
				}
			}
			choices = product
		default:
			power *= rest
		}
	}
	bind(func(m *algebra.Match) *algebra.Slot { return &m.Subject }, 0.12)
	bind(func(m *algebra.Match) *algebra.Slot { return &m.Predicate }, 0.9)
	bind(func(m *algebra.Match) *algebra.Slot { return &m.Object }, 0.2)
	bind(func(m *algebra.Match) *algebra.Slot { return &m.Label }, 0.9)
	n := 0.0
	for _, c := range choices {
		n += p.estimate(c)
	}
	return math.Pow(n/float64(len(choices)), power)
}

// estimate asks the store once.
func (p *planner) estimate(m algebra.Match) float64 {
	n, ok := p.known[m]
	if !ok {
		n = p.est(m)
		p.known[m] = n
	}
	return float64(n)
}
