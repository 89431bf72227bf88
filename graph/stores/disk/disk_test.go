package disk_test

import (
	"context"
	"testing"

	"go.uber.org/goleak"

	"bibgraph/graph"
	"bibgraph/graph/stores/disk"
	"bibgraph/graph/stores/storetest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestStore(t *testing.T) {
	storetest.RunDurable(t, opener(disk.Options{}))
}

// TestStore_inPieces has every update written in pieces of a few quads.
func TestStore_inPieces(t *testing.T) {
	storetest.RunDurable(t, opener(disk.Options{PieceBytes: 2000}))
}

func opener(o disk.Options) storetest.Open {
	return func(ctx context.Context, place string, readOnly bool) (graph.Store, error) {
		o := o
		o.ReadOnly = readOnly
		s, err := disk.Open(ctx, place, o)
		if err != nil {
			return nil, err
		}
		return s, nil
	}
}
