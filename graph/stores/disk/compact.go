package disk

import (
	"context"
	"fmt"

	"bibgraph/graph"
)

var _ graph.Compacter = (*Store)(nil)

// Compact merges the tables of Pebble, table after table, into its last level.
// It tells no progress, as Pebble does not.
func (s *Store) Compact(ctx context.Context, _ graph.Progress) error {
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
	first, last := []byte{0}, []byte{0xff}
	if err := s.db.Compact(ctx, first, last, true); err != nil {
		return failed("compact "+s.path, err)
	}
	return ctx.Err()
}
