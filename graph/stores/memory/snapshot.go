package memory

import (
	"fmt"

	"bibgraph/graph"
	"bibgraph/graph/quad"
	"bibgraph/graph/stores/internal/estimate"
)

// snapshot is a state that nobody changes while it is looked at.
type snapshot struct {
	state *state
	alive func() error // why the work should end, if it should
}

// Lookup gives the ID of exactly this term, if some quad ever used it.
func (s *snapshot) Lookup(t quad.Term) (graph.ID, bool, error) {
	id, ok := s.state.id(t)
	return id, ok, nil
}

// Variants gives the IDs of all terms with the value of t.
func (s *snapshot) Variants(t quad.Term) ([]graph.ID, error) {
	canonical := t.Canonical()
	var ids []graph.ID
	if id, ok := s.state.id(canonical); ok {
		ids = append(ids, id)
	}
	s.state.variants.Ascend(entry{term: canonical}, func(e entry) bool {
		if e.term != canonical {
			return false
		}
		ids = append(ids, e.id)
		return true
	})
	return ids, nil
}

// Term gives the term of an ID.
func (s *snapshot) Term(id graph.ID) (quad.Term, error) {
	if id == graph.NoLabel {
		return quad.Term{}, nil
	}
	if t, ok := id.Inline(); ok {
		return t, nil
	}
	if class := int(id.Class()); class < len(s.state.terms) {
		if terms := s.state.terms[class]; id.Number() < uint64(len(terms)) {
			return terms[id.Number()], nil
		}
	}
	return quad.Term{}, fmt.Errorf("memory: %w: %d", graph.ErrUnknownID, id)
}

// Scan gives the rows that match the pattern, sorted by order.
func (s *snapshot) Scan(pattern graph.Row, order graph.Order) graph.Cursor {
	return newCursor(s.state.rows[order], pattern, order, s.alive)
}

// Estimate counts the rows of a leading pattern and guesses those of others.
func (s *snapshot) Estimate(pattern graph.Row) int64 {
	return estimate.Rows(pattern, s.count, s.Scan)
}

// count gives the number of rows that match the first n positions of the
// pattern in an order.
func (s *snapshot) count(pattern graph.Row, order graph.Order, n int) int64 {
	tree := s.state.rows[order]
	if n == 0 {
		return int64(tree.Len())
	}
	low := order.Permute(pattern)
	clear(low[n:])
	high := low
	high[n-1]++
	return max(0, int64(rank(tree, high)-rank(tree, low))) // the highest number of all turns over
}

// Len is the number of quads.
func (s *snapshot) Len() int64 { return int64(s.state.rows[graph.SPOG].Len()) }
