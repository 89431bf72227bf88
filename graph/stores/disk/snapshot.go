package disk

import (
	"errors"
	"sync"

	"bibgraph/graph"
	"bibgraph/graph/quad"
	"bibgraph/graph/stores/internal/estimate"
)

// snapshot reads the sealed files and a Pebble snapshot, or the batch of an
// update over the database.
type snapshot struct {
	dictionary
	counts counts
	base   *base
	alive  func() error // why the work should end, if it should

	mu   sync.Mutex
	open *cursor // the last one opened, and from it the others
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
	c := s.scan(pattern, order)
	s.mu.Lock()
	defer s.mu.Unlock()
	if c.behind = s.open; s.open != nil {
		s.open.before = c
	}
	s.open = c
	return c
}

// Estimate counts the rows of a leading pattern, or guesses if there are many.
func (s *snapshot) Estimate(pattern graph.Row) int64 {
	return estimate.Rows(pattern, s.count, s.Scan)
}

func (s *snapshot) count(pattern graph.Row, order graph.Order, n int) int64 {
	rows, err := s.countRows(pattern, order, n, maxCounted)
	if err != nil {
		return 1 // the error will meet whoever scans
	}
	return rows
}

// Len is the number of quads.
func (s *snapshot) Len() int64 { return int64(s.counts.quads) }

// Count is the number of rows that match the pattern.
func (s *snapshot) Count(pattern graph.Row) (int64, error) {
	order := graph.OrderFor(pattern)
	if n := order.Prefix(pattern); pattern == leading(pattern, order, n) {
		return s.countRows(pattern, order, n, allChanges)
	}
	c := s.Scan(pattern, order)
	rows := int64(0)
	for c.Next() {
		rows++
	}
	return rows, errors.Join(c.Err(), c.Close())
}

// leading keeps the first n positions of the pattern in the order.
func leading(pattern graph.Row, order graph.Order, n int) graph.Row {
	p := order.Permute(pattern)
	clear(p[n:])
	return order.Restore(p)
}

func (s *snapshot) forget(c *cursor) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c.before != nil {
		c.before.behind = c.behind
	} else if s.open == c {
		s.open = c.behind
	}
	if c.behind != nil {
		c.behind.before = c.before
	}
	c.before, c.behind = nil, nil
}

// closeCursors closes what the reader left open, as Pebble needs its iterators
// closed before it goes, and the files must not be read once they are.
func (s *snapshot) closeCursors() {
	for {
		s.mu.Lock()
		c := s.open
		s.mu.Unlock()
		if c == nil {
			return
		}
		_ = c.Close() // an error of its reading is nobody's any more
	}
}
