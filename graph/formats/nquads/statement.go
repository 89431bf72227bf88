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
	scratch []byte // text with its escapes undone
	words   *words
	alone   bool // whether the line is a term without a statement
}

func newParser(o Options) parser {
	return parser{name: o.Name, lax: o.Lax, triples: o.Triples, words: newWords()}
}

// statement reads the quad of the line, if it has one.
func (p *parser) statement() (q quad.Quad, some bool, err error) {
	if err := p.encoding(); err != nil {
		return q, true, err
	}
	if p.blanks(); p.over() {
		return q, false, nil
	}
	if q.Subject, err = p.term(subject); err != nil {
		return quad.Quad{}, true, err
	}
	if q.Predicate, err = p.term(predicate); err != nil {
		return quad.Quad{}, true, err
	}
	if q.Object, err = p.term(object); err != nil {
		return quad.Quad{}, true, err
	}
	if p.blanks(); p.peek() != '.' && !p.over() {
		if p.triples {
			return quad.Quad{}, true, p.fail(p.at, "expected '.' after the object, found %s: N-Triples has no graphs, N-Quads has", p.found())
		}
		if q.Label, err = p.term(label); err != nil {
			return quad.Quad{}, true, err
		}
	}
	if err := p.end(); err != nil {
		return quad.Quad{}, true, err
	}
	return q, true, nil
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

// term reads a term that stands in the given place.
func (p *parser) term(in part) (t quad.Term, err error) {
	p.blanks()
	if p.over() {
		return t, p.fail(p.at, "the line ends before the %s", in.name)
	}
	start, refused := p.at, ""
	switch c := p.peek(); {
	case c == '<':
		var iri string
		iri, err = p.iri()
		t = quad.IRI(iri)
	case c == '_' && p.peekAt(1) == ':':
		t, err = p.blank()
		if !in.blank {
			refused = "a blank node"
		}
	case c == '"':
		t, err = p.literal()
		if !in.literal {
			refused = "a literal"
		}
	case c == '.' && (!p.lax || p.stop()):
		return t, p.fail(p.at, "the statement ends before the %s", in.name)
	case p.lax:
		t, err = p.word()
	default:
		return t, p.fail(p.at, "expected %s for the %s, found %s%s", in.takes, in.name, p.found(), p.advice())
	}
	if err == nil && refused != "" && !p.lax {
		err = p.fail(start, "the %s is %s, not %s%s", in.name, in.takes, refused, laxTakes)
	}
	return t, err
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
