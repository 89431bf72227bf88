package turtle

import (
	"errors"
	"strconv"
	"strings"

	"bibgraph/graph/quad"
)

const (
	rdf     = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	xsd     = quad.XSD
	hexBase = 16
)

var (
	rdfType  = quad.IRI(rdf + "type")
	rdfFirst = quad.IRI(rdf + "first")
	rdfRest  = quad.IRI(rdf + "rest")
	rdfNil   = quad.IRI(rdf + "nil")
)

// errEnough ends the parse when nobody wants more.
var errEnough = errors.New("enough")

// parser goes down the grammar and says each quad as soon as it is whole.
type parser struct {
	scanner
	Options
	prefixes map[string]string
	label    quad.Term // of the graph that the parser is in
	unnamed  int       // blank nodes without a label so far
	depth    int       // of [ and (
	text     []byte    // of the token that is being read
	yield    func(quad.Quad) bool
}

func (p *parser) say(s, predicate, o quad.Term) error {
	if !p.yield(quad.Quad{Subject: s, Predicate: predicate, Object: o, Label: p.label}) {
		return errEnough
	}
	return nil
}

// document is turtleDoc and trigDoc.
func (p *parser) document() error {
	for {
		if err := p.blanks(); err != nil {
			return err
		}
		if p.peek() == end {
			if p.broken != nil {
				return p.fail("")
			}
			return nil
		}
		if err := p.statement(); err != nil {
			return err
		}
	}
}

func (p *parser) statement() error {
	switch {
	case p.peek() == '@':
		return p.directive()
	case p.keyword("PREFIX", true):
		return p.prefix()
	case p.keyword("BASE", true):
		return p.base()
	case p.Graphs && p.peek() == '{':
		return p.graph(quad.Term{})
	case p.Graphs && p.keyword("GRAPH", true):
		return p.namedGraph()
	default:
		return p.triples()
	}
}

// directive is @prefix or @base.
func (p *parser) directive() error {
	line, column := p.line, p.column
	p.skip(1)
	var err error
	switch {
	case p.word("prefix", false):
		p.skip(len("prefix"))
		err = p.prefix()
	case p.word("base", false):
		p.skip(len("base"))
		err = p.base()
	default:
		return p.failAt(line, column, "a document has the directives @prefix and @base and no others")
	}
	if err != nil {
		return err
	}
	return p.fullStop("the directive")
}

func (p *parser) fullStop(after string) error {
	ok, err := p.take('.')
	if err == nil && !ok {
		err = p.fail("expected '.' after %s, found %s", after, p.found())
	}
	return err
}

func (p *parser) prefix() error {
	if err := p.blanks(); err != nil {
		return err
	}
	name, err := p.prefixName()
	if err != nil {
		return err
	}
	if err := p.blanks(); err != nil {
		return err
	}
	namespace, err := p.iriRef()
	p.prefixes[name] = namespace
	return err
}

func (p *parser) base() error {
	if err := p.blanks(); err != nil {
		return err
	}
	base, err := p.iriRef()
	p.Base = base
	return err
}

// graph is { … } that belongs to a label.
func (p *parser) graph(label quad.Term) error {
	ok, err := p.take('{')
	if err != nil {
		return err
	}
	if !ok {
		return p.fail("expected '{' to begin the graph, found %s", p.found())
	}
	p.label = label
	for {
		closed, err := p.take('}')
		if err != nil {
			return err
		}
		if closed {
			p.label = quad.Term{}
			return nil
		}
		if err := p.sentence(); err != nil {
			return err
		}
		stop, err := p.take('.')
		if err != nil {
			return err
		}
		if !stop && p.peek() != '}' {
			return p.fail("expected '.' or '}' after a statement of the graph, found %s", p.found())
		}
	}
}

// namedGraph is what follows GRAPH.
func (p *parser) namedGraph() error {
	if err := p.blanks(); err != nil {
		return err
	}
	line, column := p.line, p.column
	label, kind, err := p.subject()
	if err == nil && kind != name {
		err = p.failAt(line, column, "a graph is called by an IRI or a blank node")
	}
	if err != nil {
		return err
	}
	return p.graph(label)
}

// triples is a statement at the top, which in TriG may turn out to be a graph.
func (p *parser) triples() error {
	s, kind, err := p.subject()
	if err != nil {
		return err
	}
	if err := p.blanks(); err != nil {
		return err
	}
	if p.Graphs && kind == name && p.peek() == '{' {
		return p.graph(s)
	}
	if err := p.predicates(s, kind); err != nil {
		return err
	}
	return p.fullStop("the statement")
}

// sentence is a statement within a graph, without its full stop.
func (p *parser) sentence() error {
	s, kind, err := p.subject()
	if err != nil {
		return err
	}
	return p.predicates(s, kind)
}

// predicates are what is said of a subject; of [ … ] nothing need be.
func (p *parser) predicates(s quad.Term, kind subjectKind) error {
	if err := p.blanks(); err != nil {
		return err
	}
	if c := p.peek(); kind == properties && (c == '.' || c == '}' && p.Graphs) {
		return nil
	}
	return p.predicateObjects(s)
}

// subjectKind tells what may follow a subject.
type subjectKind uint8

const (
	name       subjectKind = iota // an IRI or a blank node, which may name a graph
	properties                    // [ … ], which is a statement by itself
	list
)

func (p *parser) subject() (quad.Term, subjectKind, error) {
	if err := p.blanks(); err != nil {
		return quad.Term{}, name, err
	}
	switch c := p.peek(); {
	case c == '[':
		t, empty, err := p.bracket()
		if empty {
			return t, name, err
		}
		return t, properties, err
	case c == '(':
		t, err := p.collection()
		return t, list, err
	case c == '_' && p.peekAt(1) == ':':
		t, err := p.blank()
		return t, name, err
	case c == '"' || c == '\'':
		return quad.Term{}, name, p.fail("the subject is an IRI, a blank node or a list, not a literal")
	default:
		t, err := p.iri("the subject")
		return t, name, err
	}
}

// predicateObjects is predicateObjectList.
func (p *parser) predicateObjects(s quad.Term) error {
	for {
		if err := p.blanks(); err != nil {
			return err
		}
		predicate := rdfType
		if !p.keyword("a", false) {
			var err error
			if predicate, err = p.iri("the predicate"); err != nil {
				return err
			}
		}
		if err := p.objects(s, predicate); err != nil {
			return err
		}
		more, err := p.take(';')
		for another := more; another && err == nil; {
			another, err = p.take(';')
		}
		if err != nil {
			return err
		}
		if c := p.peek(); !more || c == '.' || c == ']' || c == '}' || c == end {
			return nil
		}
	}
}

// objects is objectList.
func (p *parser) objects(s, predicate quad.Term) error {
	for {
		o, err := p.object()
		if err != nil {
			return err
		}
		if err := p.say(s, predicate, o); err != nil {
			return err
		}
		if more, err := p.take(','); err != nil || !more {
			return err
		}
	}
}

func (p *parser) object() (quad.Term, error) {
	if err := p.blanks(); err != nil {
		return quad.Term{}, err
	}
	switch c := p.peek(); {
	case c == '[':
		t, _, err := p.bracket()
		return t, err
	case c == '(':
		return p.collection()
	case c == '_' && p.peekAt(1) == ':':
		return p.blank()
	case c == '"' || c == '\'':
		return p.literal()
	case '0' <= c && c <= '9' || c == '+' || c == '-' || c == '.':
		return p.number()
	case p.keyword("true", false):
		return quad.Typed("true", quad.XSDBoolean), nil
	case p.keyword("false", false):
		return quad.Typed("false", quad.XSDBoolean), nil
	default:
		return p.iri("the object")
	}
}

// bracket is [ … ], and tells whether nothing stands in it.
func (p *parser) bracket() (t quad.Term, empty bool, err error) {
	if err := p.deeper(); err != nil {
		return t, false, err
	}
	defer func() { p.depth-- }()
	t = p.newBlank()
	if closed, err := p.take(']'); err != nil || closed {
		return t, true, err
	}
	if err := p.predicateObjects(t); err != nil {
		return t, false, err
	}
	closed, err := p.take(']')
	if err == nil && !closed {
		err = p.fail("expected ';', ',' or ']', found %s", p.found())
	}
	return t, false, err
}

// collection is ( … ).
func (p *parser) collection() (quad.Term, error) {
	if err := p.deeper(); err != nil {
		return quad.Term{}, err
	}
	defer func() { p.depth-- }()
	var head, last quad.Term
	for {
		closed, err := p.take(')')
		if err != nil {
			return head, err
		}
		if closed && last.IsZero() {
			return rdfNil, nil
		}
		if closed {
			return head, p.say(last, rdfRest, rdfNil)
		}
		node := p.newBlank()
		if last.IsZero() {
			head = node
		} else if err := p.say(last, rdfRest, node); err != nil {
			return head, err
		}
		o, err := p.object()
		if err != nil {
			return head, err
		}
		if err := p.say(node, rdfFirst, o); err != nil {
			return head, err
		}
		last = node
	}
}

// deeper goes into a bracket, which comes next.
func (p *parser) deeper() error {
	if p.depth++; p.depth > MaxDepth {
		return p.fail("brackets stand deeper than %d in each other", MaxDepth)
	}
	p.skip(1)
	return nil
}

func (p *parser) newBlank() quad.Term {
	p.unnamed++
	return quad.Blank(p.Scope + "g" + strconv.Itoa(p.unnamed))
}

// named is the blank node of a label in the document.
func (p *parser) named(label string) quad.Term {
	if digits, ok := strings.CutPrefix(label, "g"); ok && digits != "" && strings.Trim(digits, "0123456789") == "" {
		label = "g0" + digits
	}
	return quad.Blank(p.Scope + label)
}
