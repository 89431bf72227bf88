package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"bibgraph/graph"
	"bibgraph/graph/formats"
)

func exportCommand(std streams, store *storeFlag) *cobra.Command {
	var format, output string
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write the graph to a file",
		Long: `Export writes every quad of the store, sorted: the same bytes for the same
graph. Loading them into an empty store gives the same graph.`,
		Example: "  bibgraph export -o graph.nq\n  bibgraph export | gzip > graph.nq.gz",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			f, ok := formats.ByName(format)
			if !ok || f.WriteSorted == nil {
				return usageError{fmt.Errorf("no format %q to export; there is %s", format, strings.Join(exports(), ", "))}
			}
			return store.read(cmd.Context(), func(s graph.Store) error {
				if output == "" || output == "-" {
					_, err := export(cmd.Context(), s, f, std.out)
					return err
				}
				n, err := exportFile(cmd.Context(), s, f, output)
				if err == nil {
					_, err = fmt.Fprintf(std.err, "wrote %d quads to %s\n", n, output)
				}
				return err
			})
		},
	}
	cmd.Flags().StringVar(&format, "format", "nquads", "format: "+strings.Join(exports(), ", "))
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
func export(ctx context.Context, store graph.Store, f formats.Format, w io.Writer) (n int, err error) {
	buffered := bufio.NewWriterSize(w, 1<<20)
	err = store.View(ctx, func(snap graph.Snapshot) error {
		var err error
		n, err = f.WriteSorted(buffered, graph.Quads(snap, graph.Row{}, graph.SPOG))
		return err
	})
	return n, errors.Join(err, buffered.Flush())
}

// exportFile writes beside the file and renames at the end, so that the file
// is whole or as it was.
func exportFile(ctx context.Context, store graph.Store, f formats.Format, name string) (n int, err error) {
	beside, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return 0, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(beside.Name()))
		}
	}()
	n, err = export(ctx, store, f, beside)
	if err = errors.Join(err, beside.Chmod(0o644), beside.Sync(), beside.Close()); err != nil {
		return n, err
	}
	return n, os.Rename(beside.Name(), name)
}
