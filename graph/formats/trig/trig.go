// Package trig reads and writes TriG, which is Turtle with named graphs. The
// grammar, and all that is said of reading, is in turtle.
package trig

import (
	"cmp"
	"io"
	"iter"
	"slices"

	"bibgraph/graph/formats/turtle"
	"bibgraph/graph/quad"
)

// Read gives the quads of a document, as [turtle.Read] does.
func Read(r io.Reader, o turtle.Options) iter.Seq2[quad.Quad, error] {
	o.Graphs = true
	return turtle.Read(r, o)
}

// Write writes quads as they come, as [turtle.WriteGraphs] does.
func Write(w io.Writer, quads iter.Seq2[quad.Quad, error]) (int, error) {
	return turtle.WriteGraphs(w, quads)
}

// WriteSorted writes the same bytes for the same quads: graph by graph, each
// quad once. It holds them in memory.
func WriteSorted(w io.Writer, quads iter.Seq2[quad.Quad, error]) (int, error) {
	var all []quad.Quad
	for q, err := range quads {
		if err != nil {
			return 0, err
		}
		all = append(all, q)
	}
	slices.SortFunc(all, func(a, b quad.Quad) int { return cmp.Or(a.Label.Compare(b.Label), a.Compare(b)) })
	return Write(w, func(yield func(quad.Quad, error) bool) {
		for _, q := range slices.Compact(all) {
			if !yield(q, nil) {
				return
			}
		}
	})
}
