package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"bibgraph/loaders"
)

func loadCommand(std streams, store *storeFlag) *cobra.Command {
	var o loaders.Options
	var asJSON bool
	memory := byteSize(1 << 30)
	cmd := &cobra.Command{
		Use:   "load SOURCE...",
		Short: "Load articles, or quads, into the store",
		Long: `Load brings sources into the store: landing pages of articles (HTML, or text as
saved from a browser) and quads (N-Quads, N-Triples, Turtle, TriG, JSON-LD,
ProtoQuads). A source is a file, a folder, a glob, an http(s) URL, or - for
standard input; its format is told by its content. cayley+http://HOST:64210 is
the whole graph of a Cayley that runs there.

Blank nodes of Turtle and TriG belong to their file: _:b of two files is two
nodes. Other formats keep labels, so that what was exported loads as the same
graph, and as Cayley does.

Loading a source again changes nothing; loading another version of it replaces
what the old one said. A bad source does not keep the others out: it is
reported, and the exit code is 3.

N-Quads may be of any size. --memory says how much a load may take, about; what
is more is kept on disk meanwhile, beside the store. A load that is killed has
changed nothing, unless the file has more different terms than half of the
memory holds, some twelve million of them at 1 GiB: then it is loaded in parts, and
those that were finished are there. Loading the file again, killed or not,
brings in what is missing and nothing twice.`,
		Example: `  bibgraph load page.html
  bibgraph load articles/ --json
  bibgraph load https://journal.example/jour/article/view/32
  bibgraph load graph.nq
  bibgraph load cayley+http://127.0.0.1:64210`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Stdin = std.in
			many := len(args) > 1
			o.Progress = func(s loaders.Source) {
				if !asJSON && (many || s.Name != args[0]) {
					_, _ = fmt.Fprintln(std.out, line(s))
				}
			}
			if debug.SetMemoryLimit(-1) == math.MaxInt64 { // nor GOMEMLIMIT
				debug.SetMemoryLimit(int64(memory) + int64(memory)/4)
			}
			into := &lazy{address: store.address, warn: store.warn, dryRun: o.DryRun, memory: int(memory)}
			count, done := std.counting("quads read")
			o.Counting = count
			loaded, err := loaders.Load(cmd.Context(), into, args, o)
			err = errors.Join(err, into.Close())
			done()
			if err := tell(std, loaded, args[0], many, asJSON); err != nil {
				return err
			}
			return loadError(err)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&o.Format, "format", "", "format of the sources: "+strings.Join(loaders.Names(), ", ")+"; told by content if not given")
	flags.StringVar(&o.Graph, "graph", "", "IRI of the graph for quads that name none")
	flags.Var(&memory, "memory", "memory that a load of N-Quads may take, about, such as 800M or 2GiB")
	flags.BoolVar(&o.Lax, "lax", false, "take the N-Quads that Cayley takes: bare words, relative IRIs, literal labels")
	flags.BoolVar(&o.DryRun, "dry-run", false, "report what would change, and change nothing")
	flags.BoolVar(&asJSON, "json", false, "print the report as JSON")
	return cmd
}

// partly is an error of a load that brought some sources in.
type partly struct{ error }

func (e partly) Unwrap() error { return e.error }

// ExitCode is that of a load with some records rejected.
func (e partly) ExitCode() int { return exitPartly }

// loadError gives an error of loading its exit code.
func loadError(err error) error {
	var rejected *loaders.RejectedError
	if errors.As(err, &rejected) && rejected.Loaded > 0 {
		return partly{err}
	}
	return err
}

// tell prints what came of a load: everything about a single source, a line
// for each of many, which Progress has printed already.
func tell(std streams, r loaders.Report, first string, many, asJSON bool) error {
	if asJSON {
		e := json.NewEncoder(std.out)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		return e.Encode(r)
	}
	if !many && len(r.Sources) == 1 && r.Sources[0].Name == first {
		if s := r.Sources[0]; s.Err == nil {
			_, err := fmt.Fprint(std.out, full(s))
			return err
		}
		return nil
	}
	for _, s := range r.Sources {
		if s.Err != nil {
			report(std.err, s.Err)
		}
	}
	return nil
}

// line is one source in one line.
func line(s loaders.Source) string {
	switch {
	case s.Err != nil:
		return "✗ " + s.Name
	case s.Title == "":
		return fmt.Sprintf("✓ %s  %s", s.Name, changes(s))
	default:
		return fmt.Sprintf("✓ %s  %s – %d cited works, %s", s.Name, s.Title, s.Cited(), changes(s))
	}
}

// full is all that a person wants to know of one source.
func full(s loaders.Source) string {
	var b strings.Builder
	entry := func(name, text string) {
		if text != "" {
			fmt.Fprintf(&b, "  %-9s %s\n", name, text)
		}
	}
	fmt.Fprintln(&b, s.Name)
	entry("title", s.Title)
	entry("work", s.Work)
	for _, a := range s.Authors {
		text := a.Name
		if len(a.Affiliations) > 0 {
			text += " (" + strings.Join(a.Affiliations, "; ") + ")"
		}
		entry(a.Role, text)
	}
	venue := s.Venue
	if s.Year != 0 {
		venue = strings.TrimPrefix(fmt.Sprintf("%s, %d", venue, s.Year), ", ")
	}
	entry("in", venue)
	var about, also []string
	for _, t := range s.Topics {
		if t.Subject {
			about = append(about, fmt.Sprintf("%s (%s)", t.Label, t.Matched))
		} else {
			also = append(also, t.Label)
		}
	}
	entry("about", strings.Join(about, ", "))
	entry("mentions", strings.Join(also, ", "))
	if len(s.References) > 0 {
		entry("cites", fmt.Sprintf("%d works", s.Cited()))
	}
	for i, r := range s.References {
		text := "could not be read: " + r.Raw
		if r.Work != "" {
			text = r.Title
			if r.Year != 0 {
				text = fmt.Sprintf("%s (%d)", text, r.Year)
			}
		}
		fmt.Fprintf(&b, "    %3d. %s\n", i+1, text)
	}
	for _, n := range s.Notes {
		entry("note", n.Place+": "+n.Message)
	}
	entry("quads", changes(s))
	return b.String()
}

// changes says what a source changed in the store.
func changes(s loaders.Source) string {
	switch {
	case s.Added == 0 && s.Removed == 0:
		return fmt.Sprintf("%d quads, nothing new", s.Quads)
	case s.Removed == 0:
		return fmt.Sprintf("%d quads added", s.Added)
	default:
		return fmt.Sprintf("%d quads added, %d removed", s.Added, s.Removed)
	}
}
