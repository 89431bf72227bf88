package learn

import (
	"cmp"
	"math"
	"slices"

	"bibgraph/loaders/record"
)

// Honesty is how far the confidence in a field is from how often it is right.
type Honesty struct {
	Field record.Field
	Spans int
	// Error is the expected calibration error: the spans are parted by
	// confidence into ten bins, and the distances of the mean confidence of
	// each from the share of it that is right are averaged by their spans.
	Error float64
	// Chance is the error that a confidence would be expected to show which is
	// perfectly honest: few spans fall unevenly.
	Chance float64
}

const bins = 10

// MeasureHonesty measures the confidence of each field that the corpora label,
// the most frequent first.
func MeasureHonesty(l Labeller, refs []Reference) []Honesty {
	type bin struct {
		n           int
		sure, right float64
		variance    float64 // of right, were the confidence honest
	}
	all := map[record.Field]*[bins]bin{}
	for _, r := range refs {
		want, spans := wanted(r), l.Label(r.Text)
		got := wordsOf(r.Text, spans)
		for _, s := range spans {
			f := folded(s.Field)
			if !slices.Contains(r.Scored, string(f)) {
				continue
			}
			if all[f] == nil {
				all[f] = new([bins]bin)
			}
			b := &all[f][min(int(s.Confidence*bins), bins-1)]
			b.n++
			b.sure += s.Confidence
			b.variance += s.Confidence * (1 - s.Confidence)
			if comparable(f, want[f]) == comparable(f, got[f]) {
				b.right++
			}
		}
	}
	var out []Honesty
	for f, list := range all {
		h := Honesty{Field: f}
		for _, b := range list {
			h.Spans += b.n
			h.Error += math.Abs(b.sure - b.right)
			h.Chance += math.Sqrt(b.variance * 2 / math.Pi) // the mean distance of a normal variable
		}
		h.Error /= float64(h.Spans)
		h.Chance /= float64(h.Spans)
		out = append(out, h)
	}
	slices.SortFunc(out, func(a, b Honesty) int {
		return cmp.Or(cmp.Compare(b.Spans, a.Spans), cmp.Compare(a.Field, b.Field))
	})
	return out
}
