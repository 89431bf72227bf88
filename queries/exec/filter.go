package exec

import "bibgraph/queries/algebra"

// filter lets the solutions pass for which all conditions hold.
type filter struct {
	r     *run
	input operator
	conds []*condition
}

func newFilter(c *compiler, op algebra.Filter, s *scope, g given) *filter {
	o := &filter{r: c.r, input: c.compile(op.Input, s, g)}
	for _, cond := range op.Conds {
		o.conds = append(o.conds, newCondition(c.r, cond, c.slot(s, algebra.CondVar(cond))))
	}
	return o
}

func (o *filter) open(in row) { o.input.open(in) }

func (o *filter) next(out row) bool {
	for o.input.next(out) {
		if o.hold(out) {
			return o.r.err == nil
		}
	}
	return false
}

func (o *filter) hold(row row) bool {
	for _, c := range o.conds {
		if !c.holds(row) {
			return false
		}
	}
	return true
}
