package plan

import "bibgraph/queries/algebra"

// limit moves a Slice below what gives a solution for a solution, so that it
// meets the Order that then keeps no more than is wanted.
func limit(op algebra.Op) algebra.Op {
	o, ok := op.(algebra.Slice)
	if !ok {
		return op
	}
	switch in := o.Input.(type) {
	case algebra.Extend, algebra.Project:
		o.Input = in.Inputs()[0]
		return in.WithInputs(limit(o))
	default:
		return op
	}
}
