package graph

import (
	"context"
	"iter"

	"bibgraph/graph/quad"
)

// A store may offer more than Store asks of it. Who needs it asks with a type
// assertion; what each kind of store offers is told in graph/stores.

// Fault is one thing that is wrong with a store.
type Fault struct {
	Part    string `json:"part"` // what it is found in: the name of an order, "dictionary", "counts", "files"
	Message string `json:"message"`
}

// Progress is told how much of some long work is done, in units of its own. It
// is called from one goroutine at a time, and nil for who wants to know nothing.
type Progress func(done, all int64)

// BlockAdder is a store that has a way of its own to take very many quads.
type BlockAdder interface {
	// AddBlocks puts quads in and tells how many were not there before. An
	// error of the sequence, or a quad without subject, predicate or object,
	// ends it; the store is then as it was, unless the terms were too many for
	// the memory that it may take: then what came before the last part may stay.
	AddBlocks(ctx context.Context, blocks iter.Seq2[*quad.Block, error]) (added int, err error)
}

// AddBlocks puts quads into a store in its own way, or in one update. A block
// is of no use when the next one is asked for.
func AddBlocks(ctx context.Context, s Store, blocks iter.Seq2[*quad.Block, error]) (added int, err error) {
	if s, ok := s.(BlockAdder); ok {
		return s.AddBlocks(ctx, blocks)
	}
	err = s.Update(ctx, func(tx Tx) error {
		for b, err := range blocks {
			if err != nil {
				return err
			}
			n, err := tx.Add(b.Quads()...)
			if err != nil {
				return err
			}
			added += n
		}
		return nil
	})
	return added, err
}

// Checker is a store that can tell whether it is sound, its files included.
type Checker interface {
	// Check reads all of the store as it is now and gives what is wrong, at
	// most MaxFaults. Readers and the writer go on. An error is that the store
	// could not be looked at, or that ctx ended.
	Check(ctx context.Context, progress Progress) ([]Fault, error)
}

// Compacter is a store that can be made smaller and faster to read.
type Compacter interface {
	// Compact brings what many updates have left into the form that a bulk
	// load gives, and gives back the space of what was removed. What the store
	// holds does not change; readers go on, the writer may wait.
	Compact(ctx context.Context, progress Progress) error
}

// Backuper is a store that can be copied while it is used.
type Backuper interface {
	// Backup makes a store of the same kind at a place where there is none,
	// with all that was acknowledged before the call, and perhaps what came
	// during it. Readers and the writer go on.
	Backup(ctx context.Context, place string, progress Progress) error
}

// Size is what a part of a store takes.
type Size struct {
	Part  string `json:"part"` // the name of an order, "dictionary", …
	Bytes int64  `json:"bytes"`
}

// Sizer is a store that can tell what its parts take on disk.
type Sizer interface {
	// Sizes gives all parts, which add up to the whole. They may be estimates.
	Sizes() ([]Size, error)
}

// MaxFaults is how many faults a check gives before it ends.
const MaxFaults = 100
