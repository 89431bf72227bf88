package plan

import (
	"slices"

	"bibgraph/queries/algebra"
)

// dropNodes drops an input of all terms in use where another input binds the
// variable to a term in use anyway: each would find itself once.
func (p *planner) dropNodes(r *region) {
	for i := 0; i < len(r.inputs); {
		nodes, ok := r.inputs[i].(algebra.Nodes)
		rest := slices.Delete(slices.Clone(r.inputs), i, i+1)
		if ok && slices.ContainsFunc(rest, func(in algebra.Op) bool { return inUse(in, nodes.Var) }) {
			r.inputs = rest
		} else {
			i++
		}
	}
}
