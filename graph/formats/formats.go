// Package formats is the front door to the forms in which quads are read and
// written: one table of them, by name, MIME type and file extension.
//
// Each form lives in a folder of its own, reader and writer together. Records
// of works, such as BibTeX, are not quads: they are in loaders.
package formats

import (
	"io"
	"iter"
	"mime"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"bibgraph/graph/formats/canonical"
	"bibgraph/graph/formats/cayleyjson"
	"bibgraph/graph/formats/gml"
	"bibgraph/graph/formats/graphml"
	"bibgraph/graph/formats/graphviz"
	"bibgraph/graph/formats/jsonld"
	"bibgraph/graph/formats/nquads"
	"bibgraph/graph/formats/ntriples"
	"bibgraph/graph/formats/pquads"
	"bibgraph/graph/formats/trig"
	"bibgraph/graph/formats/turtle"
	"bibgraph/graph/quad"
)

// Options say how to read.
type Options struct {
	// Name stands for the source in errors, such as a file name.
	Name string

	// Lax takes more than the format's standard allows, where there is one
	// and Cayley does.
	Lax bool

	// Base is the IRI that relative IRIs start from, in formats that resolve
	// them: Turtle and TriG.
	Base string

	// Scope, letters and digits, begins the labels of blank nodes in formats
	// where these belong to the document: Turtle and TriG. Other formats keep
	// labels, as Cayley does, so that what is exported loads as the same graph.
	Scope string
}

func lines(o Options) nquads.Options { return nquads.Options{Name: o.Name, Lax: o.Lax} }

func documents(o Options) turtle.Options {
	return turtle.Options{Name: o.Name, Lax: o.Lax, Base: o.Base, Scope: o.Scope}
}

// Format is one form of quads. What a format cannot do is nil.
type Format struct {
	Name   string
	Ext    []string // with the full stop
	MIME   []string // the first is what answers are sent as
	Binary bool

	// Read gives the quads of a source, once. Good quads follow after an
	// error where the format can go on, so that it is for the caller to stop.
	Read func(io.Reader, Options) iter.Seq2[quad.Quad, error]

	// ReadBatches is Read on all cores where the format allows it: quads in
	// their order, many at a time, in batches that belong to the caller. Most
	// formats have none.
	ReadBatches func(io.Reader, Options) iter.Seq2[[]quad.Quad, error]

	// ReadBlocks is ReadBatches without a string for each term, for formats
	// that are read so. A block is valid until the next one.
	ReadBlocks func(io.Reader, Options) iter.Seq2[*quad.Block, error]

	// Write writes quads as they come and tells how many. It stops at the
	// first error.
	Write func(io.Writer, iter.Seq2[quad.Quad, error]) (int, error)

	// WriteSorted writes the same bytes for the same quads, whatever their
	// order and however often each comes. It holds them in memory.
	WriteSorted func(io.Writer, iter.Seq2[quad.Quad, error]) (int, error)

	// ReadTerm reads a single term, such as a request to delete a node has
	// it. Cayley calls formats that have it "nodes".
	ReadTerm func([]byte, Options) (quad.Term, error)
}

// All lists the formats, Cayley's first and in its order.
var All = []Format{
	{
		Name:        "graphviz",
		Ext:         []string{".gv", ".dot"},
		Write:       graphviz.Write,
		WriteSorted: sorted(graphviz.Write),
	},
	{
		Name:        "gml",
		Ext:         []string{".gml"},
		Write:       gml.Write,
		WriteSorted: sorted(gml.Write),
	},
	{
		Name:        "graphml",
		Ext:         []string{".graphml"},
		MIME:        []string{"application/xml"},
		Write:       graphml.Write,
		WriteSorted: sorted(graphml.Write),
	},
	{
		Name:        "json",
		Ext:         []string{".json"},
		MIME:        []string{"application/json"},
		Read:        named(cayleyjson.Read),
		Write:       cayleyjson.Write,
		WriteSorted: sorted(cayleyjson.Write),
		ReadTerm:    func(text []byte, _ Options) (quad.Term, error) { return cayleyjson.ReadTerm(text) },
	},
	{
		Name:        "json-stream",
		MIME:        []string{"application/x-json-stream"},
		Read:        named(cayleyjson.ReadStream),
		Write:       cayleyjson.WriteStream,
		WriteSorted: sorted(cayleyjson.WriteStream),
	},
	{
		Name: "nquads",
		Ext:  []string{".nq", ".nt"},
		MIME: []string{"application/n-quads", "application/n-triples"},
		Read: func(r io.Reader, o Options) iter.Seq2[quad.Quad, error] {
			return nquads.NewReader(r, lines(o)).Quads()
		},
		ReadBatches: func(r io.Reader, o Options) iter.Seq2[[]quad.Quad, error] {
			return nquads.Parallel(r, lines(o), runtime.GOMAXPROCS(0))
		},
		ReadBlocks: func(r io.Reader, o Options) iter.Seq2[*quad.Block, error] {
			return nquads.Blocks(r, lines(o), runtime.GOMAXPROCS(0))
		},
		Write:       nquads.Write,
		WriteSorted: nquads.WriteSorted,
		ReadTerm:    func(text []byte, o Options) (quad.Term, error) { return nquads.ReadTerm(text, lines(o)) },
	},
	{
		Name:        "pquads",
		Ext:         []string{".pq"},
		MIME:        []string{"application/x-protobuf", "application/octet-stream"},
		Binary:      true,
		Read:        named(pquads.Read),
		Write:       pquads.Write,
		WriteSorted: sorted(pquads.Write),
		ReadTerm:    func(data []byte, _ Options) (quad.Term, error) { return pquads.ReadTerm(data) },
	},
	{
		Name:        "jsonld",
		Ext:         []string{".jsonld"},
		MIME:        []string{"application/ld+json"},
		Read:        named(jsonld.Read),
		Write:       jsonld.Write,
		WriteSorted: sorted(jsonld.Write),
	},
	{
		Name:        "ntriples",
		Ext:         []string{".nt"},
		MIME:        []string{"application/n-triples"},
		Read:        func(r io.Reader, o Options) iter.Seq2[quad.Quad, error] { return ntriples.Read(r, lines(o)) },
		Write:       ntriples.Write,
		WriteSorted: ntriples.WriteSorted,
	},
	{
		Name:        "turtle",
		Ext:         []string{".ttl"},
		MIME:        []string{"text/turtle"},
		Read:        func(r io.Reader, o Options) iter.Seq2[quad.Quad, error] { return turtle.Read(r, documents(o)) },
		Write:       turtle.Write,
		WriteSorted: sorted(turtle.Write),
	},
	{
		Name:        "trig",
		Ext:         []string{".trig"},
		MIME:        []string{"application/trig"},
		Read:        func(r io.Reader, o Options) iter.Seq2[quad.Quad, error] { return trig.Read(r, documents(o)) },
		Write:       trig.Write,
		WriteSorted: trig.WriteSorted,
	},
}

// named makes a Read of one that needs nothing but the source's name.
func named(read func(io.Reader, string) iter.Seq2[quad.Quad, error]) func(io.Reader, Options) iter.Seq2[quad.Quad, error] {
	return func(r io.Reader, o Options) iter.Seq2[quad.Quad, error] { return read(r, o.Name) }
}

// sorted makes a WriteSorted of a Write.
func sorted(write func(io.Writer, iter.Seq2[quad.Quad, error]) (int, error)) func(io.Writer, iter.Seq2[quad.Quad, error]) (int, error) {
	return func(w io.Writer, quads iter.Seq2[quad.Quad, error]) (int, error) {
		var all []quad.Quad
		for q, err := range quads {
			if err != nil {
				return 0, err
			}
			all = append(all, q)
		}
		slices.SortFunc(all, quad.Quad.Compare)
		all = slices.Compact(all)
		return write(w, func(yield func(quad.Quad, error) bool) {
			for _, q := range all {
				if !yield(q, nil) {
					return
				}
			}
		})
	}
}

// ByName finds the format of a name.
func ByName(name string) (Format, bool) {
	return find(func(f Format) bool { return f.Name == name })
}

// ByMIME finds the format of a MIME type, with or without parameters.
func ByMIME(contentType string) (Format, bool) {
	plain, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		return Format{}, false
	}
	return find(func(f Format) bool { return slices.Contains(f.MIME, plain) })
}

// WriteCanonical writes N-Quads that are the same bytes for equal graphs,
// whatever their blank nodes are called, as [canonical.Write] does.
func WriteCanonical(w io.Writer, quads iter.Seq2[quad.Quad, error]) (int, error) {
	return canonical.Write(w, quads)
}

// ByPath finds the format of a file by its extension. An extension that two
// formats have is that of the one which has it first of its own.
func ByPath(path string) (Format, bool) {
	ext := strings.ToLower(filepath.Ext(path))
	if f, ok := find(func(f Format) bool { return len(f.Ext) > 0 && f.Ext[0] == ext }); ok {
		return f, true
	}
	return find(func(f Format) bool { return slices.Contains(f.Ext, ext) })
}

func find(fits func(Format) bool) (Format, bool) {
	if i := slices.IndexFunc(All, fits); i >= 0 {
		return All[i], true
	}
	return Format{}, false
}
