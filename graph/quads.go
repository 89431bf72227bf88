package graph

import (
	"errors"
	"iter"

	"bibgraph/graph/quad"
)

// Quads gives the quads that match the pattern, sorted by order, as terms. It
// ends at the first error.
func Quads(s Snapshot, pattern Row, order Order) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		c := s.Scan(pattern, order)
		defer func() { _ = c.Close() }() // for who stops early
		terms := termCache{snapshot: s}
		for c.Next() {
			q, err := terms.quad(c.Row())
			if !yield(q, err) || err != nil {
				return
			}
		}
		if err := errors.Join(c.Err(), c.Close()); err != nil {
			yield(quad.Quad{}, err)
		}
	}
}

// termCache remembers the terms of the IDs that it saw last, each in the one
// place that its number gives it: in a sorted scan subjects, predicates and
// labels come again and again.
type termCache struct {
	snapshot Snapshot
	places   [1 << 10]struct {
		id   ID
		term quad.Term
	}
}

func (c *termCache) quad(r Row) (quad.Quad, error) {
	var terms [len(r)]quad.Term
	for i, id := range r {
		if id == NoLabel {
			continue
		}
		place := &c.places[id%ID(len(c.places))]
		if place.id != id {
			term, err := c.snapshot.Term(id)
			if err != nil {
				return quad.Quad{}, err
			}
			place.id, place.term = id, term
		}
		terms[i] = place.term
	}
	return quad.Quad{Subject: terms[Subject], Predicate: terms[Predicate], Object: terms[Object], Label: terms[Label]}, nil
}
