package disk

import (
	"context"
	"fmt"

	"bibgraph/graph"
)

var _ graph.Compacter = (*Store)(nil)

// Compact folds all changes and terms into the files, and merges the tables of
// Pebble into its last level. It tells the progress of the first, as Pebble tells
// none.
func (s *Store) Compact(ctx context.Context, progress graph.Progress) error {
	if err := s.gate.EnterToWrite(ctx); err != nil {
		return err
	}
	defer s.gate.LeaveFromWriting()
	if s.options.ReadOnly {
		return fmt.Errorf("disk: %s: %w", s.path, graph.ErrReadOnly)
	}
	if s.broken != nil {
		return s.broken
	}
	if now := s.current; now.counts.changes > 0 || now.counts.tabled(now.sealed) > 0 {
		if err := s.fold(ctx, progress); err != nil {
			return err
		}
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	s.background.watch(cancel)
	defer s.background.watch(nil)
	err := s.db.Compact(ctx, []byte{0}, []byte{0xff}, true)
	if ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	if err != nil {
		return failed("compact "+s.path, err)
	}
	return nil
}
