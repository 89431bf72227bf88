package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"bibgraph/loaders/refs/learn"
)

// referenceMarks are what others reach on the labelled references that the
// reader is measured on, F1 of fields or, where whole is set, the share of
// references that are wholly right: AnyStyle 1.6.0 with the model it ships, and
// a perceptron of 300 lines that was learnt from the same references. Both were
// measured with the same scorer. reach is what the reader is to reach; 0 asks
// for more than both.
var referenceMarks = []struct {
	set                    string
	whole                  bool
	anystyle, probe, reach float64
}{
	{"source=seed", true, 0, 0.75, 1},
	{"all", false, 0.747, 0.856, 0.90},
	{"all", true, 0.388, 0.59, 0.68},
	{"source=hand-gost", false, 0.684, 0.869, 0.94},
	{"other Cyrillic", false, 0.740, 0.858, 0.92},
	{"lang=ru", false, 0.66, 0.87, 0.93},
	{"lang=en", false, 0.77, 0.88, 0.92},
	{"lang=de", false, 0.77, 0.82, 0.88},
	{"lang=fr", false, 0.78, 0.80, 0.88},
	{"lang=it", false, 0.63, 0.82, 0.88},
	{"lang=zh", false, 0.58, 0.82, 0.90},
	{"lang=ja", false, 0.67, 0.84, 0.90},
	{"lang=ko", false, 0.75, 0.93, 0.95},
	{"source=grobid", false, 0.677, 0.886, 0},
	{"source=excite-ss", false, 0.851, 0.871, 0},
	{"source=linkedbooks", false, 0.632, 0.838, 0},
	{"source=zotero-chinese", false, 0.521, 0.751, 0},
	{"source=anystyle-gold", false, 0.983, 0.947, 0},
	{"source=anystyle-ugly", false, 0.617, 0.674, 0},
}

// strataOf gives the groups of the marks that a reference is in.
func strataOf(r learn.Reference) []string {
	groups := []string{"lang=" + r.Lang, "source=" + r.Source}
	if strings.HasPrefix(r.Source, "cyr") {
		groups = append(groups, "other Cyrillic")
	}
	return groups
}

// printMarks writes what was reached beside the marks. Figures of few
// references tell little: sets of fewer than 10 are left out.
func printMarks(w io.Writer, scores []learn.Score) error {
	by := map[string]learn.Score{}
	for _, s := range scores {
		by[s.Name] = s
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(t, "set\treferences\tmeasure\tAnyStyle\tprobe\treach\tnow\t") // an error comes with Flush
	for _, m := range referenceMarks {
		s, ok := by[m.set]
		if !ok || s.References < 10 {
			continue
		}
		measure, now := "fields, F1", s.F1()
		if m.whole {
			measure, now = "whole right", s.WholeShare()
		}
		reach, met := "both", now > max(m.anystyle, m.probe)
		if m.reach > 0 {
			reach, met = fmt.Sprintf("%.3f", m.reach), now >= m.reach
		}
		verdict := "missed"
		if met {
			verdict = "met"
		}
		_, _ = fmt.Fprintf(t, "%s\t%d\t%s\t%.3f\t%.3f\t%s\t%.3f\t%s\n", m.set, s.References, measure, m.anystyle, m.probe, reach, now, verdict)
	}
	_, _ = fmt.Fprintln(t)
	return t.Flush()
}
