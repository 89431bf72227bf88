package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"bibgraph/loaders/record"
	"bibgraph/loaders/refs"
)

// refsOptions say how references are read and printed.
type refsOptions struct {
	format  string
	explain bool
}

func refsCommand(std streams) *cobra.Command {
	var o refsOptions
	cmd := &cobra.Command{
		Use:   "refs [FILE...]",
		Short: "Read printed references, one a line",
		Long: `Refs reads printed references, one a line, into their parts: who, what, where,
when, which pages. It needs no store. Without a file, or with -, it reads what
comes in.

Formats:
  json   an object a line: type, people with families and given names, titles,
         container, date, volume, issue, pages, publisher, identifiers, language,
         the confidence of each field and of the whole, and the line itself
  spans  an object a line: the text, its labelled spans in code points, the
         fields as printed, the confidence; an empty line gives one without spans
  table  for people

Confidence is from 0 to 1: of readings with 0.9, nine in ten are right.`,
		Example: "  bibgraph refs list.txt\n  bibgraph refs --explain list.txt\n  echo 'Базаров В.Б. Отношения // Власть. 2009. № 9. С. 157-159.' | bibgraph refs --format spans",
		RunE: func(cmd *cobra.Command, args []string) error {
			write, ok := refsFormats[o.format]
			if o.explain {
				write, ok = explainReference, true
			}
			if !ok {
				return usageError{fmt.Errorf("no format %q: take json, spans or table", o.format)}
			}
			if len(args) == 0 {
				args = []string{"-"}
			}
			for _, name := range args {
				if err := readReferences(cmd.Context(), std, name, write); err != nil {
					return err
				}
			}
			return nil
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&o.format, "format", "json", "json, spans or table")
	flags.BoolVar(&o.explain, "explain", false, "show the words by field, with confidence")
	cmd.AddCommand(refsTrainCommand(std), refsEvalCommand(std))
	return cmd
}

// refsWriter makes the text that stands for a reference.
type refsWriter func(std streams, ref record.Reference) ([]byte, error)

var refsFormats = map[string]refsWriter{
	"json": jsonReference, "spans": spansReference, "table": tableReference,
}

// refsBatch is how many lines are read together.
const refsBatch = 256

// readReferences reads a file of references and prints them in their order.
func readReferences(ctx context.Context, std streams, name string, write refsWriter) (err error) {
	in := std.in
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		defer func() { _ = f.Close() }() // it was only read
		in = f
	}
	out := bufio.NewWriterSize(std.out, 1<<16)
	defer func() { err = errors.Join(err, out.Flush()) }()
	lines := bufio.NewReaderSize(in, 1<<16)
	for more := true; more; {
		if err := ctx.Err(); err != nil {
			return err
		}
		var batch []string
		for more && len(batch) < refsBatch {
			line, err := lines.ReadString('\n')
			if err != nil && !errors.Is(err, io.EOF) {
				return fmt.Errorf("%s: %w", name, err)
			}
			more = err == nil
			if more || line != "" {
				batch = append(batch, strings.TrimRight(line, "\r\n"))
			}
		}
		texts, err := inParallel(batch, func(line string) ([]byte, error) { return write(std, refs.Parse(line)) })
		if err != nil {
			return err
		}
		for _, text := range texts {
			if _, err := out.Write(text); err != nil {
				return err
			}
		}
	}
	return nil
}

// inParallel gives what do makes of each line, in order, on all processors.
func inParallel(lines []string, do func(string) ([]byte, error)) ([][]byte, error) {
	out, errs := make([][]byte, len(lines)), make([]error, len(lines))
	workers := min(runtime.GOMAXPROCS(0), len(lines))
	done := make(chan struct{})
	for w := range workers {
		go func() {
			defer func() { done <- struct{}{} }()
			for i := w; i < len(lines); i += workers {
				out[i], errs[i] = do(lines[i])
			}
		}()
	}
	for range workers {
		<-done
	}
	return out, errors.Join(errs...)
}

// spansReference is the form in which readers of references are compared.
func spansReference(_ streams, ref record.Reference) ([]byte, error) {
	runes := []rune(ref.Raw)
	line := struct {
		Text       string                    `json:"text"`
		Spans      [][3]any                  `json:"spans"`
		Fields     map[record.Field][]string `json:"fields"`
		Confidence float64                   `json:"confidence"`
	}{Text: ref.Raw, Spans: [][3]any{}, Fields: map[record.Field][]string{}, Confidence: rounded(ref.Confidence)}
	for _, s := range ref.Spans {
		line.Spans = append(line.Spans, [3]any{s.Start, s.End, s.Field})
		line.Fields[s.Field] = append(line.Fields[s.Field], string(runes[s.Start:s.End]))
	}
	return jsonLine(line)
}

func rounded(p float64) float64 { return float64(int(p*1000+0.5)) / 1000 }

func jsonLine(v any) ([]byte, error) {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return []byte(b.String()), err
}
