package plan_test

import (
	"testing"

	"bibgraph/graph"
	"bibgraph/graph/stores/memory"
	"bibgraph/queries/querytest"
)

// A script a rule; the trees are what languages make.
func TestOptimize(t *testing.T) {
	open := func(*testing.T) graph.Store { return memory.New(memory.Options{}) }
	querytest.Run(t, "testdata/*.test", open, querytest.Algebra)
}
