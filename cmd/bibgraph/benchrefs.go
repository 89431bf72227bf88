package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"bibgraph/loaders/refs"
	"bibgraph/loaders/refs/learn"
)

func benchRefsCommand(std streams) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "refs CORPUS...",
		Short: "Measure how well and how fast references are read",
		Long: `Refs reads the references of labelled corpora, as refs eval does, and tells
what others reach on the same sets, what is to be reached and whether it is. It
measures also how long a reference takes on one processor, from the text to the record,
and how honest the confidence is: the expected calibration error of each field,
which is the mean distance of confidence from the share that is right. Beside
it stands what a perfectly honest confidence would show by chance, as the spans
of some fields are few.`,
		Example: "  bibgraph bench refs dev.jsonl",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			corpora, err := learn.Read(args...)
			if err != nil {
				return err
			}
			r := benchReferences(corpora)
			if asJSON {
				return json.NewEncoder(std.out).Encode(r)
			}
			return r.print(std.out)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the figures as JSON")
	return cmd
}

// refsReport is what was measured.
type refsReport struct {
	Scores    []learn.Score   `json:"scores"`
	Honesty   []learn.Honesty `json:"honesty"`
	LoadMS    float64         `json:"modelLoadMs"`
	PerSecond float64         `json:"referencesPerSecond"`
	P99MS     float64         `json:"p99Ms"`
}

func benchReferences(corpora []learn.Reference) refsReport {
	var r refsReport
	start := time.Now()
	refs.Parse("") // nothing is read, but the model loads
	refs.Parse("x")
	r.LoadMS = milliseconds(time.Since(start))
	var took []time.Duration
	var total time.Duration
	for _, ref := range corpora {
		start := time.Now()
		refs.Parse(ref.Text)
		took = append(took, time.Since(start))
		total += took[len(took)-1]
	}
	slices.Sort(took)
	r.PerSecond = float64(len(took)) / total.Seconds()
	r.P99MS = milliseconds(took[len(took)*99/100])
	r.Scores = learn.Measure(reading{}, corpora, strataOf)
	r.Honesty = learn.MeasureHonesty(reading{}, corpora)
	return r
}

// print writes the report as tables for people.
func (r refsReport) print(w io.Writer) error {
	if err := printMarks(w, r.Scores); err != nil {
		return err
	}
	if err := printScores(w, r.Scores); err != nil {
		return err
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(t, "\nfield\tspans\tcalibration error\tby chance") // an error comes with Flush
	for _, h := range r.Honesty {
		_, _ = fmt.Fprintf(t, "%s\t%d\t%.3f\t%.3f\n", h.Field, h.Spans, h.Error, h.Chance)
	}
	_, _ = fmt.Fprintf(t, "\n%.0f references a second on one processor, 99 of 100 within %.2f ms; the model loads in %.0f ms\n", r.PerSecond, r.P99MS, r.LoadMS)
	return t.Flush()
}
