package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"bibgraph/graph"
	"bibgraph/graph/formats"
)

func exportCommand(std streams, store *storeFlag) *cobra.Command {
	var format, output string
	var canonical bool
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write the graph to a file",
		Long: `Export writes every quad of the store, sorted: the same bytes for the same
graph. Loading them into an empty store gives the same graph, in formats that
have names for graphs.

With --canonical, blank nodes are called by what is said of them (RDFC-1.0), so
that equal graphs give the same N-Quads, whatever their blank nodes are called.`,
		Example: `  bibgraph export -o graph.nq
  bibgraph export --format trig -o graph.trig
  bibgraph export --canonical | sha256sum`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			f, ok := formats.ByName(format)
			if !ok || f.WriteSorted == nil {
				return usageError{fmt.Errorf("no format %q to export; there is %s", format, strings.Join(exports(), ", "))}
			}
			if canonical && f.Name != "nquads" {
				return usageError{errors.New("the canonical form is N-Quads: leave --format out")}
			}
			if canonical {
				f.WriteSorted = formats.WriteCanonical
			}
			return store.read(cmd.Context(), func(s graph.Store) error {
				if output == "" || output == "-" {
					_, err := export(cmd.Context(), s, f, canonical, std.out)
					return err
				}
				n, err := writeFile(output, func(w io.Writer) (int, error) { return export(cmd.Context(), s, f, canonical, w) })
				if err == nil {
					_, err = fmt.Fprintf(std.err, "wrote %d quads to %s\n", n, output)
				}
				return err
			})
		},
	}
	cmd.Flags().StringVar(&format, "format", "nquads", "format: "+strings.Join(exports(), ", "))
	cmd.Flags().BoolVar(&canonical, "canonical", false, "canonical N-Quads: the same bytes for equal graphs")
	cmd.Flags().StringVarP(&output, "output", "o", "", "file to write; - or nothing for standard output")
	return cmd
}

// exports names the formats that a whole graph can be written in.
func exports() []string {
	var names []string
	for _, f := range formats.All {
		if f.WriteSorted != nil {
			names = append(names, f.Name)
		}
	}
	return names
}

// export writes all quads and tells how many.
func export(ctx context.Context, store graph.Store, f formats.Format, canonical bool, w io.Writer) (n int, err error) {
	buffered := bufio.NewWriterSize(w, 1<<20)
	err = store.View(ctx, func(snap graph.Snapshot) error {
		var err error
		if f.Name == "nquads" && !canonical {
			n, err = graph.WriteLines(buffered, snap)
			return err
		}
		n, err = f.WriteSorted(buffered, graph.Quads(snap, graph.Row{}, graph.SPOG))
		return err
	})
	return n, errors.Join(err, buffered.Flush())
}
