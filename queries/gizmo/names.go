package gizmo

import (
	"bibgraph/graph/quad"
	"bibgraph/graph/vocab"
	"bibgraph/queries/algebra"
)

// nameProperties lead to what works, people, organisations, periodicals and
// topics are called.
var nameProperties = []quad.Term{
	vocab.RDFSLabel, vocab.DctermsTitle, vocab.FabioHasTranslatedTitle, vocab.DctermsAlternative,
	vocab.FoafName, vocab.SchemaAlternateName, vocab.SkosPrefLabel, vocab.SkosAltLabel,
}

// called keeps the nodes with a name in which the words are found, each way
// once however many names have them.
type called struct {
	words  string
	by     choice
	labels labelContext
}

func (s called) lower(l *lowering, st state) state {
	here := []algebra.Var{st.here}
	found := func(v algebra.Var) algebra.Cond { return algebra.Search{Var: v, Words: s.words} }
	named := has{by: s.by, tests: []test{found}, labels: s.labels}.lower(l, state{here: st.here})
	return st.join(algebra.Distinct{Input: algebra.Project{Input: named.op, Keep: here}, On: here})
}

func (s called) reverse() (step, error) { return s, nil }
