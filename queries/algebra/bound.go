package algebra

import "slices"

// Bound gives the variables of op that every solution binds. The others of
// op.Vars() may be unbound in some: the optional side of a LeftJoin, a branch
// of a Union, the label of a quad without label.
func Bound(op Op) []Var {
	switch o := op.(type) {
	case Unit:
		return nil
	case Values, Nodes:
		return op.Vars()
	case Match:
		bound := []Var{o.Subject.Var, o.Predicate.Var, o.Object.Var}
		if o.InGraph {
			bound = append(bound, o.Label.Var)
		}
		return distinct(bound)
	case Join:
		return distinct(Bound(o.Left), Bound(o.Right))
	case LeftJoin:
		return Bound(o.Left)
	case Minus:
		return Bound(o.Left)
	case Union:
		if len(o.Branches) == 0 {
			return nil
		}
		bound := Bound(o.Branches[0])
		for _, b := range o.Branches[1:] {
			bound = Intersect(bound, Bound(b))
		}
		return bound
	case Filter:
		conds := make([]Var, len(o.Conds))
		for i, c := range o.Conds {
			conds[i] = CondVar(c)
		}
		return distinct(Bound(o.Input), conds)
	case Extend:
		bound := Bound(o.Input)
		if slices.Contains(bound, o.From) {
			bound = distinct(bound, []Var{o.To})
		}
		return bound
	case Project:
		return Intersect(Bound(o.Input), o.Keep)
	case Group:
		return distinct(Intersect(o.By, Bound(o.Input)), []Var{o.Count})
	case Distinct:
		return Bound(o.Input)
	case Order:
		return Bound(o.Input)
	case Slice:
		return Bound(o.Input)
	case Closure:
		return distinct(Bound(o.Input), Bound(o.Step), []Var{o.To}, o.Depth)
	default:
		panic(op)
	}
}

// CondVar gives the variable that a condition looks at.
func CondVar(c Cond) Var {
	switch c := c.(type) {
	case Compare:
		return c.Var
	case Regex:
		return c.Var
	case Like:
		return c.Var
	case OneOf:
		return c.Var
	default:
		panic(c)
	}
}

// Intersect gives the variables of a that are also in b.
func Intersect(a, b []Var) []Var {
	var out []Var
	for _, v := range a {
		if slices.Contains(b, v) {
			out = append(out, v)
		}
	}
	return out
}

// Without gives the variables of a that are not in b.
func Without(a, b []Var) []Var {
	var out []Var
	for _, v := range a {
		if !slices.Contains(b, v) {
			out = append(out, v)
		}
	}
	return out
}

// Both gives the variables of a and then those of b, each once.
func Both(a, b []Var) []Var { return distinct(a, b) }
