package main

import (
	"bufio"
	"fmt"
	"math"
	"strings"

	"bibgraph/loaders/record"
)

// peopleWriter shows references to people.
type peopleWriter struct {
	out  *bufio.Writer
	show func(ref record.Reference, colour bool) string

	colour bool
}

func newPeopleWriter(std streams, show func(record.Reference, bool) string) *peopleWriter {
	return &peopleWriter{bufio.NewWriter(std.out), show, std.width > 0}
}

func (w *peopleWriter) Write(ref record.Reference) error {
	_, err := w.out.WriteString(w.show(ref, w.colour))
	return err
}

func (w *peopleWriter) Close() error { return w.out.Flush() }

// tableReference tells a reference in a few lines for people.
func tableReference(ref record.Reference, _ bool) string {
	var b strings.Builder
	_, _ = fmt.Fprintf(&b, "%s\n", ref.Raw)
	runes := []rune(ref.Raw)
	if ref.Work != nil {
		_, _ = fmt.Fprintf(&b, "  %-18s %s\n", "type", ref.Work.Type)
	}
	for _, s := range ref.Spans {
		_, _ = fmt.Fprintf(&b, "  %-18s %-4.2f  %s\n", s.Field, shown(s.Confidence), strings.Join(strings.Fields(string(runes[s.Start:s.End])), " "))
	}
	_, _ = fmt.Fprintf(&b, "  %-18s %.2f\n", "confidence", shown(ref.Confidence))
	return b.String()
}

// explainReference shows the words by field: coloured on a terminal, in
// brackets elsewhere.
func explainReference(ref record.Reference, colour bool) string {
	var b strings.Builder
	runes, at := []rune(ref.Raw), 0
	for i, s := range ref.Spans {
		b.WriteString(string(runes[at:s.Start]))
		words := string(runes[s.Start:s.End])
		if colour {
			_, _ = fmt.Fprintf(&b, "\x1b[%dm%s\x1b[0m\x1b[2m %s %.2f\x1b[0m", 31+i%6, words, s.Field, shown(s.Confidence))
		} else {
			_, _ = fmt.Fprintf(&b, "[%s %s %.2f]", s.Field, words, shown(s.Confidence))
		}
		at = s.End
	}
	b.WriteString(string(runes[at:]))
	_, _ = fmt.Fprintf(&b, "  (%.2f)\n", shown(ref.Confidence))
	return b.String()
}

// shown is a confidence for two decimals, rounded down: what is not certain is
// not shown as 1.00.
func shown(confidence float64) float64 { return math.Floor(confidence*100) / 100 }
