// Package loaders is how articles come in: the table of formats, and Load,
// which brings files, folders and pages of the web into a store.
//
// A page goes a road of few steps, in one direction; each step is a package of
// its own. Formats of quads go into the store as they are. What things are
// called in the graph belongs to resolve, how they are written to linked;
// loaders itself keeps the store in order when a source comes again.
package loaders

import (
	"cmp"
	"context"
	"io"
	"iter"
	"net/http"

	"bibgraph/graph"
	"bibgraph/graph/formats"
	"bibgraph/graph/quad"
	"bibgraph/loaders/landing"
	"bibgraph/loaders/record"
)

// Format is a way to write down works, or quads.
type Format struct {
	Name       string
	Extensions []string

	// Sniff reports whether a file that begins with head is surely of the
	// format. What no format is sure of is told by its name.
	Sniff func(head []byte, name string) bool

	// Decode reads one work; nil for a format of quads.
	Decode func(data []byte, name string) (*record.Record, error)

	// Quads reads quads in batches; nil for a format of works.
	Quads func(io.Reader, formats.Options) iter.Seq2[[]quad.Quad, error]

	// Blocks is Quads without a string for each term, for formats that are
	// read so. A block is valid until the next one.
	Blocks func(io.Reader, formats.Options) iter.Seq2[*quad.Block, error]
}

// All is the table of formats, in the order in which they are tried.
var All = []Format{
	{Name: "turtle", Extensions: []string{".ttl"}, Sniff: looksLikeTurtle, Quads: quadsOf("turtle")},
	{Name: "trig", Extensions: []string{".trig"}, Sniff: looksLikeTriG, Quads: quadsOf("trig")},
	{Name: "nquads", Extensions: []string{".nq", ".nt"}, Sniff: looksLikeQuads, Quads: quadsOf("nquads"), Blocks: blocksOf("nquads")},
	{Name: "pquads", Extensions: []string{".pq"}, Sniff: looksLikePQuads, Quads: quadsOf("pquads")},
	{Name: "jsonld", Extensions: []string{".jsonld"}, Sniff: unsure, Quads: quadsOf("jsonld")},
	{Name: "landing", Extensions: []string{".html", ".htm", ".xhtml", ".txt"}, Sniff: landing.Sniff, Decode: landing.Decode},
}

// quadsOf reads a format of quads that has this name in its own table, on all
// cores where that goes.
func quadsOf(name string) func(io.Reader, formats.Options) iter.Seq2[[]quad.Quad, error] {
	f, _ := formats.ByName(name)
	if f.ReadBatches != nil {
		return f.ReadBatches
	}
	return func(r io.Reader, o formats.Options) iter.Seq2[[]quad.Quad, error] { return batches(f.Read(r, o)) }
}

// blocksOf reads a format of quads that has this name in its own table.
func blocksOf(name string) func(io.Reader, formats.Options) iter.Seq2[*quad.Block, error] {
	f, _ := formats.ByName(name)
	return f.ReadBlocks
}

// Options say how to load. The zero value loads files of any known format.
type Options struct {
	Format   string       // name in All; "" to tell by content and name
	Graph    string       // IRI of the graph for quads that name none
	Lax      bool         // take the N-Quads that Cayley takes
	DryRun   bool         // report what would change, and change nothing
	Stdin    io.Reader    // what "-" stands for
	Client   *http.Client // for pages of the web; nil for one with a time limit
	Progress func(Source) // called after each source, in order
	Counting func(n int)  // called now and then with the quads that were read of a source; nil for none
}

// Load brings sources into a store, each in one update of its own, and reports
// on each. A source is a file, a folder, a glob, "-", an http(s) URL, doi:10.…,
// or cayley+http(s)://… for the whole graph of a running Cayley. A bad source
// changes nothing and does not keep others out: the error is then a
// *RejectedError. Any other error is of the store or of ctx; it ends loading,
// and the source that it met is not in the report.
//
// Loading a source again changes nothing; loading another version of it
// replaces what the old one said.
func Load(ctx context.Context, store graph.Store, sources []string, o Options) (Report, error) {
	l, err := newLoader(store, o)
	if err != nil {
		return Report{}, err
	}
	var report Report
	for _, source := range sources {
		for _, in := range l.inputs(source) {
			s := l.load(ctx, in)
			if s.Err != nil {
				if err := cmp.Or(ctx.Err(), l.broken); err != nil {
					return report, err
				}
			}
			report.Sources = append(report.Sources, s)
			if o.Progress != nil {
				o.Progress(s)
			}
		}
	}
	return report, report.err()
}
