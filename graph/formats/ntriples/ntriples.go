// Package ntriples reads and writes N-Triples, which is N-Quads without graphs:
// https://www.w3.org/TR/n-triples/. Its lines are read by nquads.
package ntriples

import (
	"io"
	"iter"

	"bibgraph/graph/formats/nquads"
	"bibgraph/graph/quad"
)

// Read gives the triples as [nquads.Reader.Quads] does. A fourth term is an
// error, lax or not.
func Read(r io.Reader, o nquads.Options) iter.Seq2[quad.Quad, error] {
	o.Triples = true
	return nquads.NewReader(r, o).Quads()
}

// Write writes each quad without its graph, as [nquads.Write] does.
func Write(w io.Writer, quads iter.Seq2[quad.Quad, error]) (int, error) {
	return nquads.Write(w, withoutGraph(quads))
}

// WriteSorted writes each triple once and sorted, as [nquads.WriteSorted] does.
func WriteSorted(w io.Writer, quads iter.Seq2[quad.Quad, error]) (int, error) {
	return nquads.WriteSorted(w, withoutGraph(quads))
}

func withoutGraph(quads iter.Seq2[quad.Quad, error]) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for q, err := range quads {
			q.Label = quad.Term{}
			if !yield(q, err) {
				return
			}
		}
	}
}
