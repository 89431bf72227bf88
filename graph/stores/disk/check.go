package disk

import (
	"context"
	"fmt"

	"github.com/cockroachdb/pebble/v2"

	"bibgraph/graph"
	"bibgraph/graph/stores/check"
)

var _ graph.Checker = (*Store)(nil)

// Check holds the rows, the dictionary and the numbers of the store against
// each other, and reads every block of Pebble's tables, which brings out those
// whose checksum is wrong.
func (s *Store) Check(ctx context.Context, progress graph.Progress) ([]graph.Fault, error) {
	var faults []graph.Fault
	err := s.View(ctx, func(snap graph.Snapshot) (err error) {
		if faults, err = check.Snapshot(ctx, snap, progress); err != nil || len(faults) >= graph.MaxFaults {
			return err
		}
		if err := s.db.CheckLevels(&pebble.CheckLevelsStats{}); err != nil {
			faults = append(faults, graph.Fault{Part: "files", Message: fmt.Sprintf("tables: %v", err)})
		}
		return ctx.Err()
	})
	return faults, err
}
