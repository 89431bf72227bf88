// Package graphql is GraphQL as Cayley has it: its syntax, and no schema. The
// fields of an object are the properties of a node, by their IRIs, with
// brackets or without.
//
//	{ works: nodes(<topic>: <topic/japan>, first: 10) {
//	    id, <title> @opt, authors: <author> { <name> }, citing: <cites> @rev { id }
//	} }
//
// A node that lacks a property is left out, unless the property is @opt. An
// object stands in the answer once for each way in which it was reached, as
// everywhere in Cayley; several values of a property are a list in it, each
// value once, in the order of the store.
//
// The files: lexer and parser read a query, pattern says what it asks of the
// graph, answer makes the objects of the answer.
package graphql

import (
	"context"

	"bibgraph/queries/algebra"
	"bibgraph/queries/nested"
	"bibgraph/queries/results"
)

// Run runs a query and gives the object that answers it, with a member for
// each root. It may take about maxMemory bytes, if that is not 0.
func Run(ctx context.Context, text string, run algebra.Runner, maxMemory int64) (results.Object, error) {
	roots, err := parse(text)
	if err != nil {
		return nil, err
	}
	data := results.Object{}
	for _, root := range roots {
		var objects []any
		for found, err := range nested.Objects(ctx, run, root.pattern(), maxMemory) {
			if err != nil {
				return nil, err
			}
			o, err := root.object(found)
			if err != nil {
				return nil, err
			}
			objects = append(objects, o)
		}
		data = set(data, root.alias, one(objects))
	}
	return data, nil
}
