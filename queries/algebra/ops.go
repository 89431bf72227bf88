//nolint:revive // what the methods of an Op give is told at Op
package algebra

func (Unit) op()     {}
func (Values) op()   {}
func (Nodes) op()    {}
func (Match) op()    {}
func (Join) op()     {}
func (LeftJoin) op() {}
func (Union) op()    {}
func (Minus) op()    {}
func (Filter) op()   {}
func (Extend) op()   {}
func (Project) op()  {}
func (Distinct) op() {}
func (Group) op()    {}
func (Order) op()    {}
func (Slice) op()    {}
func (Closure) op()  {}

// Inputs of the leaves are none.

func (Unit) Inputs() []Op       { return nil }
func (Values) Inputs() []Op     { return nil }
func (Nodes) Inputs() []Op      { return nil }
func (Match) Inputs() []Op      { return nil }
func (o Join) Inputs() []Op     { return []Op{o.Left, o.Right} }
func (o LeftJoin) Inputs() []Op { return []Op{o.Left, o.Right} }
func (o Union) Inputs() []Op    { return o.Branches }
func (o Minus) Inputs() []Op    { return []Op{o.Left, o.Right} }
func (o Filter) Inputs() []Op   { return []Op{o.Input} }
func (o Extend) Inputs() []Op   { return []Op{o.Input} }
func (o Project) Inputs() []Op  { return []Op{o.Input} }
func (o Distinct) Inputs() []Op { return []Op{o.Input} }
func (o Group) Inputs() []Op    { return []Op{o.Input} }
func (o Order) Inputs() []Op    { return []Op{o.Input} }
func (o Slice) Inputs() []Op    { return []Op{o.Input} }
func (o Closure) Inputs() []Op  { return []Op{o.Input, o.Step} }

func (o Unit) WithInputs(...Op) Op        { return o }
func (o Values) WithInputs(...Op) Op      { return o }
func (o Nodes) WithInputs(...Op) Op       { return o }
func (o Match) WithInputs(...Op) Op       { return o }
func (o Join) WithInputs(in ...Op) Op     { return Join{in[0], in[1]} }
func (o LeftJoin) WithInputs(in ...Op) Op { return LeftJoin{in[0], in[1]} }
func (o Union) WithInputs(in ...Op) Op    { return Union{in} }
func (o Minus) WithInputs(in ...Op) Op    { return Minus{in[0], in[1], o.On} }
func (o Filter) WithInputs(in ...Op) Op   { o.Input = in[0]; return o }
func (o Extend) WithInputs(in ...Op) Op   { o.Input = in[0]; return o }
func (o Project) WithInputs(in ...Op) Op  { o.Input = in[0]; return o }
func (o Distinct) WithInputs(in ...Op) Op { o.Input = in[0]; return o }
func (o Group) WithInputs(in ...Op) Op    { o.Input = in[0]; return o }
func (o Order) WithInputs(in ...Op) Op    { o.Input = in[0]; return o }
func (o Slice) WithInputs(in ...Op) Op    { o.Input = in[0]; return o }
func (o Closure) WithInputs(in ...Op) Op  { o.Input, o.Step = in[0], in[1]; return o }

func (Unit) Vars() []Var     { return nil }
func (o Values) Vars() []Var { return []Var{o.Var} }
func (o Nodes) Vars() []Var  { return []Var{o.Var} }

func (o Match) Vars() []Var {
	return distinct([]Var{o.Subject.Var, o.Predicate.Var, o.Object.Var, o.Label.Var})
}

func (o Join) Vars() []Var     { return collect((*varSet).mayBind, o) }
func (o LeftJoin) Vars() []Var { return collect((*varSet).mayBind, o) }
func (o Union) Vars() []Var    { return collect((*varSet).mayBind, o) }
func (o Minus) Vars() []Var    { return collect((*varSet).mayBind, o) }
func (o Filter) Vars() []Var   { return collect((*varSet).mayBind, o) }
func (o Extend) Vars() []Var   { return collect((*varSet).mayBind, o) }
func (o Project) Vars() []Var  { return distinct(o.Keep) }
func (o Distinct) Vars() []Var { return collect((*varSet).mayBind, o) }
func (o Group) Vars() []Var    { return distinct(o.By, []Var{o.Count}) }
func (o Order) Vars() []Var    { return collect((*varSet).mayBind, o) }
func (o Slice) Vars() []Var    { return collect((*varSet).mayBind, o) }
func (o Closure) Vars() []Var  { return collect((*varSet).mayBind, o) }

// mayBind adds the variables that a solution of op may bind.
func (s *varSet) mayBind(op Op) {
	switch o := op.(type) {
	case Join, LeftJoin, Union:
		for _, in := range op.Inputs() {
			s.mayBind(in)
		}
	case Minus, Filter, Distinct, Order, Slice:
		s.mayBind(op.Inputs()[0])
	case Extend:
		s.mayBind(o.Input)
		s.add(o.To)
	case Closure:
		s.mayBind(o.Input)
		s.mayBind(o.Step)
		s.add(o.To)
		s.add(o.Depth...)
	case Unit, Values, Nodes, Match, Project, Group:
		s.add(op.Vars()...)
	}
}
