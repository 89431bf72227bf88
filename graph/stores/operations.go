package stores

import (
	"context"
	"errors"
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

// Restore makes a store at an address of a backup, another store of that kind.
// A store that is there already is in the way, unless it is to be replaced, and
// is then kept at the place that is given.
func Restore(ctx context.Context, backup, address string, replace bool, progress graph.Progress) (replaced string, err error) {
	kind, place, err := find(address)
	if err != nil {
		return "", err
	}
	from, source, err := find(backup)
	if err != nil {
		return "", err
	}
	if kind.Restore == nil || from.Scheme != kind.Scheme {
		return "", fmt.Errorf("stores: a store in %s cannot be restored from one in %s", kind.Scheme, from.Scheme)
	}
	return kind.Restore(ctx, source, place, replace, progress)
}

// Backup makes a store of the same kind at an address where there is none,
// while the store is used.
func Backup(ctx context.Context, s graph.Store, address string, progress graph.Progress) error {
	own, ok := s.(graph.Backuper)
	if !ok {
		return fmt.Errorf("stores: such a store cannot be backed up: %w", errors.ErrUnsupported)
	}
	_, place, err := find(address)
	if err != nil {
		return err
	}
	return own.Backup(ctx, place, progress)
}
