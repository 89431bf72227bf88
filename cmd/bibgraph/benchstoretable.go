package main

import (
	"fmt"
	"io"
	"text/tabwriter"
)

// print writes the report as a table for people.
func (r *storeReport) print(w io.Writer) error {
	if _, err := fmt.Fprintf(w, "%s: %d quads, %d bytes a line\n\n", r.Source, r.Quads, r.Bytes/max(r.Quads, 1)); err != nil {
		return err
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(t, "\tmeasured\ttarget\tmet\t") // an error comes with Flush
	met := 0
	for _, f := range r.Rows {
		value, bound, answer := "–", "≤", "no"
		if f.Value != nil {
			value = number(*f.Value, true)
		}
		if f.AtLeast {
			bound = "≥"
		}
		if f.Met {
			answer, met = "yes", met+1
		}
		_, _ = fmt.Fprintf(t, "%s\t%s %s\t%s %g\t%s\t%s\n", f.Name, value, f.Unit, bound, f.Target, answer, f.Note)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "\n%d of %d targets met\n", met, len(r.Rows))
	return err
}
