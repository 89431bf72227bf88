package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"bibgraph/loaders/record"
	"bibgraph/loaders/refs"
	"bibgraph/loaders/refs/learn"
)

func refsEvalCommand(std streams) *cobra.Command {
	var asJSON bool
	by := "lang"
	cmd := &cobra.Command{
		Use:   "eval CORPUS...",
		Short: "Measure how well references are read",
		Long: `Eval reads the references of labelled corpora and compares fields: one is right
if its words are, whatever signs and words such as "Vol." stand beside it, dates
by their years, pages with their ends written out. Only the fields are compared
that a corpus labels. The form of a corpus is told by refs train.`,
		Example: "  bibgraph refs eval dev.jsonl --by lang,source",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			corpora, err := learn.Read(args...)
			if err != nil {
				return err
			}
			group, err := groupBy(by)
			if err != nil {
				return err
			}
			scores := learn.Measure(reading{}, corpora, group)
			if asJSON {
				return json.NewEncoder(std.out).Encode(scores)
			}
			return printScores(std.out, scores)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&by, "by", by, "groups to tell apart: lang, source, or both")
	flags.BoolVar(&asJSON, "json", false, "print the figures as JSON")
	return cmd
}

// reading labels as the program reads.
type reading struct{}

func (reading) Label(text string) []record.Span { return refs.Parse(text).Spans }

func groupBy(list string) (learn.Group, error) {
	var of []func(learn.Reference) string
	for name := range strings.SplitSeq(list, ",") {
		switch name {
		case "lang":
			of = append(of, func(r learn.Reference) string { return "lang=" + r.Lang })
		case "source":
			of = append(of, func(r learn.Reference) string { return "source=" + r.Source })
		case "":
		default:
			return nil, usageError{fmt.Errorf("no group %q: take lang or source", name)}
		}
	}
	return func(r learn.Reference) []string {
		var groups []string
		for _, f := range of {
			groups = append(groups, f(r))
		}
		return groups
	}, nil
}

// printScores writes scores as a table for people.
func printScores(w io.Writer, scores []learn.Score) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(t, "group\treferences\tfields, F1\twhole right") // an error comes with Flush
	for _, s := range scores {
		_, _ = fmt.Fprintf(t, "%s\t%d\t%.3f\t%.1f %%\n", s.Name, s.References, s.F1(), 100*s.WholeShare())
	}
	return t.Flush()
}
