package disk_test

import (
	"testing"

	"pgregory.net/rapid"

	"bibgraph/graph"
	"bibgraph/graph/stores/disk"
	"bibgraph/graph/stores/memory"
	"bibgraph/graph/stores/storetest"
)

// TestMetamorphic opens the store each time with other options.
func TestMetamorphic(t *testing.T) {
	model := func() graph.Store { return memory.New(memory.Options{}) }
	storetest.Metamorphic(t, model, func(r *rapid.T) storetest.Open {
		return opener(disk.Options{
			GatherBytes: rapid.SampledFrom([]int{0, 1000, 20_000}).Draw(r, "gather"),
			PieceBytes:  rapid.SampledFrom([]int{0, 2000, 20_000}).Draw(r, "piece"),
			BulkBytes:   rapid.SampledFrom([]int{0, 100_000}).Draw(r, "memory"),
			TableRows:   rapid.SampledFrom([]int{0, 1, 10, 100}).Draw(r, "table"),
		})
	})
}
