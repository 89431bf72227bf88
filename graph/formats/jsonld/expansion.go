package jsonld

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"bibgraph/graph/quad"
)

// errEnough ends reading for who wants no more.
var errEnough = errors.New("enough")

// expansion turns an expanded document into quads.
type expansion struct {
	yield    func(quad.Quad) bool
	relative bool   // whether properties without a colon are relative IRIs
	blanks   string // what the labels of nameless nodes begin with
	named    int    // nodes that were given one
}

// place is where an element stands, for errors.
type place struct {
	above *place
	step  string
}

func (p *place) in(step string) *place { return &place{p, step} }
func (p *place) at(i int) *place       { return &place{p, strconv.Itoa(i)} }

// String is a JSON pointer into the expanded document.
func (p *place) String() string {
	if p == nil {
		return ""
	}
	return p.above.String() + "/" + p.step
}

func (p *place) fail(format string, args ...any) error {
	where := p.String()
	if where == "" {
		where = "the top"
	}
	return fmt.Errorf("at %s of the expanded document: %s", where, fmt.Sprintf(format, args...))
}

// document reads the top: a single object that has @graph only is the default
// graph.
func (x *expansion) document(top any) error {
	if o, ok := top.(map[string]any); ok && len(o) == 1 && o["@graph"] != nil {
		top = o["@graph"]
	}
	switch top.(type) {
	case map[string]any, []any:
	default:
		return (*place)(nil).fail("an object or an array is wanted, found %s", kindOf(top))
	}
	return x.graph(top, quad.Term{}, nil)
}

// graph reads the nodes of a graph. Values that float about in it say nothing.
func (x *expansion) graph(element any, label quad.Term, p *place) error {
	for i, e := range elements(element) {
		o, ok := e.(map[string]any)
		switch {
		case !ok:
			if _, many := e.([]any); many {
				if err := x.graph(e, label, p.at(i)); err != nil {
					return err
				}
			} else if p == nil {
				return p.at(i).fail("a node is wanted, found %s", kindOf(e))
			}
		case o["@set"] != nil:
			if err := x.graph(o["@set"], label, p.at(i)); err != nil {
				return err
			}
		case o["@value"] != nil || o["@list"] != nil:
		default:
			if _, err := x.node(o, label, p.at(i)); err != nil {
				return err
			}
		}
	}
	return nil
}

// node reads what a node object says and gives the node.
func (x *expansion) node(o map[string]any, label quad.Term, p *place) (quad.Term, error) {
	self, err := x.id(o, p)
	if err != nil {
		return self, err
	}
	for _, key := range slices.Sorted(maps.Keys(o)) {
		var err error
		switch value := o[key]; {
		case key == "@type":
			err = x.types(self, value, label, p.in(key))
		case key == "@graph":
			err = x.graph(value, self, p.in(key))
		case key == "@included":
			err = x.graph(value, label, p.in(key))
		case key == "@reverse":
			err = x.reverse(self, value, label, p.in(key))
		case strings.HasPrefix(key, "@"): // @id, @index, and what may come
		case x.relative || strings.Contains(key, ":"):
			err = x.property(self, resource(key), value, label, p.in(key))
		}
		if err != nil {
			return self, err
		}
	}
	return self, nil
}

// id gives the node of a node object, a new blank one if it has no name.
func (x *expansion) id(o map[string]any, p *place) (quad.Term, error) {
	value, ok := o["@id"]
	if !ok || value == nil {
		return x.blank(), nil
	}
	text, ok := value.(string)
	if !ok {
		return quad.Term{}, p.in("@id").fail("an @id is a string, not %s", kindOf(value))
	}
	return resource(text), nil
}

func (x *expansion) blank() quad.Term {
	x.named++
	return quad.Blank(x.blanks + strconv.Itoa(x.named))
}

func resource(text string) quad.Term {
	if label, ok := strings.CutPrefix(text, "_:"); ok {
		return quad.Blank(label)
	}
	return quad.IRI(text)
}

func (x *expansion) types(self quad.Term, value any, label quad.Term, p *place) error {
	for i, e := range elements(value) {
		text, ok := e.(string)
		if !ok {
			return p.at(i).fail("a @type is a string, not %s", kindOf(e))
		}
		if err := x.say(self, quad.IRI(rdfType), resource(text), label, p.at(i)); err != nil {
			return err
		}
	}
	return nil
}

// reverse reads properties whose values point at the node.
func (x *expansion) reverse(self quad.Term, value any, label quad.Term, p *place) error {
	properties, ok := value.(map[string]any)
	if !ok {
		return p.fail("a @reverse is an object, not %s", kindOf(value))
	}
	for _, key := range slices.Sorted(maps.Keys(properties)) {
		if !x.relative && !strings.Contains(key, ":") {
			continue
		}
		for i, e := range elements(properties[key]) {
			at := p.in(key).at(i)
			o, ok := e.(map[string]any)
			if !ok || o["@value"] != nil || o["@list"] != nil {
				return at.fail("the value of a reverse property is a node")
			}
			subject, err := x.node(o, label, at)
			if err == nil {
				err = x.say(subject, resource(key), self, label, at)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// property reads the values of a property.
func (x *expansion) property(self, predicate quad.Term, value any, label quad.Term, p *place) error {
	for i, e := range elements(value) {
		var err error
		o, _ := e.(map[string]any)
		_, many := e.([]any)
		switch {
		case many:
			err = x.property(self, predicate, e, label, p.at(i))
		case o["@set"] != nil:
			err = x.property(self, predicate, o["@set"], label, p.at(i))
		default:
			var object quad.Term
			object, err = x.value(e, label, p.at(i))
			if err == nil && !object.IsZero() {
				err = x.say(self, predicate, object, label, p.at(i))
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// value reads a literal, a list or a node; null is no term.
func (x *expansion) value(element any, label quad.Term, p *place) (quad.Term, error) {
	o, ok := element.(map[string]any)
	if !ok {
		if _, many := element.([]any); many {
			return x.list(element, label, p)
		}
		return literal(element, "", "", p)
	}
	if list, ok := o["@list"]; ok {
		return x.list(list, label, p.in("@list"))
	}
	value, ok := o["@value"]
	if !ok {
		return x.node(o, label, p)
	}
	tag, err := optional(o, "@language", p)
	if err != nil {
		return quad.Term{}, err
	}
	datatype, err := optional(o, "@type", p)
	switch {
	case err != nil:
		return quad.Term{}, err
	case datatype == "@json":
		text, err := json.Marshal(value)
		return quad.Typed(string(text), rdfJSON), err
	case tag != "" && datatype != "":
		return quad.Term{}, p.fail("a value has a @language or a @type, not both")
	}
	return literal(value, unescapeTag(tag), datatype, p)
}

// optional gives the string of a key that may be missing.
func optional(o map[string]any, key string, p *place) (string, error) {
	value, ok := o[key]
	if !ok || value == nil {
		return "", nil
	}
	text, ok := value.(string)
	if !ok {
		return "", p.in(key).fail("a %s is a string, not %s", key, kindOf(value))
	}
	return text, nil
}

// list reads a list into a chain of blank nodes and gives its head.
func (x *expansion) list(element any, label quad.Term, p *place) (quad.Term, error) {
	head, previous := quad.IRI(rdfNil), quad.Term{}
	for i, e := range elements(element) {
		object, err := x.value(e, label, p.at(i))
		if err != nil {
			return head, err
		}
		if object.IsZero() {
			continue
		}
		cell := x.blank()
		if previous.IsZero() {
			head = cell
		} else if err := x.say(previous, quad.IRI(rdfRest), cell, label, p); err != nil {
			return head, err
		}
		if err := x.say(cell, quad.IRI(rdfFirst), object, label, p.at(i)); err != nil {
			return head, err
		}
		previous = cell
	}
	if previous.IsZero() {
		return head, nil
	}
	return head, x.say(previous, quad.IRI(rdfRest), quad.IRI(rdfNil), label, p)
}

// say gives a quad to who reads.
func (x *expansion) say(s, predicate, o, label quad.Term, p *place) error {
	q := quad.Quad{Subject: s, Predicate: predicate, Object: o, Label: label}
	if err := q.Check(); err != nil {
		return p.fail("%v", err)
	}
	if !x.yield(q) {
		return errEnough
	}
	return nil
}

// elements gives what an array holds, or the one thing that is none.
func elements(value any) []any {
	switch v := value.(type) {
	case nil:
		return nil
	case []any:
		return v
	default:
		return []any{v}
	}
}

func kindOf(value any) string {
	switch value.(type) {
	case nil:
		return "null"
	case string:
		return "a string"
	case bool:
		return "a boolean"
	case []any:
		return "an array"
	case map[string]any:
		return "an object"
	default:
		return "a number"
	}
}
