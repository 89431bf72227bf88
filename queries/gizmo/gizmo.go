// Package gizmo is Cayley's query language: JavaScript in which g.V(…) begins
// a path, each call on a path gives a longer one, and a final call such as
// all() asks for its answers.
//
// A path is lowered to the algebra when a final call needs it, and whoever
// handed in the Runner runs it: the package knows no store. A path gives one
// row for each way of matching.
//
// The files: steps of paths are in start, move, has, tag, save, set, optional,
// follow, page, around, names and count; lower and choice turn them into
// algebra; methods, finals, graph and helpers are what scripts call; session
// runs a script, errors is what it throws, and guards keep it from harming the
// process. README.md is the reference of the language.
package gizmo

import (
	"context"
	"iter"

	"bibgraph/queries/algebra"
	"bibgraph/queries/results"
)

// DefaultLimit is how many rows a query gives that sets no limit.
const DefaultLimit = 100

// Options of a query. The zero value is Cayley's own.
type Options struct {
	// Limit is the most rows that all() and emit() give, until getLimit()
	// sets another; 0 is DefaultLimit, negative is none.
	Limit int
	// Collation is how scripts see terms.
	Collation results.Collation
	// MaxMemory is about how many bytes the heap may grow while the script
	// runs; 0 is no bound. The heap is that of the process: when several
	// scripts together fill it, the one that has run longest ends first.
	MaxMemory int64
	// Explain tells how a tree would be run, for explain(); nil shows the tree
	// as it is.
	Explain func(algebra.Op) string
}

// Run runs a script and gives its rows as they come; the sequence ends after
// the first error. A script ends with ctx, unless it is inside one call of
// JavaScript's own library, which cannot be interrupted.
func Run(ctx context.Context, text string, run algebra.Runner, o Options) iter.Seq2[results.Row, error] {
	return func(yield func(results.Row, error) bool) {
		s := newSession(ctx, run, o)
		s.yield = yield
		if err := s.exec(text); err != nil && !s.stopped {
			yield(results.Row{}, err)
		}
	}
}
