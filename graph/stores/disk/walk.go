package disk

import (
	"bibgraph/graph"
	"bibgraph/graph/quad"
)

var _ graph.TermWalker = (*snapshot)(nil)

// WalkTerms calls f with the IDs that some quad uses, or has used.
func (s *snapshot) WalkTerms(f func(graph.ID, quad.Term) error) error {
	return s.walk(func(id graph.ID, term quad.Term) error {
		if err := s.alive(); err != nil {
			return err
		}
		return f(id, term)
	})
}
