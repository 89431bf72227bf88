package disk

import (
	"bibgraph/graph"
	"bibgraph/graph/quad"
)

var _ graph.TermWalker = (*snapshot)(nil)

// WalkTerms calls f with the IDs of a part that some quad uses, or has used. The
// numbers of all classes are cut into parts; the last one has the terms with
// inline value as well.
func (s *snapshot) WalkTerms(part, parts int, f func(graph.ID, quad.Term) error) error {
	all := s.counts.all()
	from, to := uint64(part)*all/uint64(parts), uint64(part+1)*all/uint64(parts)
	n := 0
	each := func(id graph.ID, term quad.Term) error {
		if n++; n%heartbeat == 0 && s.alive() != nil {
			return s.alive()
		}
		return f(id, term)
	}
	for i, terms := range s.counts.terms {
		if from < terms {
			class := graph.Class(i + 1)
			if err := s.walkClass(class, from, min(to, terms), each); err != nil {
				return err
			}
		}
		from, to = from-min(from, terms), to-min(to, terms)
	}
	if part+1 < parts {
		return nil
	}
	return s.walkTabled(afterNumbered, after([]byte{tableID2Term}), each)
}
