package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"bibgraph/graph"
	"bibgraph/graph/stores"
)

func compactCommand(std streams, store *storeFlag) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "compact",
		Short: "Make the store smaller and faster to read",
		Long: `Compact brings what many small updates have left into the form that a bulk load
gives, and gives back the space of what was removed. What the store holds does
not change. Interrupting it does no harm.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			var before, after int64
			err := store.with(cmd.Context(), stores.Options{MustExist: true}, func(s graph.Store) (err error) {
				own, ok := s.(graph.Compacter)
				if !ok {
					return fmt.Errorf("store %s cannot be compacted", store.address)
				}
				if before, _, err = sizesOf(s); err != nil {
					return err
				}
				draw, done := std.progress("compacting")
				err = own.Compact(cmd.Context(), draw)
				done()
				return err
			})
			if err != nil {
				return err
			}
			// A store that is closed has no files any more that it has replaced.
			err = store.with(cmd.Context(), stores.Options{MustExist: true, ReadOnly: true}, func(s graph.Store) (err error) {
				after, _, err = sizesOf(s)
				return err
			})
			if err != nil {
				return err
			}
			return std.tell(asJSON, fmt.Sprintf("compacted %s to %s", megabytes(before), megabytes(after)), struct {
				Store  string `json:"store"`
				Before int64  `json:"bytesBefore"`
				After  int64  `json:"bytesAfter"`
			}{store.address, before, after})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the answer as JSON")
	return cmd
}
