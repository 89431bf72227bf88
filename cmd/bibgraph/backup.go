package main

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/spf13/cobra"

	"bibgraph/graph"
	"bibgraph/graph/stores"
)

func backupCommand(std streams, store *storeFlag) *cobra.Command {
	var server string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "backup DEST",
		Short: "Copy the store into a new one",
		Long: `Backup makes a store in the folder DEST, which must not be there yet or be
empty, with all that the store holds. Other processes may read the store
meanwhile. One that bibgraph serve holds is backed up through the server, which
--from names and which goes on answering and writing; it may be on another machine,
and copies the store to its folder for temporary files first.

On the same disk the two share the files that do not change any more, so that a
backup takes moments and little space. One that is to outlive the disk must go
to another. A backup is a store like any other: name it with --store to look
into it.`,
		Example: "  bibgraph backup /mnt/backup/bibgraph-2026-11-27.db\n  bibgraph backup --from http://127.0.0.1:64210 copy.db\n  bibgraph check --store /mnt/backup/bibgraph-2026-11-27.db",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if server != "" {
				quads, err := backupFrom(cmd.Context(), std, server, strings.TrimPrefix(args[0], "disk:"))
				if err != nil {
					return err
				}
				return tellBackup(std, asJSON, withoutPassword(server), args[0], quads)
			}
			var quads int64
			err := store.read(cmd.Context(), func(s graph.Store) error {
				draw, done := std.progress("backing up")
				err := stores.Backup(cmd.Context(), s, args[0], draw)
				done()
				if err != nil {
					return err
				}
				return s.View(cmd.Context(), func(snap graph.Snapshot) error {
					quads = snap.Len()
					return nil
				})
			})
			if errors.Is(err, graph.ErrLocked) {
				return hinted{err, "if bibgraph serve holds the store, ask it: bibgraph backup --from http://127.0.0.1:64210 " + args[0]}
			}
			if err != nil {
				return err
			}
			return tellBackup(std, asJSON, store.address, args[0], quads)
		},
	}
	cmd.Flags().StringVar(&server, "from", "", "address of a server whose store is backed up, instead of --store")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the answer as JSON")
	return cmd
}

func tellBackup(std streams, asJSON bool, store, backup string, quads int64) error {
	return std.tell(asJSON, fmt.Sprintf("backed up %d quads to %s", quads, backup), struct {
		Store  string `json:"store"`
		Backup string `json:"backup"`
		Quads  int64  `json:"quads"`
	}{store, backup, quads})
}

func restoreCommand(std streams, store *storeFlag) *cobra.Command {
	var replace, asJSON bool
	cmd := &cobra.Command{
		Use:   "restore SRC",
		Short: "Make the store from a backup",
		Long: `Restore makes the store from the backup in the folder SRC, which stays as it is.
A store that is there already is in the way: with --replace it is moved aside,
and the answer tells where it is kept. No process may have that one open.`,
		Example: "  bibgraph restore /mnt/backup/bibgraph-2026-11-27.db\n  bibgraph restore --replace /mnt/backup/bibgraph-2026-11-27.db",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			draw, done := std.progress("restoring")
			replaced, err := stores.Restore(cmd.Context(), args[0], store.address, replace, draw)
			done()
			if errors.Is(err, fs.ErrExist) && !replace {
				return hinted{err, "--replace moves it aside and keeps it"}
			}
			if err != nil {
				return err
			}
			text := fmt.Sprintf("restored %s from %s", store.address, args[0])
			if replaced != "" {
				text += "\nthe store before it is kept at " + replaced
			}
			return std.tell(asJSON, text, struct {
				Store    string `json:"store"`
				Backup   string `json:"backup"`
				Replaced string `json:"replaced,omitempty"`
			}{store.address, args[0], replaced})
		},
	}
	cmd.Flags().BoolVar(&replace, "replace", false, "move a store that is there already aside")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the answer as JSON")
	return cmd
}
