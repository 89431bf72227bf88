// Package mql is the Metaweb Query Language as Cayley has it: a JSON object
// with holes, which are filled from the graph.
//
//	[{"id": null, "<author>": "<auth/campi>", "<cites>": [{"id": null, "<year>": null}]}]
//
// Keys are predicates, "!" before one turns it around, and "@name:" before it
// lets it stand in an object twice; "id" is the node. A value must be there,
// null may be there and holds the last value seen, a list holds all, an object
// in it asks on.
package mql

import (
	"context"
	"iter"

	"bibgraph/queries/algebra"
	"bibgraph/queries/nested"
	"bibgraph/queries/results"
)

// DefaultLimit is how many rows a query gives that sets no limit.
const DefaultLimit = 100

// Options of a query.
type Options struct {
	// Limit is the most rows; 0 is DefaultLimit, negative is none.
	Limit int
	// Collation is how values look. In plain JSON all are strings.
	Collation results.Collation
	// MaxMemory is about how many bytes the answer may take; 0 is no bound.
	MaxMemory int64
}

// Run runs a query and gives its rows; the sequence ends after the first
// error. Nodes that look the same in the answer are one row.
func Run(ctx context.Context, text string, run algebra.Runner, o Options) iter.Seq2[results.Row, error] {
	return func(yield func(results.Row, error) bool) {
		q, err := parse(text)
		if err != nil {
			yield(results.Row{}, err)
			return
		}
		if o.Limit == 0 {
			o.Limit = DefaultLimit
		}
		f := filler{collation: o.Collation}
		rows := list{}
		for object, err := range nested.Objects(ctx, run, q.pattern(), o.MaxMemory) {
			if err != nil {
				yield(results.Row{}, err)
				return
			}
			if o.Limit >= 0 && len(rows.order) >= o.Limit && !rows.has(f.key(object)) {
				break
			}
			f.fill(&rows, q, object)
		}
		for _, filled := range rows.order {
			if !yield(results.Row{Value: f.value(q, filled)}, nil) {
				return
			}
		}
	}
}
