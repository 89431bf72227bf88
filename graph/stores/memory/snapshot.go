package memory

import (
	"errors"
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
	return estimate.Rows(pattern, s.state.count, s.Scan)
}

// Count is the number of rows that match the pattern.
func (s *snapshot) Count(pattern graph.Row) (int64, error) { return s.countBy(pattern, s.Scan) }

func (s *snapshot) countBy(pattern graph.Row, scan func(graph.Row, graph.Order) graph.Cursor) (int64, error) {
	order := graph.OrderFor(pattern)
	n := order.Prefix(pattern)
	leading := order.Permute(pattern)
	clear(leading[n:])
	if order.Restore(leading) == pattern {
		return s.state.count(pattern, order, n), nil
	}
	c := scan(pattern, order)
	rows := int64(0)
	for c.Next() {
		rows++
	}
	return rows, errors.Join(c.Err(), c.Close())
}

// Nodes appends the next IDs that some quad uses.
func (s *snapshot) Nodes(ids []graph.ID, after graph.ID) ([]graph.ID, error) {
	after = max(after, graph.NoLabel)
	for class := max(after.Class(), graph.ClassIRI); int(class) < len(s.state.terms); class++ {
		first := uint64(0)
		if class == after.Class() {
			first = after.Number() + 1
		}
		for n := first; n < uint64(len(s.state.terms[class])); n++ {
			if len(ids) == cap(ids) {
				return ids, nil
			}
			if id := graph.NumberedID(class, n); s.used(id) {
				ids = append(ids, id)
			}
		}
	}
	s.state.inline.Ascend(after+1, func(id graph.ID) bool {
		if len(ids) < cap(ids) && s.used(id) {
			ids = append(ids, id)
		}
		return len(ids) < cap(ids)
	})
	return ids, nil
}

func (s *snapshot) used(id graph.ID) bool {
	if s.state.unused.Len() == 0 {
		return true
	}
	_, unused := s.state.unused.Get(id)
	return !unused
}

// NodeCount is the number of terms that some quad uses.
func (s *snapshot) NodeCount() int64 { return int64(s.state.ids.Len() - s.state.unused.Len()) }

// Len is the number of quads.
func (s *snapshot) Len() int64 { return int64(s.state.rows[graph.SPOG].Len()) }
