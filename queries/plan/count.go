package plan

import "bibgraph/queries/algebra"

// count drops below a Group without By what gives a solution for a solution:
// the number is the same, and that of a bare Match the store may know.
func count(op algebra.Op) algebra.Op {
	o, ok := op.(algebra.Group)
	if !ok || len(o.By) > 0 {
		return op
	}
	for {
		switch in := o.Input.(type) {
		case algebra.Extend:
			o.Input = in.Input
		case algebra.Project:
			o.Input = in.Input
		case algebra.Order:
			o.Input = in.Input
		default:
			return o
		}
	}
}
