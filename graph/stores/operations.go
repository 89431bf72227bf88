package stores

import (
	"context"
	"fmt"

	"bibgraph/graph"
	"bibgraph/graph/stores/check"
)

// Check gives what is wrong with a store: what the store itself finds, if it is
// a graph.Checker, or else what its snapshot shows.
func Check(ctx context.Context, s graph.Store, progress graph.Progress) (faults []graph.Fault, err error) {
	if own, ok := s.(graph.Checker); ok {
		return own.Check(ctx, progress)
	}
	err = s.View(ctx, func(snap graph.Snapshot) error {
		faults, err = check.Snapshot(ctx, snap, progress)
		return err
	})
	return faults, err
}

// Repair makes a damaged store anew from what is whole in it, and gives the
// place where the damaged one is kept. The store must not be open.
func Repair(ctx context.Context, address string, progress graph.Progress) (damaged string, err error) {
	kind, place, err := find(address)
	if err != nil {
		return "", err
	}
	if kind.Repair == nil {
		return "", fmt.Errorf("stores: a store in %s cannot be repaired", kind.Scheme)
	}
	return kind.Repair(ctx, place, progress)
}
