package memory_test

import (
	"context"
	"testing"

	"bibgraph/graph"
	"bibgraph/graph/stores/memory"
	"bibgraph/graph/stores/storetest"
)

func BenchmarkStore(b *testing.B) {
	storetest.Benchmark(b, func(context.Context, string, bool) (graph.Store, error) {
		return memory.New(memory.Options{}), nil
	})
}
