package exec

import (
	"maps"
	"slices"

	"bibgraph/queries/algebra"
)

// compiler turns a tree into operators and numbers its variables.
type compiler struct {
	r     *run
	width int
}

// scope maps the variables of a part of the tree to slots. A variable dropped
// by Project, or used on the right of Minus, has a slot of its own there.
type scope struct {
	slots map[algebra.Var]int

	// params are bound for the part as a whole and seen at every depth: the
	// StepFrom of the closures around it.
	params []algebra.Var
}

func newScope() *scope { return &scope{slots: make(map[algebra.Var]int)} }

// sub makes a scope that shares the kept variables with s.
func (c *compiler) sub(s *scope, keep ...algebra.Var) *scope {
	in := newScope()
	in.params = s.params
	for _, v := range append(slices.Clone(s.params), keep...) {
		in.slots[v] = c.slot(s, v)
	}
	return in
}

// but makes a scope like s in which v is another variable.
func (s *scope) but(v algebra.Var) *scope {
	slots := maps.Clone(s.slots)
	delete(slots, v)
	return &scope{slots: slots, params: algebra.Without(s.params, []algebra.Var{v})}
}

// slot gives the slot of v, a new one at first sight, and -1 for no variable.
func (c *compiler) slot(s *scope, v algebra.Var) int {
	if v == "" {
		return -1
	}
	i, ok := s.slots[v]
	if !ok {
		i = c.width
		c.width++
		s.slots[v] = i
	}
	return i
}

func (c *compiler) slotsOf(s *scope, vars []algebra.Var) []int {
	slots := make([]int, len(vars))
	for i, v := range vars {
		slots[i] = c.slot(s, v)
	}
	return slots
}

// given tells what the row may have bound when an operator is opened, and what
// of it surely is. Parameters are not listed.
type given struct{ maybe, sure []algebra.Var }

func (g given) only(vars []algebra.Var) given {
	return given{algebra.Intersect(g.maybe, vars), algebra.Intersect(g.sure, vars)}
}

func (g given) without(vars []algebra.Var) given {
	return given{algebra.Without(g.maybe, vars), algebra.Without(g.sure, vars)}
}

// after is what is given once op has given a solution.
func (g given) after(op algebra.Op) given {
	return given{algebra.Both(g.maybe, op.Vars()), algebra.Both(g.sure, algebra.Bound(op))}
}

// compile makes the operator of op, shielded from bindings that would change
// what it means.
func (c *compiler) compile(op algebra.Op, s *scope, g given) operator {
	hide := algebra.Intersect(c.fragile(op, s), g.maybe)
	o := c.bare(op, s, g.without(hide))
	if len(hide) > 0 {
		o = &shield{input: o, hidden: c.slotsOf(s, hide), r: c.r}
	}
	return o
}

// fragile gives the variables for which it makes a difference whether op is
// run with them bound or its solutions are picked by them afterwards.
func (c *compiler) fragile(op algebra.Op, s *scope) []algebra.Var {
	var vars []algebra.Var
	switch o := op.(type) {
	case algebra.LeftJoin:
		vars = algebra.Without(o.Right.Vars(), algebra.Bound(o.Left))
	case algebra.Minus:
		vars = algebra.Without([]algebra.Var{o.On}, algebra.Bound(o.Left))
	case algebra.Filter:
		for _, cond := range o.Conds {
			vars = append(vars, algebra.CondVar(cond))
		}
		vars = algebra.Without(vars, algebra.Bound(o.Input))
	case algebra.Extend:
		vars = algebra.Without([]algebra.Var{o.From}, algebra.Bound(o.Input))
	case algebra.Distinct:
		vars = algebra.Without(o.Input.Vars(), algebra.Intersect(o.On, algebra.Bound(o.Input)))
	case algebra.Group:
		vars = algebra.Without(o.Vars(), algebra.Intersect(o.By, algebra.Bound(o.Input)))
	case algebra.Slice, algebra.Closure:
		vars = op.Vars()
	case algebra.Unit, algebra.Values, algebra.Nodes, algebra.Match, algebra.Join,
		algebra.Union, algebra.Project, algebra.Order:
	}
	return algebra.Without(vars, s.params)
}

// bare makes the operator of op.
func (c *compiler) bare(op algebra.Op, s *scope, g given) operator {
	switch o := op.(type) {
	case algebra.Unit:
		return &unit{}
	case algebra.Values:
		return newValues(c, o, s)
	case algebra.Nodes:
		return newNodes(c, o, s)
	case algebra.Match:
		return newScan(c, o, s)
	case algebra.Join:
		return &join{
			r:     c.r,
			left:  c.compile(o.Left, s, g),
			right: c.right(o.Left, o.Right, s, g),
		}
	case algebra.LeftJoin:
		return &leftJoin{
			r:     c.r,
			left:  c.compile(o.Left, s, g),
			right: c.right(o.Left, o.Right, s, g),
		}
	case algebra.Union:
		u := &union{branches: make([]operator, len(o.Branches))}
		for i, b := range o.Branches {
			u.branches[i] = c.compile(b, s, g)
		}
		return u
	case algebra.Minus:
		return newMinus(c, o, s, g)
	case algebra.Filter:
		return newFilter(c, o, s, g)
	case algebra.Extend:
		return newExtend(c, o, s, g)
	case algebra.Project:
		return c.compile(o.Input, c.sub(s, o.Keep...), g.only(o.Keep))
	case algebra.Distinct:
		return newDistinct(c, o, s, g)
	case algebra.Group:
		return newGroup(c, o, s, g)
	case algebra.Order:
		return newOrder(c, o, s, g, -1)
	case algebra.Slice:
		return newSlice(c, o, s, g)
	case algebra.Closure:
		return newClosure(c, o, s)
	default:
		panic(op)
	}
}

// right makes the right side of a join. If it can seek what the left side has
// bound it is run for each solution of the left side; otherwise it is run once
// and kept in a hash table.
func (c *compiler) right(left, right algebra.Op, s *scope, g given) operator {
	after := g.after(left)
	if atMostOne(left) || seeks(right, algebra.Both(after.sure, s.params)) {
		return c.compile(right, s, after)
	}
	return newHashed(c, right, s, after)
}

// seeks reports whether op does little work for each row in which the bound
// variables are bound.
func seeks(op algebra.Op, bound []algebra.Var) bool {
	switch o := op.(type) {
	case algebra.Unit, algebra.Values:
		return true
	case algebra.Nodes:
		return slices.Contains(bound, o.Var)
	case algebra.Match:
		return len(o.Vars()) == 0 || len(algebra.Intersect(algebra.Bound(o), bound)) > 0
	case algebra.Join:
		return seeks(o.Left, bound)
	case algebra.LeftJoin:
		return seeks(o.Left, algebra.Without(bound, algebra.Without(o.Right.Vars(), algebra.Bound(o.Left))))
	case algebra.Union:
		for _, b := range o.Branches {
			if !seeks(b, bound) {
				return false
			}
		}
		return true
	case algebra.Minus:
		return seeks(o.Left, algebra.Intersect(bound, algebra.Bound(o.Left)))
	case algebra.Filter:
		return seeks(o.Input, algebra.Intersect(bound, algebra.Bound(o.Input)))
	case algebra.Extend:
		return seeks(o.Input, extendBound(o, bound))
	case algebra.Project:
		return seeks(o.Input, algebra.Intersect(bound, o.Keep))
	case algebra.Distinct:
		return seeks(o.Input, algebra.Intersect(bound, algebra.Intersect(o.On, algebra.Bound(o.Input))))
	case algebra.Group:
		return seeks(o.Input, algebra.Intersect(bound, algebra.Intersect(o.By, algebra.Bound(o.Input))))
	case algebra.Order:
		return seeks(o.Input, bound)
	case algebra.Slice, algebra.Closure:
		return false
	default:
		panic(op)
	}
}

// atMostOne reports whether op surely gives no more than one solution.
func atMostOne(op algebra.Op) bool {
	switch o := op.(type) {
	case algebra.Unit:
		return true
	case algebra.Group:
		return len(o.By) == 0
	case algebra.Slice:
		return 0 <= o.Limit && o.Limit <= 1
	case algebra.Filter, algebra.Extend, algebra.Project, algebra.Distinct, algebra.Order:
		return atMostOne(op.Inputs()[0])
	default:
		return false
	}
}

// mentions reports whether one of vars occurs anywhere in op.
func mentions(op algebra.Op, vars []algebra.Var) bool {
	if len(vars) == 0 {
		return false
	}
	used := op.Vars()
	switch o := op.(type) {
	case algebra.Extend:
		used = append(used, o.From)
	case algebra.Minus:
		used = append(used, o.On)
	case algebra.Filter:
		for _, cond := range o.Conds {
			used = append(used, algebra.CondVar(cond))
		}
	case algebra.Distinct:
		used = append(used, o.On...)
	case algebra.Group:
		used = append(used, o.By...)
	case algebra.Order:
		for _, k := range o.Keys {
			used = append(used, k.Var)
		}
	case algebra.Closure:
		used = append(used, o.From, o.StepFrom, o.StepTo)
	case algebra.Unit, algebra.Values, algebra.Nodes, algebra.Match, algebra.Join,
		algebra.LeftJoin, algebra.Union, algebra.Project, algebra.Slice:
	}
	return len(algebra.Intersect(used, vars)) > 0 ||
		slices.ContainsFunc(op.Inputs(), func(in algebra.Op) bool { return mentions(in, vars) })
}
