package querytest_test

import (
	"pgregory.net/rapid"

	"bibgraph/graph/quad"
	"bibgraph/queries/algebra"
)

// Few terms and variables, so that things meet.
var (
	refs   = []quad.Term{quad.IRI("a"), quad.IRI("b"), quad.IRI("c"), quad.Blank("d")}
	preds  = []quad.Term{quad.IRI("p"), quad.IRI("q"), quad.IRI("a")}
	values = []quad.Term{
		quad.Int(5), quad.Typed("05", quad.XSD+"int"), quad.Int(1), quad.Int(2),
		quad.String("abc"), quad.Lang("abc", "en"), quad.Typed("2020", quad.XSDGYear),
	}
	labels  = []quad.Term{{}, {}, quad.IRI("g"), quad.IRI("a")}
	missing = []quad.Term{quad.IRI("nope"), quad.Int(77)}
	vars    = []algebra.Var{"a", "b", "c", "d"}
)

func all(lists ...[]quad.Term) *rapid.Generator[quad.Term] {
	var terms []quad.Term
	for _, l := range lists {
		terms = append(terms, l...)
	}
	return rapid.SampledFrom(terms)
}

func drawGraph(t *rapid.T) []quad.Quad {
	return rapid.SliceOfNDistinct(rapid.Custom(func(t *rapid.T) quad.Quad {
		return quad.Quad{
			Subject:   all(refs).Draw(t, "subject"),
			Predicate: all(preds).Draw(t, "predicate"),
			Object:    all(refs, values).Draw(t, "object"),
			Label:     all(labels).Draw(t, "label"),
		}
	}), 0, 14, rapid.ID[quad.Quad]).Draw(t, "graph")
}

func drawVar(t *rapid.T) algebra.Var { return rapid.SampledFrom(vars).Draw(t, "var") }

func drawVars(t *rapid.T, from []algebra.Var) []algebra.Var {
	var out []algebra.Var
	for _, v := range from {
		if rapid.Bool().Draw(t, "keep") {
			out = append(out, v)
		}
	}
	return out
}

func drawTerms(t *rapid.T) []quad.Term {
	return rapid.SliceOfN(all(refs, values, missing), 0, 3).Draw(t, "terms")
}

func drawSlot(t *rapid.T, terms *rapid.Generator[quad.Term]) algebra.Slot {
	switch rapid.IntRange(0, 5).Draw(t, "slot") {
	case 0:
		return algebra.Any
	case 1, 2:
		return algebra.T(terms.Draw(t, "term"))
	default:
		return algebra.V(drawVar(t))
	}
}

func drawMatch(t *rapid.T) algebra.Op {
	m := algebra.Match{
		Subject:   drawSlot(t, all(refs)),
		Predicate: drawSlot(t, all(preds)),
		Object:    drawSlot(t, all(refs, values, missing)),
		InGraph:   rapid.IntRange(0, 3).Draw(t, "in graph") == 0,
	}
	if rapid.Bool().Draw(t, "label") {
		m.Label = drawSlot(t, all(labels))
	}
	return m
}

func drawCond(t *rapid.T) algebra.Cond {
	v := drawVar(t)
	switch rapid.IntRange(0, 2).Draw(t, "cond") {
	case 0:
		return algebra.Compare{
			Var: v, Cmp: algebra.Cmp(rapid.IntRange(0, 3).Draw(t, "cmp")),
			Value: rapid.SampledFrom([]quad.Term{quad.Int(2), quad.Int(5), quad.IRI("b")}).Draw(t, "value"),
		}
	case 1:
		return algebra.Like{Var: v, Pattern: rapid.SampledFrom([]string{"a%", "b%", "20%"}).Draw(t, "pattern")}
	default:
		return algebra.OneOf{Var: v, Terms: drawTerms(t)}
	}
}

// drawTree draws a tree whose bag of solutions is settled: nothing in it picks
// one of several solutions by the order in which they come.
func drawTree(t *rapid.T, depth int) algebra.Op {
	if depth == 0 {
		switch rapid.IntRange(0, 6).Draw(t, "leaf") {
		case 0:
			return algebra.Values{Var: drawVar(t), Terms: drawTerms(t), Free: rapid.Bool().Draw(t, "free")}
		case 1:
			return algebra.Nodes{Var: drawVar(t)}
		case 2:
			return algebra.Unit{}
		default:
			return drawMatch(t)
		}
	}
	sub := func() algebra.Op { return drawTree(t, rapid.IntRange(0, depth-1).Draw(t, "depth")) }
	switch rapid.IntRange(0, 15).Draw(t, "operator") {
	case 0, 1, 2, 3, 4:
		return algebra.Join{Left: sub(), Right: sub()}
	case 5, 6:
		return algebra.LeftJoin{Left: sub(), Right: sub()}
	case 7:
		branches := make([]algebra.Op, rapid.IntRange(0, 3).Draw(t, "branches"))
		for i := range branches {
			branches[i] = sub()
		}
		return algebra.Union{Branches: branches}
	case 8:
		return algebra.Minus{Left: sub(), Right: sub(), On: drawVar(t)}
	case 9, 10:
		return algebra.Filter{Input: sub(), Conds: rapid.SliceOfN(rapid.Custom(drawCond), 0, 2).Draw(t, "conds")}
	case 11:
		return algebra.Extend{Input: sub(), To: drawVar(t), From: drawVar(t)}
	case 12:
		return algebra.Project{Input: sub(), Keep: drawVars(t, vars)}
	case 13:
		keep := drawVars(t, vars)
		return algebra.Distinct{Input: algebra.Project{Input: sub(), Keep: keep}, On: keep}
	case 14:
		if rapid.Bool().Draw(t, "slice") {
			s := rapid.SampledFrom([]algebra.Slice{{Limit: -1}, {Limit: 0}, {Limit: 1 << 40}, {Skip: 1 << 40, Limit: 5}}).Draw(t, "slice")
			s.Input = sub()
			if rapid.Bool().Draw(t, "order") {
				s.Input = algebra.Order{Input: s.Input, Keys: []algebra.Key{{Var: drawVar(t)}}}
			}
			return s
		}
		return algebra.Group{Input: sub(), By: drawVars(t, vars[1:]), Count: "a"}
	default:
		to, depthVar := drawVar(t), algebra.Var("n")
		from, stepFrom, stepTo := drawVar(t), drawVar(t), drawVar(t)
		return algebra.Project{
			Keep: []algebra.Var{to, depthVar},
			Input: algebra.Closure{
				Input: sub(), From: from, To: to,
				Step: drawStep(t, 2), StepFrom: stepFrom, StepTo: stepTo,
				MaxDepth: rapid.IntRange(-1, 3).Draw(t, "max"),
				Depth:    []algebra.Var{depthVar},
			},
		}
	}
}

// drawStep draws a step of a closure for which it makes no difference whether
// its start is bound before or after.
func drawStep(t *rapid.T, depth int) algebra.Op {
	switch rapid.IntRange(0, 3+depth).Draw(t, "step") {
	case 4:
		return algebra.Join{Left: drawStep(t, depth-1), Right: drawStep(t, depth-1)}
	case 5:
		return algebra.Union{Branches: []algebra.Op{drawStep(t, depth-1), drawStep(t, depth-1)}}
	default:
		return drawMatch(t)
	}
}
