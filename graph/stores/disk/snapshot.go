package disk

import (
	"errors"
	"sync"

	"bibgraph/graph"
	"bibgraph/graph/quad"
	"bibgraph/graph/stores/internal/estimate"
)

// snapshot reads a Pebble snapshot, or the batch of an update over the database.
type snapshot struct {
	dictionary
	counts counts
	alive  func() error // why the work should end, if it should

	mu   sync.Mutex
	open map[*cursor]struct{}
}

// Lookup gives the ID of exactly this term, if some quad ever used it.
func (s *snapshot) Lookup(t quad.Term) (graph.ID, bool, error) {
	f, err := s.find(t)
	return f.id, f.id != 0 && err == nil, err
}

// Variants gives the IDs of all terms with the value of t.
func (s *snapshot) Variants(t quad.Term) ([]graph.ID, error) { return s.variants(t) }

// Term gives the term of an ID.
func (s *snapshot) Term(id graph.ID) (quad.Term, error) { return s.term(id) }

// Scan gives the rows that match the pattern, sorted by order.
func (s *snapshot) Scan(pattern graph.Row, order graph.Order) graph.Cursor {
	c := scan(s.from, pattern, order)
	c.alive, c.closed = s.alive, s.forget
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.open == nil {
		s.open = map[*cursor]struct{}{}
	}
	s.open[c] = struct{}{}
	return c
}

// Estimate counts the rows of a leading pattern, or guesses if there are many.
func (s *snapshot) Estimate(pattern graph.Row) int64 {
	return estimate.Rows(pattern, s.count, s.Scan)
}

func (s *snapshot) count(pattern graph.Row, order graph.Order, n int) int64 {
	if n == 0 {
		return s.Len()
	}
	if order == graph.POSG && n == 1 {
		if rows, err := total(s.from, pattern[graph.Predicate]); err == nil {
			return int64(rows)
		}
		return 1 // the error will meet whoever scans
	}
	return estimateRows(s.from, pattern, order, n)
}

// Len is the number of quads.
func (s *snapshot) Len() int64 { return int64(s.counts.quads) }

// Count is the number of rows that match the pattern.
func (s *snapshot) Count(pattern graph.Row) (int64, error) {
	switch pattern {
	case graph.Row{}:
		return s.Len(), nil
	case graph.Row{graph.Predicate: pattern[graph.Predicate]}:
		rows, err := total(s.from, pattern[graph.Predicate])
		return int64(rows), err
	}
	c := s.Scan(pattern, graph.OrderFor(pattern))
	rows := int64(0)
	for c.Next() {
		rows++
	}
	return rows, errors.Join(c.Err(), c.Close())
}

// Nodes appends the next IDs that some quad uses.
func (s *snapshot) Nodes(ids []graph.ID, after graph.ID) ([]graph.ID, error) {
	return s.nodes(ids, after, s.counts.unused > 0)
}

// NodeCount is the number of terms that some quad uses.
func (s *snapshot) NodeCount() int64 { return int64(s.counts.nodes()) }

func (s *snapshot) forget(c *cursor) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.open, c)
}

// closeCursors closes what the reader left open, as Pebble needs its iterators
// closed before it goes.
func (s *snapshot) closeCursors() {
	s.mu.Lock()
	left := s.open
	s.open = nil
	s.mu.Unlock()
	for c := range left {
		_ = c.Close() // an error of its reading is nobody's any more
	}
}
