package disk

import (
	"bibgraph/graph"
	"bibgraph/graph/stores/disk/terms"
)

var _ graph.TextSource = (*snapshot)(nil)

// Texts gives texts of the sealed file, and holds the block of the last one.
func (s *snapshot) Texts() func(graph.ID) (string, bool) {
	var block *terms.Block
	var first graph.ID // of the block
	n := uint64(0)     // its length
	return func(id graph.ID) (string, bool) {
		if at := uint64(id - first); at < n {
			return block.Text(at), true
		}
		class, number := id.Class(), id.Number()
		if class > graph.ClassString || number >= s.sealed.Len(class) {
			return "", false
		}
		b, err := s.sealed.Block(class, number/terms.BlockTerms)
		if err != nil {
			return "", false // Term says what is wrong
		}
		block, first, n = b, id-graph.ID(number%terms.BlockTerms), uint64(b.Len())
		return block.Text(number % terms.BlockTerms), true
	}
}
