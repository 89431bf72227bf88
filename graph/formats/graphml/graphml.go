// Package graphml writes quads as GraphML, which is XML. The label of a quad
// is kept as the data "graph" of its edge.
//
// http://graphml.graphdrawing.org/specification.html
package graphml

import (
	"bytes"
	"encoding/xml"
	"io"
	"iter"
	"strconv"

	"bibgraph/graph/formats/network"
	"bibgraph/graph/quad"
)

// Write writes quads as network.Syntax does.
func Write(w io.Writer, quads iter.Seq2[quad.Quad, error]) (int, error) {
	return graphml.Write(w, quads)
}

var graphml = network.Syntax{
	Begin: xml.Header + `<graphml xmlns="http://graphml.graphdrawing.org/xmlns"
	xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
	xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
	<key id="d0" for="node" attr.name="description" attr.type="string"/>
	<key id="d1" for="edge" attr.name="description" attr.type="string"/>
	<key id="d2" for="edge" attr.name="graph" attr.type="string"/>
	<graph id="G" edgedefault="directed">
`,
	End: "\t</graph>\n</graphml>\n",
	Node: func(b []byte, n network.Node) []byte {
		b = appendNode(append(b, "\t\t<node id="...), n.Number)
		b = appendData(append(b, '>'), "d0", n.Label)
		return append(b, "</node>\n"...)
	},
	Edge: func(b []byte, e network.Edge) []byte {
		b = appendNode(append(b, "\t\t<edge source="...), e.From)
		b = appendNode(append(b, " target="...), e.To)
		b = appendData(append(b, '>'), "d1", e.Label)
		if e.Graph != "" {
			b = appendData(b, "d2", e.Graph)
		}
		return append(b, "</edge>\n"...)
	},
}

func appendNode(b []byte, number int) []byte {
	b = strconv.AppendInt(append(b, `"n`...), int64(number), 10)
	return append(b, '"')
}

func appendData(b []byte, key, text string) []byte {
	b = append(append(append(b, `<data key="`...), key...), `">`...)
	escaped := bytes.NewBuffer(b)
	_ = xml.EscapeText(escaped, []byte(text)) // a buffer takes all
	return append(escaped.Bytes(), "</data>"...)
}
