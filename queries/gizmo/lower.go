package gizmo

import (
	"slices"
	"strconv"

	"bibgraph/queries/algebra"
)

// lowering turns paths into algebra. All its variables are fresh, so that no
// two steps meet by accident; what users name are tags, which only point to
// variables.
type lowering struct{ vars int }

func (l *lowering) fresh() algebra.Var {
	l.vars++
	return algebra.Var("." + strconv.Itoa(l.vars))
}

// state is how far a path has been lowered.
type state struct {
	// op gives the ways so far; nil while nothing has been asked and here may
	// be any node.
	op   algebra.Op
	here algebra.Var
	tags tagList
	// returning is set between a tag and the back() that leads to it.
	returning bool
}

// tagList maps the names of users to variables, in order of first sight.
type tagList []tagged

type tagged struct {
	name string
	at   algebra.Var
}

// set is the list with name at v: a later tag of one name wins.
func (t tagList) set(name string, v algebra.Var) tagList {
	t = slices.Clone(t)
	for i := range t {
		if t[i].name == name {
			t[i].at = v
			return t
		}
	}
	return append(t, tagged{name, v})
}

func (t tagList) get(name string) (algebra.Var, bool) {
	for _, tag := range t {
		if tag.name == name {
			return tag.at, true
		}
	}
	return "", false
}

// setAll is set for all names.
func (t tagList) setAll(names []string, v algebra.Var) tagList {
	for _, name := range names {
		t = t.set(name, v)
	}
	return t
}

// merge is set for all of more.
func (t tagList) merge(more tagList) tagList {
	for _, tag := range more {
		t = t.set(tag.name, tag.at)
	}
	return t
}

// join is st with op joined to it.
func (st state) join(op algebra.Op) state {
	if st.op == nil {
		st.op = op
	} else {
		st.op = algebra.Join{Left: st.op, Right: op}
	}
	return st
}

// source is the operator of st with here bound in every solution.
func (st state) source() algebra.Op {
	if st.op == nil {
		return algebra.Nodes{Var: st.here}
	}
	return st.op
}

// path lowers p by itself.
func (l *lowering) path(p path) state {
	return l.steps(p.steps, state{here: l.fresh()})
}

func (l *lowering) steps(steps []step, st state) state {
	for _, s := range steps {
		st = s.lower(l, st)
	}
	return st
}

// pathAt lowers p by itself so that it ends in the variable here.
func (l *lowering) pathAt(p path, here algebra.Var) state {
	st := l.path(p)
	if st.op != nil {
		st.op = rename(st.op, st.here, here)
	}
	for i := range st.tags {
		if st.tags[i].at == st.here {
			st.tags[i].at = here
		}
	}
	st.here = here
	return st
}

// rename puts one variable for another everywhere in op.
func rename(op algebra.Op, from, to algebra.Var) algebra.Op {
	one := func(v algebra.Var) algebra.Var {
		if v == from {
			return to
		}
		return v
	}
	list := func(vars []algebra.Var) []algebra.Var {
		out := slices.Clone(vars)
		for i := range out {
			out[i] = one(out[i])
		}
		return out
	}
	slot := func(s algebra.Slot) algebra.Slot { s.Var = one(s.Var); return s }

	if inputs := op.Inputs(); len(inputs) > 0 {
		renamed := make([]algebra.Op, len(inputs))
		for i, in := range inputs {
			renamed[i] = rename(in, from, to)
		}
		op = op.WithInputs(renamed...)
	}
	switch o := op.(type) {
	case algebra.Unit, algebra.Join, algebra.LeftJoin, algebra.Union, algebra.Slice:
		return o
	case algebra.Values:
		o.Var = one(o.Var)
		return o
	case algebra.Nodes:
		o.Var = one(o.Var)
		return o
	case algebra.Match:
		o.Subject, o.Predicate, o.Object, o.Label = slot(o.Subject), slot(o.Predicate), slot(o.Object), slot(o.Label)
		return o
	case algebra.Minus:
		o.On = one(o.On)
		return o
	case algebra.Filter:
		o.Conds = slices.Clone(o.Conds)
		for i, c := range o.Conds {
			o.Conds[i] = algebra.OnVar(c, one(algebra.CondVar(c)))
		}
		return o
	case algebra.Extend:
		o.To, o.From = one(o.To), one(o.From)
		return o
	case algebra.Project:
		o.Keep = list(o.Keep)
		return o
	case algebra.Distinct:
		o.On = list(o.On)
		return o
	case algebra.Group:
		o.By, o.Count = list(o.By), one(o.Count)
		return o
	case algebra.Order:
		o.Keys = slices.Clone(o.Keys)
		for i := range o.Keys {
			o.Keys[i].Var = one(o.Keys[i].Var)
		}
		return o
	case algebra.Closure:
		o.From, o.To, o.StepFrom, o.StepTo, o.Depth = one(o.From), one(o.To), one(o.StepFrom), one(o.StepTo), list(o.Depth)
		return o
	default:
		return op
	}
}
