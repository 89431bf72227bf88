// Package network turns quads into nodes and edges, as the formats of graph
// drawing programs want them: graphviz, gml and graphml.
//
// Each value is one node, numbered from 0 by its first use, and each quad an
// edge from subject to object. Nodes and edges are called by Cayley's text form
// of their terms, so that literals of one value are one node. The package knows
// quads and no store, and leaves syntax to the formats.
package network

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"bibgraph/graph/quad"
)

// Node is a value.
type Node struct {
	Number int
	Label  string
}

// Edge is a quad.
type Edge struct {
	From, To int    // numbers of nodes that were written before
	Label    string // the predicate
	Graph    string // the label of the quad; "" if it has none
}

// Syntax is how a format writes a network.
type Syntax struct {
	Begin, End string
	Node       func(b []byte, n Node) []byte
	Edge       func(b []byte, e Edge) []byte
}

// Write writes quads and tells how many: each node right before the first edge
// that needs it. It stops at the first error, and holds the nodes in memory.
func (s Syntax) Write(w io.Writer, quads iter.Seq2[quad.Quad, error]) (int, error) {
	out := bufio.NewWriterSize(w, 64<<10)
	if _, err := out.WriteString(s.Begin); err != nil {
		return 0, err
	}
	numbers := map[string]int{}
	var line []byte
	n := 0
	for q, err := range quads {
		if err == nil {
			err = check(q)
		}
		if err != nil {
			return n, errors.Join(err, out.Flush())
		}
		line = line[:0]
		number := func(t quad.Term) int {
			label := text(t)
			i, known := numbers[label]
			if !known {
				i = len(numbers)
				numbers[label] = i
				line = s.Node(line, Node{i, label})
			}
			return i
		}
		from, to := number(q.Subject), number(q.Object)
		line = s.Edge(line, Edge{from, to, text(q.Predicate), text(q.Label)})
		if _, err := out.Write(line); err != nil {
			return n, err
		}
		n++
	}
	if _, err := out.WriteString(s.End); err != nil {
		return n, err
	}
	return n, out.Flush()
}

func check(q quad.Quad) error {
	if err := q.Check(); err != nil {
		return fmt.Errorf("network: cannot write a quad: %w", err)
	}
	return nil
}

// text is Cayley's text form of a term, with \uXXXX for the characters that it
// leaves and that XML and DOT cannot hold. No other text reads so, since a
// backslash in a literal is doubled.
func text(t quad.Term) string {
	s := t.CayleyText()
	if strings.IndexFunc(s, unprintable) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if unprintable(r) {
			fmt.Fprintf(&b, `\u%04X`, r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func unprintable(r rune) bool { return r < ' ' || r == 0x7f || r == 0xfffe || r == 0xffff }
