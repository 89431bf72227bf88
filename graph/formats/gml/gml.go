// Package gml writes quads in the Graph Modelling Language. The label of a
// quad is kept as the graph of its edge. Two nodes may have several edges, so
// the graph says that it is a multigraph.
//
// M. Himsolt, "GML: A portable Graph File Format", Universität Passau, 1997.
package gml

import (
	"io"
	"iter"
	"strconv"

	"bibgraph/graph/formats/network"
	"bibgraph/graph/quad"
)

// Write writes quads as network.Syntax does.
func Write(w io.Writer, quads iter.Seq2[quad.Quad, error]) (int, error) { return gml.Write(w, quads) }

var gml = network.Syntax{
	Begin: "Creator \"bibgraph\"\ngraph [ directed 1 multigraph 1\n",
	End:   "]\n",
	Node: func(b []byte, n network.Node) []byte {
		b = appendInt(append(b, "\tnode [ id "...), n.Number)
		b = appendQuoted(append(b, " label "...), n.Label)
		return append(b, " ]\n"...)
	},
	Edge: func(b []byte, e network.Edge) []byte {
		b = appendInt(append(b, "\tedge [ source "...), e.From)
		b = appendInt(append(b, " target "...), e.To)
		b = appendQuoted(append(b, " label "...), e.Label)
		if e.Graph != "" {
			b = appendQuoted(append(b, " graph "...), e.Graph)
		}
		return append(b, " ]\n"...)
	},
}

func appendInt(b []byte, n int) []byte { return strconv.AppendInt(b, int64(n), 10) }

// appendQuoted adds a string: ASCII between quotes, everything else, and the
// two signs that mean something, as the entities of HTML.
func appendQuoted(b []byte, s string) []byte {
	b = append(b, '"')
	for _, r := range s {
		switch {
		case r == '"':
			b = append(b, "&quot;"...)
		case r == '&':
			b = append(b, "&amp;"...)
		case r > '~':
			b = append(appendInt(append(b, "&#"...), int(r)), ';')
		default:
			b = append(b, byte(r))
		}
	}
	return append(b, '"')
}
