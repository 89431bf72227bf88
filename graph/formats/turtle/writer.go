package turtle

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"regexp"

	"bibgraph/graph/formats/nquads"
	"bibgraph/graph/quad"
	"bibgraph/graph/vocab"
)

// Write writes each quad without its graph, in the order in which they come,
// and tells how many; what comes twice in a row is written once. Quads that follow each other and have one subject are
// one statement, so that sorted quads come out well grouped. It stops at the
// first error.
//
// A blank node whose label Turtle does not allow gets another, of an x and
// hexadecimal digits. A quad that has a literal for its subject, or anything but an IRI for its
// predicate, is an error: Turtle cannot say it. Relative IRIs and characters
// that IRIs cannot have are written such that lax reading gives them back.
func Write(w io.Writer, quads iter.Seq2[quad.Quad, error]) (int, error) {
	return write(w, quads, false)
}

// WriteGraphs writes TriG. Quads that follow each other and are of one graph
// stand in one pair of braces.
func WriteGraphs(w io.Writer, quads iter.Seq2[quad.Quad, error]) (int, error) {
	return write(w, quads, true)
}

func write(w io.Writer, quads iter.Seq2[quad.Quad, error], graphs bool) (n int, err error) {
	p := printer{out: bufio.NewWriterSize(w, 64<<10)}
	for _, prefix := range vocab.Prefixes {
		p.line = append(append(append(append(append(p.line, "@prefix "...), prefix.Name...), ": <"...), prefix.Namespace...), "> .\n"...)
	}
	for q, err := range quads {
		if err == nil {
			err = check(q)
		}
		if err != nil {
			return n, errors.Join(err, p.close())
		}
		if !graphs {
			q.Label = quad.Term{}
		}
		if q == p.last {
			continue
		}
		p.quad(q)
		if err := p.flush(); err != nil {
			return n, err
		}
		n++
	}
	return n, p.close()
}

// check tells what keeps q from being said in Turtle.
func check(q quad.Quad) error {
	if err := q.Check(); err != nil {
		return fmt.Errorf("turtle: cannot write a quad: %w", err)
	}
	for _, t := range q.Terms() {
		if t.Kind() == quad.KindLang && !tags.MatchString(t.Language()) {
			return fmt.Errorf("turtle: cannot write %.80s: a language tag is letters, and digits after a hyphen", t)
		}
	}
	switch {
	case q.Subject.IsLiteral():
		return fmt.Errorf("turtle: cannot write a literal for subject, %.80s", q.Subject)
	case q.Predicate.Kind() != quad.KindIRI:
		return fmt.Errorf("turtle: a predicate is an IRI, not %.80s", q.Predicate)
	case q.Label.IsLiteral():
		return fmt.Errorf("turtle: a graph is an IRI or a blank node, not %.80s", q.Label)
	}
	return nil
}

// printer holds the quad that was written last, whose statement is open.
type printer struct {
	out  *bufio.Writer
	line []byte // not yet in out
	last quad.Quad
}

func (p *printer) quad(q quad.Quad) {
	margin := ""
	if !q.Label.IsZero() {
		margin = "  "
	}
	switch last := p.last; {
	case last.Subject.IsZero() || q.Label != last.Label:
		p.end()
		p.line = append(p.line, '\n')
		if !q.Label.IsZero() {
			p.line = append(appendTerm(p.line, q.Label), " {\n"...)
		}
		p.subject(q, margin)
	case q.Subject != last.Subject:
		p.line = append(p.line, " .\n\n"...)
		p.subject(q, margin)
	case q.Predicate != last.Predicate:
		p.line = append(append(append(p.line, " ;\n"...), margin...), "  "...)
		p.predicate(q)
	default:
		p.line = append(append(append(p.line, ",\n"...), margin...), "    "...)
	}
	p.line = appendTerm(p.line, q.Object)
	p.last = q
}

func (p *printer) subject(q quad.Quad, margin string) {
	p.line = append(appendTerm(append(p.line, margin...), q.Subject), ' ')
	p.predicate(q)
}

func (p *printer) predicate(q quad.Quad) {
	if q.Predicate == rdfType {
		p.line = append(p.line, "a "...)
		return
	}
	p.line = append(appendTerm(p.line, q.Predicate), ' ')
}

// end closes the statement, and the graph.
func (p *printer) end() {
	if p.last.Subject.IsZero() {
		return
	}
	p.line = append(p.line, " .\n"...)
	if !p.last.Label.IsZero() {
		p.line = append(p.line, "}\n"...)
	}
}

func (p *printer) flush() error {
	_, err := p.out.Write(p.line)
	p.line = p.line[:0]
	return err
}

func (p *printer) close() error {
	p.end()
	return errors.Join(p.flush(), p.out.Flush())
}

var (
	tags      = regexp.MustCompile(`^[A-Za-z]+(-[A-Za-z0-9]+)*$`)
	integers  = regexp.MustCompile(`^[+-]?[0-9]+$`)
	hexLabels = regexp.MustCompile(`^x([0-9a-f]{2})+$`)
)

// appendTerm writes a term as short as Turtle has it.
func appendTerm(b []byte, t quad.Term) []byte {
	switch t.Kind() {
	case quad.KindIRI:
		return appendIRI(b, t.Value())
	case quad.KindBlank:
		label := t.Value()
		if nquads.LabelLength([]byte(label)) != len(label) || hexLabels.MatchString(label) {
			return fmt.Appendf(b, "_:x%x", label)
		}
		return t.Append(b)
	case quad.KindTyped:
		if short := t.Value(); t.Datatype() == quad.XSDInteger && integers.MatchString(short) ||
			t.Datatype() == quad.XSDBoolean && (short == "true" || short == "false") {
			return append(b, short...)
		}
		b = append(quad.String(t.Value()).Append(b), "^^"...)
		return appendIRI(b, t.Datatype())
	default:
		return t.Append(b)
	}
}

func appendIRI(b []byte, iri string) []byte {
	if short, ok := vocab.Shorten(iri); ok {
		return append(b, short...)
	}
	return quad.IRI(iri).Append(b)
}
