package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"bibgraph/loaders/refs/learn"
)

// modelFile is where the model stands in the repository.
const modelFile = "loaders/refs/model/model.zst"

func refsTrainCommand(std streams) *cobra.Command {
	out := modelFile
	var o learn.Options
	cmd := &cobra.Command{
		Use:   "train CORPUS...",
		Short: "Make the model that reads references out of labelled ones",
		Long: `Train learns from corpora of labelled references and writes the model that is
built into the program. A corpus is a file of JSON lines, packed by gzip or not:

  {"text": "…", "spans": [[0, 12, "author"], …], "source": "…", "lang": "ru",
   "scored": ["author", "title", …]}

Spans are in code points; scored names the fields that the corpus labels, as
others are unknown there, not absent. The same corpora in the same order give
the same file. It takes some minutes and 4 GB of memory.`,
		Example: "  bibgraph refs train train.jsonl.gz synth-gost.jsonl.gz cyrillic-dev.jsonl",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			corpora, err := learn.Read(args...)
			if err != nil {
				return err
			}
			o.Progress = func(line string) { _, _ = fmt.Fprintln(std.err, line) }
			m, err := learn.Train(cmd.Context(), corpora, o)
			if err != nil {
				return err
			}
			packed, err := m.Pack()
			if err != nil {
				return err
			}
			if _, err := writeFile(out, func(w io.Writer) (int, error) { return w.Write(packed) }); err != nil {
				return err
			}
			_, _ = fmt.Fprintf(std.err, "wrote %d bytes to %s\n", len(packed), out)
			return nil
		},
	}
	flags := cmd.Flags()
	flags.StringVarP(&out, "output", "o", out, "the file to write")
	flags.IntVar(&o.Epochs, "epochs", 0, "times that each reference is looked at (default the model's)")
	flags.IntVar(&o.Features, "features", 0, "features that the model keeps (default the model's)")
	return cmd
}
