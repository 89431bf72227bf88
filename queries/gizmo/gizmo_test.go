package gizmo_test

import (
	"context"
	"testing"

	"bibgraph/graph"
	"bibgraph/graph/stores/memory"
	"bibgraph/queries/algebra"
	"bibgraph/queries/gizmo"
	"bibgraph/queries/querytest"
	"bibgraph/queries/results"
)

// The language as Cayley's users know it, a script for each family of calls.
func TestScripts(t *testing.T) {
	querytest.Run(t, "testdata/*.test", inMemory, asker(results.JSON))
	querytest.Run(t, "testdata/jsonld/*.test", inMemory, asker(results.JSONLD))
}

func inMemory(*testing.T) graph.Store { return memory.New(memory.Options{}) }

// asker gives the rows of a script as JSON, a line each.
func asker(collation results.Collation) querytest.Ask {
	return func(ctx context.Context, run algebra.Runner, text string) (lines []string, err error) {
		o := gizmo.Options{Collation: collation}
		for row, err := range gizmo.Run(ctx, text, run, o) {
			if err != nil {
				return lines, err
			}
			line, err := row.AppendJSON(nil, collation)
			if err != nil {
				return lines, err
			}
			lines = append(lines, string(line))
		}
		return lines, nil
	}
}
