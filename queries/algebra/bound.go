package algebra

// Bound gives the variables of op that every solution binds. The others of
// op.Vars() may be unbound in some: the optional side of a LeftJoin, a branch
// of a Union, the label of a quad without label.
func Bound(op Op) []Var { return collect((*varSet).mustBind, op) }

// mustBind adds the variables that every solution of op binds.
func (s *varSet) mustBind(op Op) {
	switch o := op.(type) {
	case Unit:
	case Values, Nodes:
		s.add(op.Vars()...)
	case Match:
		s.add(o.Subject.Var, o.Predicate.Var, o.Object.Var)
		if o.InGraph {
			s.add(o.Label.Var)
		}
	case Join:
		s.mustBind(o.Left)
		s.mustBind(o.Right)
	case LeftJoin:
		s.mustBind(o.Left)
	case Union:
		if len(o.Branches) > 0 {
			bound := Bound(o.Branches[0])
			for _, b := range o.Branches[1:] {
				bound = Intersect(bound, Bound(b))
			}
			s.add(bound...)
		}
	case Minus, Distinct, Order, Slice:
		s.mustBind(op.Inputs()[0])
	case Filter:
		s.mustBind(o.Input)
		for _, c := range o.Conds {
			s.add(CondVar(c))
		}
	case Extend:
		if len(s.list) > 0 { // what is in s must not pass for the input's
			s.add(Bound(o)...)
			return
		}
		s.mustBind(o.Input)
		if s.has(o.From) {
			s.add(o.To)
		}
	case Project:
		s.add(Intersect(Bound(o.Input), o.Keep)...)
	case Group:
		s.add(Intersect(o.By, Bound(o.Input))...)
		s.add(o.Count)
	case Closure:
		s.mustBind(o.Input)
		s.mustBind(o.Step)
		s.add(o.To)
		s.add(o.Depth...)
	}
}
