// Package canonical writes a graph so that equal graphs give equal bytes,
// whatever their blank nodes are called: RDF Dataset Canonicalization,
// RDFC-1.0 with SHA-256, https://www.w3.org/TR/rdf-canon/.
//
// It holds all quads in memory. Graphs whose blank nodes cannot be told apart
// within reasonable work are refused.
package canonical

import (
	"errors"
	"io"
	"iter"
	"slices"

	"bibgraph/graph/formats/nquads"
	"bibgraph/graph/quad"
)

// ErrTooAlike refuses a graph whose blank nodes look too much alike. Some
// graphs are made for that, to keep readers busy for ever.
// https://www.w3.org/TR/rdf-canon/#dataset-poisoning
var ErrTooAlike = errors.New("canonical: too many blank nodes look alike to tell them apart")

// Write writes canonical N-Quads: sorted, each quad once, blank nodes called
// c14n0, c14n1 … It tells how many it wrote.
func Write(w io.Writer, quads iter.Seq2[quad.Quad, error]) (int, error) {
	var all []quad.Quad
	for q, err := range quads {
		if err != nil {
			return 0, err
		}
		all = append(all, q)
	}
	labelled, err := Label(all)
	if err != nil {
		return 0, err
	}
	return nquads.WriteSorted(w, func(yield func(quad.Quad, error) bool) {
		for _, q := range labelled {
			if !yield(q, nil) {
				return
			}
		}
	})
}

// Label gives quads with their blank nodes called by canonical labels, each
// quad once and in the order of [quad.Quad.Compare]. Two lists of quads give
// the same just if they say the same graph.
func Label(quads []quad.Quad) ([]quad.Quad, error) {
	quads = slices.Clone(quads)
	slices.SortFunc(quads, quad.Quad.Compare)
	quads = slices.Compact(quads)
	names, err := newNaming(quads).name()
	if err != nil {
		return nil, err
	}
	for i, q := range quads {
		quads[i] = each(q, func(t quad.Term) quad.Term { return quad.Blank(names.of[t]) })
	}
	slices.SortFunc(quads, quad.Quad.Compare)
	return quads, nil
}

// each gives q with its blank nodes replaced.
func each(q quad.Quad, other func(quad.Term) quad.Term) quad.Quad {
	for _, t := range []*quad.Term{&q.Subject, &q.Predicate, &q.Object, &q.Label} {
		if t.Kind() == quad.KindBlank {
			*t = other(*t)
		}
	}
	return q
}
