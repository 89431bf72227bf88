package linked

import (
	"bibgraph/graph/quad"
	"bibgraph/graph/vocab"
	"bibgraph/loaders/resolve"
)

// SameAs writes matches: the IRI of the citation leads to that of the work.
func SameAs(matches []resolve.Match) []quad.Quad {
	var quads []quad.Quad
	for _, m := range matches {
		quads = append(quads, quad.Quad{
			Subject:   quad.IRI(m.Other),
			Predicate: vocab.OWLSameAs,
			Object:    quad.IRI(m.Work),
			Label:     Matches,
		})
	}
	return quads
}
