package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"bibgraph/graph"
	"bibgraph/graph/stores"
)

// checkReport is what check has found.
type checkReport struct {
	Store  string        `json:"store"`
	Quads  int64         `json:"quads"`
	Terms  int64         `json:"terms"`
	Sound  bool          `json:"sound"`
	Faults []graph.Fault `json:"faults"`

	// Damaged is where a repair keeps the store as it was; what stands before
	// it is then about the repaired one.
	Damaged string `json:"damaged,omitempty"`
}

func checkCommand(std streams, store *storeFlag) *cobra.Command {
	var repair, asJSON bool
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Prove that the store is sound, or repair it",
		Long: `Check reads the whole store: every order of rows must hold the same quads, the
dictionary must know each of their terms both ways, the numbers that queries
are planned with must be true, and every block of the files must have its
checksum. What is wrong is told, at most 100 faults, and the exit code is 1.
Other processes may read meanwhile.

With --repair a store that has faults is made anew, beside the damaged one, from
an order that is whole; any can rebuild the others. The damaged store is kept,
and the answer tells where. It takes as much space again.`,
		Example: "  bibgraph check\n  bibgraph check --repair --store disk:bibgraph.db",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			r, err := check(cmd.Context(), std, store)
			if err == nil && !r.Sound && repair {
				tell := func(f graph.Fault) error {
					_, err := fmt.Fprintf(std.err, "%s: %s\n", f.Part, f.Message)
					return err
				}
				for _, f := range r.Faults {
					err = errors.Join(err, tell(f))
				}
				r, err = repairAndCheck(cmd.Context(), std, store)
			}
			if err != nil {
				return err
			}
			if err := std.tell(asJSON, r.text(), r); err != nil || r.Sound {
				return err
			}
			hint := "bibgraph check --repair makes the store anew from what is whole; or restore a backup"
			if r.Damaged != "" {
				hint = "restore a backup, and report what you did before"
			}
			return hinted{fmt.Errorf("store %s has faults: %w", store.address, graph.ErrCorrupt), hint}
		},
	}
	cmd.Flags().BoolVar(&repair, "repair", false, "make a store that has faults anew from what is whole in it")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the answer as JSON")
	return cmd
}

// check opens the store for reading and checks it.
func check(ctx context.Context, std streams, store *storeFlag) (r checkReport, err error) {
	r.Store = store.address
	draw, done := std.progress("checking")
	err = store.read(ctx, func(s graph.Store) error {
		if r.Faults, err = stores.Check(ctx, s, draw); err != nil {
			return err
		}
		return s.View(ctx, func(snap graph.Snapshot) error {
			r.Quads, r.Terms = snap.Len(), snap.NodeCount()
			return nil
		})
	})
	done()
	r.Sound = len(r.Faults) == 0
	r.Faults = append([]graph.Fault{}, r.Faults...) // a list in JSON, also when it is empty
	return r, err
}

// repairAndCheck repairs the store and checks what came of it.
func repairAndCheck(ctx context.Context, std streams, store *storeFlag) (checkReport, error) {
	draw, done := std.progress("repairing")
	damaged, err := stores.Repair(ctx, store.address, draw)
	done()
	if err != nil {
		return checkReport{}, err
	}
	r, err := check(ctx, std, store)
	r.Damaged = damaged
	return r, err
}

// text is the report for people.
func (r checkReport) text() string {
	var lines []string
	for _, f := range r.Faults {
		lines = append(lines, f.Part+": "+f.Message)
	}
	if r.Sound {
		lines = append(lines, fmt.Sprintf("sound: %d quads, %d terms", r.Quads, r.Terms))
	}
	if r.Damaged != "" {
		lines = append(lines, "the damaged store is kept at "+r.Damaged)
	}
	return strings.Join(lines, "\n")
}
