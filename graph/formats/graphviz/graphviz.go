// Package graphviz writes quads as a directed graph in DOT, the language of
// Graphviz. The label of a quad, which has no place in a drawing, is kept as
// the comment of its edge.
//
// https://graphviz.org/doc/info/lang.html
package graphviz

import (
	"io"
	"iter"
	"strconv"

	"bibgraph/graph/formats/network"
	"bibgraph/graph/quad"
)

// Write writes quads as network.Syntax does.
func Write(w io.Writer, quads iter.Seq2[quad.Quad, error]) (int, error) { return dot.Write(w, quads) }

var dot = network.Syntax{
	Begin: "digraph cayley_graph {\n",
	End:   "}\n",
	Node: func(b []byte, n network.Node) []byte {
		b = appendNode(append(b, '\t'), n.Number)
		b = appendQuoted(append(b, " [ label = "...), n.Label)
		return append(b, " ];\n"...)
	},
	Edge: func(b []byte, e network.Edge) []byte {
		b = appendNode(append(b, '\t'), e.From)
		b = appendNode(append(b, " -> "...), e.To)
		b = appendQuoted(append(b, " [ label = "...), e.Label)
		if e.Graph != "" {
			b = appendQuoted(append(b, ", comment = "...), e.Graph)
		}
		return append(b, " ];\n"...)
	},
}

func appendNode(b []byte, number int) []byte {
	return strconv.AppendInt(append(b, 'n'), int64(number), 10)
}

// appendQuoted adds a quoted string. A quote is escaped for the grammar, a
// backslash since labels give meaning to it.
func appendQuoted(b []byte, s string) []byte {
	b = append(b, '"')
	for i := range len(s) {
		if s[i] == '"' || s[i] == '\\' {
			b = append(b, '\\')
		}
		b = append(b, s[i])
	}
	return append(b, '"')
}
