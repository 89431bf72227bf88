package querytest_test

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"bibgraph/graph/quad"
	"bibgraph/queries/algebra"
)

// binding is a solution of the reference evaluator.
type binding map[algebra.Var]quad.Term

func (b binding) String() string {
	var words []string
	for v, t := range b {
		words = append(words, fmt.Sprintf("%s=%s", v, t))
	}
	slices.Sort(words)
	return strings.Join(words, " ")
}

// join gives the union of compatible solutions.
func (b binding) join(c binding) (binding, bool) {
	out := maps.Clone(b)
	for v, t := range c {
		if u, ok := out[v]; ok && u != t {
			return nil, false
		}
		out[v] = t
	}
	return out, true
}

func (b binding) keep(vars []algebra.Var) binding {
	out := binding{}
	for _, v := range vars {
		if t, ok := b[v]; ok {
			out[v] = t
		}
	}
	return out
}

// reference evaluates trees in the plainest way: every operator by its
// definition, bottom up, nothing bound from outside.
type reference struct {
	quads []quad.Quad
	size  int // solutions made, to give up on what grows too large
}

const tooMany = 20_000

func (r *reference) terms() []quad.Term {
	var terms []quad.Term
	for _, q := range r.quads {
		for _, t := range q.Terms() {
			if !t.IsZero() && !slices.Contains(terms, t) {
				terms = append(terms, t)
			}
		}
	}
	return terms
}

func (r *reference) joinAll(left, right []binding, keepLeft bool) []binding {
	var out []binding
	for _, a := range left {
		found := false
		for _, b := range right {
			if r.size > tooMany {
				return nil
			}
			if c, ok := a.join(b); ok {
				out, found = append(out, c), true
				r.size++
			}
		}
		if !found && keepLeft {
			out = append(out, a)
		}
	}
	return out
}

func (r *reference) eval(op algebra.Op) []binding {
	if r.size > tooMany {
		return nil
	}
	var out []binding
	switch o := op.(type) {
	case algebra.Unit:
		return []binding{{}}
	case algebra.Values:
		for _, t := range o.Terms {
			n := len(out)
			for _, u := range r.terms() {
				if u.Canonical() == t.Canonical() {
					out = append(out, binding{o.Var: u})
				}
			}
			if len(out) == n && o.Free {
				out = append(out, binding{o.Var: t})
			}
		}
	case algebra.Nodes:
		for _, t := range r.terms() {
			out = append(out, binding{o.Var: t})
		}
	case algebra.Match:
		for _, q := range r.quads {
			if b, ok := matchQuad(o, q); ok {
				out = append(out, b)
			}
		}
	case algebra.Join:
		return r.joinAll(r.eval(o.Left), r.eval(o.Right), false)
	case algebra.LeftJoin:
		return r.joinAll(r.eval(o.Left), r.eval(o.Right), true)
	case algebra.Union:
		for _, b := range o.Branches {
			out = append(out, r.eval(b)...)
		}
	case algebra.Minus:
		gone := map[quad.Term]bool{}
		for _, b := range r.eval(o.Right) {
			gone[b[o.On]] = true
		}
		for _, b := range r.eval(o.Left) {
			if t, ok := b[o.On]; !ok || !gone[t] {
				out = append(out, b)
			}
		}
	case algebra.Filter:
		for _, b := range r.eval(o.Input) {
			if !slices.ContainsFunc(o.Conds, func(c algebra.Cond) bool { return !holds(c, b) }) {
				out = append(out, b)
			}
		}
	case algebra.Extend:
		for _, b := range r.eval(o.Input) {
			if t, ok := b[o.From]; ok {
				b = b.keep(op.Vars())
				b[o.To] = t
			}
			out = append(out, b)
		}
	case algebra.Project:
		for _, b := range r.eval(o.Input) {
			out = append(out, b.keep(o.Keep))
		}
	case algebra.Distinct:
		seen := map[string]bool{}
		for _, b := range r.eval(o.Input) {
			if key := b.keep(o.On).String(); !seen[key] {
				seen[key] = true
				out = append(out, b)
			}
		}
	case algebra.Group:
		counts := map[string]int64{}
		groups := map[string]binding{}
		if len(o.By) == 0 {
			counts[""], groups[""] = 0, binding{}
		}
		for _, b := range r.eval(o.Input) {
			b = b.keep(o.By)
			groups[b.String()] = b
			counts[b.String()]++
		}
		for key, b := range groups {
			b = b.keep(o.By)
			b[o.Count] = quad.Int(counts[key])
			out = append(out, b)
		}
	case algebra.Order:
		return r.eval(o.Input)
	case algebra.Slice:
		out = r.eval(o.Input)
		out = out[min(len(out), int(o.Skip)):]
		if o.Limit >= 0 {
			out = out[:min(len(out), int(o.Limit))]
		}
	case algebra.Closure:
		return r.closure(o)
	}
	r.size += len(out)
	return out
}

func (r *reference) closure(o algebra.Closure) []binding {
	steps := r.eval(o.Step)
	level := r.eval(o.Input)
	level = slices.DeleteFunc(level, func(b binding) bool { return b[o.From].IsZero() })
	for i, b := range level {
		level[i] = b.keep(o.Input.Vars())
		level[i]["<here>"] = b[o.From]
	}
	var out []binding
	seen := map[quad.Term]bool{}
	for depth := 1; len(level) > 0 && (o.MaxDepth < 0 || depth <= o.MaxDepth); depth++ {
		var found []binding
		for _, start := range level {
			for _, step := range steps {
				step, fits := step.join(binding{o.StepFrom: start["<here>"]})
				to, reaches := step[o.StepTo]
				if !fits || !reaches || seen[to] {
					continue
				}
				seen[to] = true
				b := start.keep(o.Input.Vars())
				next, _ := b.join(binding{"<here>": to})
				found = append(found, next)
				maps.Copy(b, step.keep(o.Step.Vars()))
				b[o.To] = to
				for _, v := range o.Depth {
					b[v] = quad.Int(int64(depth))
				}
				out = append(out, b)
			}
		}
		level = found
	}
	return out
}

func matchQuad(m algebra.Match, q quad.Quad) (binding, bool) {
	if m.InGraph && q.Label.IsZero() {
		return nil, false
	}
	b := binding{}
	for i, slot := range []algebra.Slot{m.Subject, m.Predicate, m.Object, m.Label} {
		t := q.Terms()[i]
		switch {
		case slot.Var == "":
			if !slot.Term.IsZero() && slot.Term.Canonical() != t.Canonical() {
				return nil, false
			}
		case t.IsZero():
		default:
			if u, ok := b[slot.Var]; ok && u != t {
				return nil, false
			}
			b[slot.Var] = t
		}
	}
	return b, true
}

// holds knows the conditions that the random trees have: a number or an IRI
// compared, a prefix, a list of values.
func holds(c algebra.Cond, b binding) bool {
	t, ok := b[algebra.CondVar(c)]
	if !ok {
		return false
	}
	switch c := c.(type) {
	case algebra.Compare:
		if c.Value.Kind() == quad.KindIRI {
			return t.Kind() == quad.KindIRI && stands(c.Cmp, strings.Compare(t.Value(), c.Value.Value()))
		}
		if !strings.HasPrefix(t.Datatype(), quad.XSD+"int") {
			return false
		}
		n, _ := strconv.Atoi(t.Value())
		m, _ := strconv.Atoi(c.Value.Value())
		return stands(c.Cmp, n-m)
	case algebra.Like:
		number := strings.HasPrefix(t.Datatype(), quad.XSD+"int")
		return !number && strings.HasPrefix(t.Value(), strings.TrimSuffix(c.Pattern, "%"))
	case algebra.Regex, algebra.Language, algebra.Search:
		panic("no random tree looks into texts")
	case algebra.OneOf:
		return slices.ContainsFunc(c.Terms, func(u quad.Term) bool { return u.Canonical() == t.Canonical() })
	default:
		panic(c)
	}
}

func stands(c algebra.Cmp, d int) bool {
	return map[algebra.Cmp]bool{
		algebra.Less: d < 0, algebra.LessOrEqual: d <= 0,
		algebra.Greater: d > 0, algebra.GreaterOrEqual: d >= 0,
	}[c]
}
