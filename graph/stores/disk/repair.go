package disk

import (
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"os"
	"path/filepath"

	"bibgraph/graph"
	"bibgraph/graph/quad"
)

// What a repair names folders, behind the name of the store.
const (
	repairedSuffix = ".repaired" // while it is being made
	damagedSuffix  = ".damaged"  // the store as it was
)

// Repair makes a store anew from an order of rows that is whole, and gives the
// folder where the damaged store is kept, which the repair does not change. Any
// order can rebuild the others, and the terms of all IDs the rest of the
// dictionary; where no order can be read to its end, or the term of an ID is
// lost, the store stays as it is and the error is graph.ErrCorrupt.
func Repair(ctx context.Context, path string, progress graph.Progress) (damaged string, err error) {
	path = filepath.Clean(path)
	fresh, damaged := path+repairedSuffix, path+damagedSuffix
	if err := free(fresh, damaged); err != nil {
		return "", err
	}
	old, err := Open(ctx, path, Options{ReadOnly: true})
	if err != nil {
		return "", err
	}
	err = old.View(ctx, func(snap graph.Snapshot) error { return rebuild(ctx, snap, fresh, progress) })
	if err = errors.Join(err, old.Close()); err != nil {
		return "", fmt.Errorf("disk: repair %s: %w", path, errors.Join(err, os.RemoveAll(fresh)))
	}
	return damaged, swap(path, fresh, damaged)
}

// rebuild copies all quads of a snapshot into a new store.
func rebuild(ctx context.Context, snap graph.Snapshot, place string, progress graph.Progress) (err error) {
	order, rows, err := wholeOrder(ctx, snap)
	if err != nil {
		return err
	}
	s, err := Open(ctx, place, Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	return s.Update(ctx, func(tx graph.Tx) error {
		some := make([]quad.Quad, 0, 1024)
		added, all := int64(0), rows
		add := func() error {
			n, err := tx.Add(some...)
			some, added = some[:0], added+int64(n)
			if progress != nil {
				progress(added, all)
			}
			return err
		}
		for q, err := range graph.Quads(snap, graph.Row{}, order) {
			if err != nil {
				return err
			}
			if some = append(some, q); len(some) == cap(some) {
				if err := add(); err != nil {
					return err
				}
			}
		}
		if err := add(); err != nil {
			return err
		}
		if added != all {
			return fmt.Errorf("%s has %d rows, of which %d are different quads: %w", order, all, added, graph.ErrCorrupt)
		}
		return nil
	})
}

// content is what an order has, whatever its sequence.
type content struct {
	rows int64
	sum  uint64 // of the rows' hashes
}

// wholeOrder gives the order to believe, and how many rows it has: one that can
// be read to its end, with the same rows as most others that can, or with as
// many as the store should have.
func wholeOrder(ctx context.Context, snap graph.Snapshot) (graph.Order, int64, error) {
	seed := maphash.MakeSeed()
	votes, contents := map[content]int{}, map[graph.Order]content{}
	var failures []error
	for _, order := range graph.Orders {
		found, err := contentOf(snap, order, seed)
		switch {
		case ctx.Err() != nil:
			return 0, 0, ctx.Err()
		case err != nil:
			failures = append(failures, err)
		default:
			votes[found]++
			contents[order] = found
		}
	}
	if len(contents) == 0 {
		return 0, 0, errors.Join(failures...)
	}
	weight := func(o graph.Order) int {
		found, some := contents[o]
		switch {
		case !some:
			return -1
		case found.rows == snap.Len():
			return 2*votes[found] + 1
		default:
			return 2 * votes[found]
		}
	}
	best := graph.SPOG
	for _, order := range graph.Orders {
		if weight(order) > weight(best) {
			best = order
		}
	}
	return best, contents[best].rows, nil
}

// contentOf reads an order to its end.
func contentOf(snap graph.Snapshot, order graph.Order, seed maphash.Seed) (found content, err error) {
	c := snap.Scan(graph.Row{}, order)
	var last graph.Row
	for c.Next() && err == nil {
		if order.Compare(last, c.Row()) >= 0 {
			err = fmt.Errorf("%s has %v before %v: %w", order, last, c.Row(), graph.ErrCorrupt)
		}
		last = c.Row()
		found.rows++
		found.sum += maphash.Comparable(seed, last)
	}
	return found, errors.Join(err, c.Err(), c.Close())
}
