package memory_test

import (
	"testing"

	"go.uber.org/goleak"

	"bibgraph/graph"
	"bibgraph/graph/stores/memory"
	"bibgraph/graph/stores/storetest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestStore(t *testing.T) {
	storetest.Run(t, func(testing.TB) graph.Store { return memory.New(memory.Options{}) })
}
