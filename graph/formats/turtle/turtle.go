// Package turtle reads and writes Turtle, and with [Options].Graphs TriG, whose
// grammar is Turtle's with graphs around it.
//
// Reading follows https://www.w3.org/TR/turtle/ and https://www.w3.org/TR/trig/
// and takes nothing else; IRIs are resolved by RFC 3986. It needs constant
// memory, save for long literals. The package knows quads and no store.
package turtle

import (
	"errors"
	"fmt"
	"io"
	"iter"

	"bibgraph/graph/quad"
)

const (
	// MaxToken is the longest IRI, name or literal that is read, in bytes.
	MaxToken = 64 << 20

	// MaxDepth is how deep [ … ] and ( … ) may stand in each other.
	MaxDepth = 1_000
)

// Options say how to read. The zero value reads Turtle.
type Options struct {
	// Name stands for the source in errors, such as a file name.
	Name string

	// Base is the IRI that relative IRIs start from until the document says
	// another. Without any they are errors.
	Base string

	// Scope begins the labels of all blank nodes, to tell those of one
	// document from those of others. It is letters and digits.
	Scope string

	// Graphs reads TriG.
	Graphs bool

	// Lax keeps relative IRIs that have no base as they are, and takes
	// characters that IRIs cannot have where they are escaped.
	Lax bool
}

// SyntaxError is where a document is no Turtle.
type SyntaxError struct {
	Name         string
	Line, Column int // from 1; columns count characters
	Message      string
}

// Error is "name:line:column: message".
func (e *SyntaxError) Error() string {
	if e.Name == "" {
		return fmt.Sprintf("%d:%d: %s", e.Line, e.Column, e.Message)
	}
	return fmt.Sprintf("%s:%d:%d: %s", e.Name, e.Line, e.Column, e.Message)
}

// Read gives the quads as they come and can be walked once. The first error is
// the last of all, a *SyntaxError or one of r: what follows a slip in Turtle
// cannot be told.
//
// A blank node is called as in the document, after the Scope; one without a
// label is called g1, g2 … To keep these apart the document's own g5 becomes
// g05.
func Read(r io.Reader, o Options) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		p := &parser{
			scanner:  newScanner(r, o.Name),
			Options:  o,
			prefixes: map[string]string{},
			yield:    func(q quad.Quad) bool { return yield(q, nil) },
		}
		if err := p.document(); err != nil && !errors.Is(err, errEnough) {
			yield(quad.Quad{}, err)
		}
	}
}
