// Package linked turns records into quads: the one place that knows both. It
// writes each fact into the named graph where it lives.
//
//	source/{doi or sha}   what the source says of its own work
//	entities              people, organisations, periodicals, issues, cited works
//	derived/*             topics, names and keys that were inferred
//	vocab/topics          the concepts in use
//	prov                  where the graphs come from
//
// The package says what one record says. What a store already holds, and what
// has to leave it, is the business of the front door, loaders.
package linked

import (
	"strings"

	"bibgraph/graph/quad"
	"bibgraph/graph/vocab"
	"bibgraph/loaders/record"
	"bibgraph/loaders/resolve"
)

// Quads gives what a record says, each quad once; nothing if its work cannot
// be told from others. Works for which loaded is true speak for themselves:
// they are cited and not described. An entity that the record names
// differently in two places is labelled as in the first.
func Quads(r *record.Record, loaded func(work string) bool) []quad.Quad {
	work := resolve.OfWork(&r.Work)
	if work.IsZero() {
		return nil
	}
	b := &builder{
		record:    r,
		loaded:    loaded,
		work:      quad.IRI(work.IRI),
		seen:      map[quad.Quad]bool{},
		labelled:  map[quad.Term]bool{},
		described: map[string]bool{},
	}
	b.sourceWork()
	b.provenance()
	return b.quads
}

// builder gathers the quads of one record.
type builder struct {
	record    *record.Record
	loaded    func(work string) bool
	work      quad.Term // the record's own work
	quads     []quad.Quad
	seen      map[quad.Quad]bool
	labelled  map[quad.Term]bool
	described map[string]bool // concepts
}

// in gives a pen that writes into one named graph.
func (b *builder) in(graph quad.Term) pen { return pen{b, graph} }

// source gives a pen for the record's own graph.
func (b *builder) source() pen { return b.in(quad.IRI(resolve.SourceIRI(b.record))) }

// pen writes quads into one named graph. It leaves out what is empty, so that
// who describes a thing need not ask what is known of it.
type pen struct {
	*builder
	graph quad.Term
}

// add writes a quad, unless there is no word for the predicate or nothing to
// say. A literal that no format could write, such as one with a
// broken language tag, becomes a plain one.
func (p pen) add(subject, predicate, object quad.Term) {
	if predicate.IsZero() || object.IsZero() {
		return
	}
	q := quad.Quad{Subject: subject, Predicate: predicate, Object: object, Label: p.graph}
	if q.Check() != nil {
		q.Object = quad.String(strings.ToValidUTF8(object.Value(), "\uFFFD"))
	}
	if p.seen[q] {
		return
	}
	p.seen[q] = true
	p.quads = append(p.quads, q)
}

// label gives an entity its one plain label.
func (p pen) label(subject quad.Term, text string) {
	if text != "" && !p.labelled[subject] {
		p.labelled[subject] = true
		p.add(subject, vocab.RDFSLabel, quad.String(text))
	}
}

func (p pen) string(subject, predicate quad.Term, text string) {
	if text != "" {
		p.add(subject, predicate, quad.String(text))
	}
}

func (p pen) typed(subject, predicate quad.Term, text, datatype string) {
	if text != "" {
		p.add(subject, predicate, quad.Typed(text, datatype))
	}
}

func (p pen) text(subject, predicate quad.Term, t record.Text) {
	switch {
	case t.Value == "":
	case t.Lang == "":
		p.add(subject, predicate, quad.String(t.Value))
	default:
		p.add(subject, predicate, quad.Lang(t.Value, t.Lang))
	}
}

// key keeps the match key of an entity.
func (b *builder) key(e resolve.Entity) {
	b.in(Keys).string(quad.IRI(e.IRI), vocab.BgKey, e.Key)
}
