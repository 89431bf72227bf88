package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"bibgraph/loaders/readings"
	"bibgraph/loaders/record"
	"bibgraph/loaders/refs"
)

// refsOptions say how references are read and printed.
type refsOptions struct {
	format  string
	explain bool
	list    bool
}

func refsCommand(std streams) *cobra.Command {
	var o refsOptions
	cmd := &cobra.Command{
		Use:   "refs [FILE...]",
		Short: "Read printed references, one a line or in lists",
		Long: `Refs reads printed references, one a line, into their parts: who, what, where,
when, which pages. It needs no store. Without a file, or with -, it reads what
comes in.

With --list each file is a printed list, or several, as they are copied from a
page: under headings or without, with numbers, bullets, hanging indents or none,
in wrapped lines. It is parted into its entries, and there is one answer for
each. Without numbers, indents or blank lines between them the entries are told
by how their lines look, which goes wrong at times.

Where a list is printed again, in Latin letters or translated, the entries of
the two are paired and there is one answer for both. It leads with the list in
its own letters; the other's words are "parallel" in json, and its DOI and
titles are among those of the work. What was paired is told on stderr.

Formats:
  json    an object a line: type, people with families and given names, titles,
          container, date, volume, issue, pages, publisher, identifiers, language,
          the confidence of each field and of the whole, and the line itself
  spans   an object a line: the text, its labelled spans in code points, the
          fields as printed, the confidence; an empty line gives one without spans
  csl     CSL-JSON, an array of items
  bibtex  BibTeX in UTF-8
  ris     RIS in UTF-8
  table   for people

An empty line has no entry in csl, bibtex and ris. A line in which nothing could
be read has one whose note is the line; both are told on stderr. The line as
printed is in json, spans and csl always, in bibtex and ris where the confidence
is below 0.5. A byte that is no UTF-8 becomes U+FFFD, and so do control
characters in bibtex and ris.

Confidence is from 0 to 1: of readings with 0.9, nine in ten are right.`,
		Example: "  bibgraph refs list.txt\n  bibgraph refs --format bibtex list.txt > list.bib\n  bibgraph refs --explain list.txt\n  bibgraph refs --list --format bibtex bibliography.txt > list.bib\n  echo 'Базаров В.Б. Отношения // Власть. 2009. № 9. С. 157-159.' | bibgraph refs --format spans",
		RunE: func(cmd *cobra.Command, args []string) error {
			out, err := o.writer(std)
			if err != nil {
				return err
			}
			if len(args) == 0 {
				args = []string{"-"}
			}
			read := readReferences
			if o.list {
				read = readList
			}
			for _, name := range args {
				if err := read(cmd.Context(), std, name, out); err != nil {
					return errors.Join(err, out.Close())
				}
			}
			return out.Close()
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&o.format, "format", "json", "format: "+refsFormats())
	flags.BoolVar(&o.list, "list", false, "the files are printed lists, with wrapped lines")
	flags.BoolVar(&o.explain, "explain", false, "show the words by field, with confidence")
	cmd.AddCommand(refsTrainCommand(std), refsEvalCommand(std), refsSynthCommand(std))
	return cmd
}

// refsFormats names the formats.
func refsFormats() string {
	names := make([]string, 0, len(readings.All)+1)
	for _, f := range readings.All {
		names = append(names, f.Name)
	}
	return strings.Join(append(names, "table"), ", ")
}

// refsWriter writes references one behind the other.
type refsWriter interface {
	Write(record.Reference) error
	Close() error
}

func (o refsOptions) writer(std streams) (refsWriter, error) {
	if o.explain {
		return newPeopleWriter(std, explainReference), nil
	}
	if o.format == "table" {
		return newPeopleWriter(std, tableReference), nil
	}
	f, ok := readings.ByName(o.format)
	if !ok {
		return nil, usageError{fmt.Errorf("no format %q: take one of %s", o.format, refsFormats())}
	}
	return readings.NewWriter(std.out, f), nil
}

// refsBatch is how many lines are read together.
const refsBatch = 256

// openReferences opens a file of references; "-" is what comes in.
func openReferences(std streams, name string) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(std.in), nil
	}
	return os.Open(name)
}

// readReferences reads a file of references and writes them in their order.
func readReferences(ctx context.Context, std streams, name string, out refsWriter) error {
	in, err := openReferences(std, name)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }() // it was only read
	lines := bufio.NewReaderSize(in, 1<<16)
	line := 0
	var repeats refs.Repeats
	for more := true; more; {
		var batch []string
		for more && len(batch) < refsBatch {
			text, err := lines.ReadString('\n')
			if err != nil && !errors.Is(err, io.EOF) {
				return fmt.Errorf("%s: %w", name, err)
			}
			more = err == nil
			if more || text != "" {
				batch = append(batch, strings.TrimRight(text, "\r\n"))
			}
		}
		read, err := refs.ParseAll(ctx, batch)
		if err != nil {
			return err
		}
		repeats.Resolve(read)
		for _, ref := range read {
			line++
			if err := out.Write(ref); errors.Is(err, readings.ErrNoWork) {
				tellLine(std, name, line, err)
			} else if err != nil {
				return err
			}
		}
	}
	return nil
}

// tellLine says on stderr what is odd at a line of a file.
func tellLine(std streams, name string, line int, what any) {
	_, _ = fmt.Fprintf(std.err, "bibgraph: %s:%d: %v\n", name, line, what)
}
