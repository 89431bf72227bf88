package nquads

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"bibgraph/graph/quad"
)

// part is a place in a statement.
type part struct {
	name, takes    string
	blank, literal bool // whether strict reading takes them there
}

var (
	subject   = part{"subject", "an IRI in <…> or a blank node", true, false}
	predicate = part{"predicate", "an IRI in <…>", false, false}
	object    = part{"object", "an IRI in <…>, a blank node or a \"literal\"", true, true}
	label     = part{"label", "an IRI in <…> or a blank node", true, false}
)

// laxTakes ends the message about what lax reading would let pass.
const laxTakes = " (lax reading takes it)"

// parser reads one line at a time.
type parser struct {
	name    string
	lax     bool
	triples bool
	number  int // of the line
	line    []byte
	at      int
	scratch []byte    // text with its escapes undone
	iris    []byte    // an IRI with its escapes undone
	last    [4][]byte // IRIs that stood in each place, with their brackets
	alone   bool      // whether the line is a term without a statement
}

// taker is told the terms of a statement, by their places from 0 to 3. What it
// was told of a statement with an error is of no use.
type taker interface {
	take(place int, v quad.View) // whose bytes are valid during the call
	again(place int)             // the last IRI that stood there
}

func newParser(o Options) parser {
	return parser{name: o.Name, lax: o.Lax, triples: o.Triples}
}

// forget makes a new taker be told everything.
func (p *parser) forget() {
	for i := range p.last {
		p.last[i] = p.last[i][:0]
	}
}

// statement reads the terms of the line, if it has any.
func (p *parser) statement(to taker) (some bool, err error) {
	if err := p.encoding(); err != nil {
		return true, err
	}
	if p.blanks(); p.over() {
		return false, nil
	}
	for i, in := range []*part{&subject, &predicate, &object} {
		if err := p.pass(i, in, to); err != nil {
			return true, err
		}
	}
	if p.blanks(); p.peek() != '.' && !p.over() {
		if p.triples {
			return true, p.fail(p.at, "expected '.' after the object, found %s: N-Triples has no graphs, N-Quads has", p.found())
		}
		if err := p.pass(3, &label, to); err != nil {
			return true, err
		}
	}
	return true, p.end()
}

// pass reads the term of a place and tells it. Subjects, predicates and labels
// are mostly those of the line before, and then are compared instead of read.
func (p *parser) pass(place int, in *part, to taker) error {
	p.blanks()
	rest, last := p.line[p.at:], p.last[place]
	if len(last) > 0 && bytes.HasPrefix(rest, last) {
		p.at += len(last)
		to.again(place)
		return nil
	}
	v, err := p.term(in)
	if err != nil {
		return err
	}
	to.take(place, v)
	p.last[place] = last[:0]
	if v.Kind == quad.KindIRI && in != &object {
		p.last[place] = append(last[:0], rest[:len(rest)-len(p.line[p.at:])]...)
	}
	return nil
}

// end reads the full stop and the remark that may follow.
func (p *parser) end() error {
	if p.blanks(); p.over() {
		return p.fail(p.at, "the statement does not end with '.'")
	}
	if p.peek() != '.' {
		return p.fail(p.at, "expected '.' after the label, found %s", p.found())
	}
	p.at++
	if p.blanks(); !p.over() {
		return p.fail(p.at, "only a # comment may follow the '.', found %s", p.found())
	}
	return nil
}

// term reads a term that stands in the given place. Its bytes are valid until
// the next term is read.
func (p *parser) term(in *part) (v quad.View, err error) {
	p.blanks()
	if p.over() {
		return v, p.fail(p.at, "the line ends before the %s", in.name)
	}
	start, refused := p.at, ""
	switch c := p.peek(); {
	case c == '<':
		v.Kind = quad.KindIRI
		v.Value, err = p.iri()
	case c == '_' && p.peekAt(1) == ':':
		v, err = p.blank()
		if !in.blank {
			refused = "a blank node"
		}
	case c == '"':
		v, err = p.literal()
		if !in.literal {
			refused = "a literal"
		}
	case c == '.' && (!p.lax || p.stop()):
		return v, p.fail(p.at, "the statement ends before the %s", in.name)
	case p.lax:
		v, err = p.word()
	default:
		return v, p.fail(p.at, "expected %s for the %s, found %s%s", in.takes, in.name, p.found(), p.advice())
	}
	if err == nil && refused != "" && !p.lax {
		err = p.fail(start, "the %s is %s, not %s%s", in.name, in.takes, refused, laxTakes)
	}
	return v, err
}

// blanks skips white space.
func (p *parser) blanks() {
	for p.at < len(p.line) && (p.line[p.at] == ' ' || p.line[p.at] == '\t') {
		p.at++
	}
}

// over reports whether nothing but a comment is left.
func (p *parser) over() bool { return p.at == len(p.line) || p.line[p.at] == '#' }

// stop reports whether p stands at a '.' that ends the statement.
func (p *parser) stop() bool {
	if p.peek() != '.' || p.alone {
		return false
	}
	rest := bytes.TrimLeft(p.line[p.at+1:], " \t")
	return len(rest) == 0 || rest[0] == '#'
}

// peek gives the next byte, 0 at the end of the line.
func (p *parser) peek() byte { return p.peekAt(0) }

func (p *parser) peekAt(ahead int) byte {
	if p.at+ahead < len(p.line) {
		return p.line[p.at+ahead]
	}
	return 0
}

// found names what p stands at.
func (p *parser) found() string {
	if p.at == len(p.line) {
		return "the end of the line"
	}
	r, _ := utf8.DecodeRune(p.line[p.at:])
	return fmt.Sprintf("%q", r)
}

// advice says what to do with a word that is no term.
func (p *parser) advice() string {
	for _, directive := range []string{"@prefix", "@base", "PREFIX", "BASE"} {
		if bytes.HasPrefix(p.line, []byte(directive)) {
			return ": N-Quads has no " + directive + ", this looks like Turtle or TriG"
		}
	}
	return laxTakes
}

func (p *parser) fail(at int, format string, args ...any) error {
	return &SyntaxError{
		Name:    p.name,
		Line:    p.number,
		Column:  utf8.RuneCount(p.line[:at]) + 1,
		Message: fmt.Sprintf(format, args...),
	}
}
