package exec

import (
	"bibgraph/graph"
	"bibgraph/queries/algebra"
)

// params remembers for which bindings of the parameters something was made
// that depends on nothing else of the row.
type params struct {
	r     *run
	slots []int
	of    []graph.ID
	made  bool
}

// newParams watches the parameters of s if op mentions any.
func newParams(c *compiler, op algebra.Op, s *scope) params {
	p := params{r: c.r}
	if mentions(op, s.params) {
		p.slots = c.slotsOf(s, s.params)
	}
	p.of = make([]graph.ID, len(p.slots))
	return p
}

// changed reports whether the thing must be made, anew, for this row.
func (p *params) changed(in row) bool {
	changed := !p.made
	for i, s := range p.slots {
		if p.of[i] != in[s] {
			p.of[i], changed = in[s], true
		}
	}
	p.made = true
	return changed
}

// row gives a row in which nothing but the parameters is bound.
func (p *params) row() row {
	in := p.r.row()
	for i, s := range p.slots {
		in[s] = p.of[i]
	}
	return in
}
