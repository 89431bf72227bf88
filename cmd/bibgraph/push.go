package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"bibgraph/graph"
	"bibgraph/graph/partner"
	"bibgraph/graph/quad"
)

// fewSkipped is how many quads that a partner cannot read are told one by one.
const fewSkipped = 5

func pushCommand(std streams, store *storeFlag) *cobra.Command {
	var o partner.Options
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "push URL",
		Short: "Send the graph, or what changed, to a running Cayley",
		Long: `Push makes a running Cayley hold what the store holds. The first push sends the
whole graph; a later one adds what is new and deletes what is gone. Whatever
else the Cayley holds stays.

What was sent is kept in a file for each Cayley, in the folder PATH.push beside
the store. It takes as much room as an exported graph, and a push takes some 100
bytes of memory for each quad. A push that was interrupted goes on where it
stopped. A Cayley that lost what it was sent, such as one that keeps its graph
in memory, is noticed; --all sends everything again.

Cayley keeps one node for literals of one value, such as "5" and "05" as
integers, and whole seconds of times.`,
		Example: "  bibgraph push http://127.0.0.1:64210\n  bibgraph push --all --json https://user:password@cayley.example.org",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			server, err := partner.New(args[0], nil)
			if err != nil {
				return usageError{err}
			}
			if o.Folder == "" {
				if o.Folder, err = store.beside(".push"); err != nil {
					return err
				}
			}
			if o.Batch < 1 || o.Batch > partner.MaxBatch {
				return usageError{fmt.Errorf("a batch is 1 to %d quads, which Cayley applies as a whole", partner.MaxBatch)}
			}
			o.Progress = func(r partner.Report) {
				_, _ = fmt.Fprintf(std.err, "%d quads added, %d removed so far\n", r.Added, r.Removed)
			}
			skipped := 0
			o.LeftOut = func(_ quad.Quad, err error) {
				if skipped++; skipped <= fewSkipped {
					_, _ = fmt.Fprintf(std.err, "left out: %v\n", err)
				}
			}
			var report partner.Report
			err = store.read(cmd.Context(), func(s graph.Store) error {
				return s.View(cmd.Context(), func(snap graph.Snapshot) (err error) {
					report, err = partner.Push(cmd.Context(), snap, server, o)
					return err
				})
			})
			if err != nil {
				return pushError(err, report)
			}
			if err := tellPush(std, report, asJSON); err != nil {
				return err
			}
			if report.Skipped > 0 {
				return partly{fmt.Errorf("%d quads were left out: Cayley cannot read them", report.Skipped)}
			}
			return nil
		},
	}
	flags := cmd.Flags()
	flags.BoolVar(&o.All, "all", false, "send everything, also what was sent before")
	flags.IntVar(&o.Batch, "batch", partner.MaxBatch, "quads in one request")
	flags.StringVar(&o.Folder, "state", "", "folder that keeps what was sent (default PATH.push beside the store)")
	flags.BoolVar(&asJSON, "json", false, "print the report as JSON")
	return cmd
}

// pushError gives an error of a push the advice that goes with it.
func pushError(err error, r partner.Report) error {
	if _, ok := errors.AsType[*partner.EmptiedError](err); ok {
		return hinted{err, "send everything again with --all"}
	}
	if r.Added+r.Removed+r.Absent > 0 {
		return hinted{err, "what was sent is remembered: push again to go on"}
	}
	return err
}

func tellPush(std streams, r partner.Report, asJSON bool) error {
	if asJSON {
		e := json.NewEncoder(std.out)
		e.SetIndent("", "  ")
		return e.Encode(r)
	}
	text := fmt.Sprintf("%s: %d quads added, %d removed, %d unchanged", r.Target, r.Added, r.Removed, r.Unchanged)
	if r.Absent > 0 {
		text += fmt.Sprintf(", %d were gone already", r.Absent)
	}
	_, err := fmt.Fprintln(std.out, text)
	return err
}

// beside is a path beside a store that is on disk.
func (f *storeFlag) beside(suffix string) (string, error) {
	path, onDisk := strings.CutPrefix(f.address, "disk:")
	if path == "" || !onDisk && strings.Contains(f.address, ":") {
		return "", usageError{errors.New("the store is not on disk, so that what was sent has no place beside it: name a folder with --state")}
	}
	return strings.TrimRight(path, "/") + suffix, nil
}
