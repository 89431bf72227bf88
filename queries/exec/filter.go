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
	nodes, ofNodes := o.input.(*nodes)
	for _, cond := range op.Conds {
		made := newCondition(c.r, cond, c.slot(s, algebra.CondVar(cond)))
		if ofNodes && made.slot == nodes.slot {
			nodes.classes &= made.classes
		}
		o.conds = append(o.conds, made)
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
