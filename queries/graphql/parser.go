package graphql

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"bibgraph/graph/quad"
)

// Bounds of a query.
const (
	maxDepth  = 50
	maxFields = 500
)

// field is a field of an object: a property, or on the root any nodes.
type field struct {
	alias      string // its name in the answer
	predicate  quad.Term
	id         bool // the node itself
	reverse    bool
	optional   bool
	unnest     bool // what its object holds goes into the object around
	everything bool // all properties: { * }
	labels     []quad.Term
	filters    []filter
	first      int64 // objects at most, < 0: all
	offset     int64
	fields     []field
}

// leaf reports whether the field stands for values and not for objects.
func (f field) leaf() bool { return len(f.fields) == 0 && !f.everything }

// filtered reports whether the field does not stand for all that there is.
func (f field) filtered() bool { return len(f.filters) > 0 || f.first >= 0 || f.offset > 0 }

// filter keeps objects that have one of the values; with none listed, those
// that have any.
type filter struct {
	id        bool
	predicate quad.Term
	reverse   bool
	labels    []quad.Term
	any       bool
	terms     []quad.Term
}

// parser reads a query by recursive descent.
//
//	query     = "{" field { field } "}" | "query" [ name ] { directive } "{" … "}"
//	field     = [ name ":" ] name [ arguments ] { directive } [ "{" field { field } "}" ]
//	directive = "@" name [ arguments ]
//	arguments = "(" name ":" value { name ":" value } ")"
type parser struct {
	lexer
	token  token // the next one
	fields int
}

func parse(text string) ([]field, error) {
	p := &parser{lexer: lexer{text: text}}
	if err := p.advance(); err != nil {
		return nil, err
	}
	switch {
	case p.token.kind == endOfText:
		return nil, errors.New("unsupported query type") // Cayley's words for no query at all
	case p.token.kind == nameToken:
		if err := p.operation(); err != nil {
			return nil, err
		}
	case p.token.kind != "{":
		return nil, p.unexpected()
	}
	roots, everything, err := p.selection(nil, 0)
	switch {
	case err != nil:
		return nil, err
	case everything:
		return nil, errors.New("expand all is not supported at top level")
	case p.token.kind != endOfText:
		return nil, errors.New("unsupported query type: one operation at a time")
	}
	return roots, nil
}

// operation reads what may stand before the braces.
func (p *parser) operation() error {
	switch word := p.token.value; word {
	case "query":
	case "mutation", "subscription":
		return fmt.Errorf("unsupported operation: %s", word)
	case "fragment":
		return errors.New("unsupported query type: a fragment")
	default:
		return p.unexpected()
	}
	if err := p.advance(); err != nil {
		return err
	}
	if p.token.kind == nameToken {
		if err := p.advance(); err != nil {
			return err
		}
	}
	if p.token.kind == "(" {
		return errors.New("variables are not supported: write values into the query")
	}
	return nil
}

func (p *parser) advance() (err error) {
	p.token, err = p.next()
	return err
}

func (p *parser) unexpected() error { return p.fail(p.token.at, "Unexpected "+p.token.String()) }

// expect passes over a token of a kind and gives it.
func (p *parser) expect(k kind) (token, error) {
	t := p.token
	if t.kind != k {
		return t, p.fail(t.at, fmt.Sprintf("Expected %s, found %s", k, t))
	}
	return t, p.advance()
}

// accept passes over a token of a kind, if it is the next.
func (p *parser) accept(k kind) (bool, error) {
	if p.token.kind != k {
		return false, nil
	}
	return true, p.advance()
}

// many reads one thing or more between two marks.
func (p *parser) many(opening, closing kind, read func() error) error {
	if _, err := p.expect(opening); err != nil {
		return err
	}
	for {
		if err := read(); err != nil {
			return err
		}
		if done, err := p.accept(closing); done || err != nil {
			return err
		}
	}
}

// selection reads fields in braces; everything tells that they are { * }.
func (p *parser) selection(labels []quad.Term, depth int) (fields []field, everything bool, err error) {
	if depth++; depth > maxDepth {
		return nil, false, fmt.Errorf("a query is nested at most %d levels deep", maxDepth)
	}
	n := 0
	err = p.many("{", "}", func() error {
		if n++; p.token.kind == "..." {
			return errors.New("fragments are not supported: write the fields out")
		}
		f, err := p.field(labels, depth)
		star := f.predicate == quad.IRI("*")
		switch {
		case err != nil:
			return err
		case star && (!f.leaf() || f.filtered()):
			return errors.New("filters inside expand all are not supported")
		case star:
			everything = true
		default:
			fields = append(fields, f)
		}
		if everything && n > 1 {
			return errors.New("expand all cannot be used with other fields")
		}
		return nil
	})
	return fields, everything, err
}

func (p *parser) field(labels []quad.Term, depth int) (field, error) {
	f := field{labels: labels, first: -1}
	if p.fields++; p.fields > maxFields {
		return f, fmt.Errorf("a query has at most %d fields", maxFields)
	}
	name, err := p.expect(nameToken)
	if err != nil {
		return f, err
	}
	f.alias = name.value
	aliased, err := p.accept(":")
	if err == nil && aliased {
		name, err = p.expect(nameToken)
	}
	if err != nil {
		return f, err
	}
	f.id = name.value == "id"
	f.predicate, f.reverse = property(name.value)

	arguments, err := p.arguments()
	if err != nil {
		return f, err
	}
	reversed, err := p.directives(&f)
	if err != nil {
		return f, err
	}
	if f, err = f.filter(reversed, true); err != nil {
		return f, err
	}
	if f, err = f.filter(arguments, false); err != nil {
		return f, err
	}
	if p.token.kind == "{" {
		f.fields, f.everything, err = p.selection(f.labels, depth)
	}
	return f, err
}

// property is the predicate that a name stands for: with brackets or without,
// after ~ the other way round.
func property(name string) (predicate quad.Term, reverse bool) {
	name, reverse = strings.CutPrefix(name, "~")
	return quad.IRI(unbracketed(name)), reverse
}

func unbracketed(name string) string {
	if len(name) > 2 && name[0] == '<' && name[len(name)-1] == '>' {
		return name[1 : len(name)-1]
	}
	return name
}

// directives reads what follows a field after @, and gives the arguments of
// @rev, which filter the other way round.
func (p *parser) directives(f *field) (reversed []argument, err error) {
	for {
		if ok, err := p.accept("@"); !ok || err != nil {
			return reversed, err
		}
		name, err := p.expect(nameToken)
		if err != nil {
			return nil, err
		}
		arguments, err := p.arguments()
		if err != nil {
			return nil, err
		}
		switch name.value {
		case "opt", "optional":
			f.optional = true
		case "rev", "reverse":
			if len(arguments) == 0 {
				f.reverse = !f.reverse
			}
			reversed = append(reversed, arguments...)
		case "unnest":
			f.unnest = true
		case "label":
			switch {
			case len(arguments) > 1:
				return nil, errors.New("label directive should have 0 or 1 argument")
			case len(arguments) == 0:
				f.labels = nil
			case arguments[0].name != "v":
				return nil, errors.New("label directive should have 'v' argument")
			default:
				f.labels = arguments[0].terms
			}
		default:
			return nil, fmt.Errorf("unknown directive: %q", name.value)
		}
	}
}

// argument is a name with the values that it may have.
type argument struct {
	name  string
	terms []quad.Term // without those that no node has
	any   bool        // an empty list was written
}

func (p *parser) arguments() (list []argument, err error) {
	if p.token.kind != "(" {
		return nil, nil
	}
	err = p.many("(", ")", func() error {
		name, err := p.expect(nameToken)
		if err != nil {
			return err
		}
		if _, err := p.expect(":"); err != nil {
			return err
		}
		a := argument{name: name.value}
		if opened, err := p.accept("["); err != nil {
			return err
		} else if opened {
			a.terms, a.any, err = p.list()
			list = append(list, a)
			return err
		}
		t, err := p.value()
		if !t.IsZero() {
			a.terms = []quad.Term{t}
		}
		list = append(list, a)
		return err
	})
	return list, err
}

// list reads values up to the closing bracket, each once.
func (p *parser) list() (terms []quad.Term, empty bool, err error) {
	for empty = true; ; empty = false {
		if done, err := p.accept("]"); done || err != nil {
			return terms, empty, err
		}
		t, err := p.value()
		if err != nil {
			return nil, false, err
		}
		if !t.IsZero() && !slices.Contains(terms, t) {
			terms = append(terms, t)
		}
	}
}

// value reads a constant; the zero Term is a value that no node has.
func (p *parser) value() (quad.Term, error) {
	t := p.token
	term := quad.Term{}
	switch t.kind {
	case nameToken:
		term = constant(t.value)
	case textToken:
		term = quad.NodeFromString(t.value)
	case intToken:
		n, err := strconv.ParseInt(t.value, 10, 64)
		if err != nil {
			return term, fmt.Errorf("%s is not a whole number of 64 bits", t.value)
		}
		term = quad.Int(n)
	case realToken:
		n, err := strconv.ParseFloat(t.value, 64)
		if err != nil {
			return term, fmt.Errorf("%s is not a number of 64 bits", t.value)
		}
		term = quad.Float(n)
	case "$":
		return term, errors.New("variables are not supported: write values into the query")
	default:
		return term, p.unexpected()
	}
	return term, p.advance()
}

// constant is what a bare word stands for.
func constant(word string) quad.Term {
	switch {
	case word == "true", word == "false":
		return quad.Bool(word == "true")
	case len(word) > 2 && strings.HasPrefix(word, "_:"):
		return quad.Blank(word[2:])
	default:
		return quad.IRI(unbracketed(word))
	}
}

// filter gives f with the arguments as filters and bounds.
func (f field) filter(arguments []argument, reverse bool) (field, error) {
	for _, a := range arguments {
		switch a.name {
		case "first", "offset":
			if len(a.terms) != 1 {
				return f, fmt.Errorf("%s takes one whole number", a.name)
			}
			n, ok := a.terms[0].Native().(int64)
			if !ok {
				return f, fmt.Errorf("%s takes a whole number, not %s", a.name, a.terms[0])
			}
			if a.name == "first" {
				f.first = n
			} else {
				f.offset = max(n, 0)
			}
		default:
			by := filter{id: a.name == "id", any: a.any, terms: a.terms, labels: f.labels}
			by.predicate, by.reverse = property(a.name)
			by.reverse = by.reverse != reverse
			f.filters = append(f.filters, by)
		}
	}
	return f, nil
}
