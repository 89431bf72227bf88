package gizmo

import (
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"strings"

	"github.com/dop251/goja"

	"bibgraph/graph/quad"
	"bibgraph/queries/algebra"
	"bibgraph/queries/results"
)

// makers lists the functions that make values from strings.
var makers = []struct {
	name      string
	arguments int
	make      func(args []string) quad.Term
}{
	{"iri", 1, func(args []string) quad.Term { return quad.IRI(args[0]) }},
	{"bnode", 1, func(args []string) quad.Term { return quad.Blank(args[0]) }},
	{"str", 1, func(args []string) quad.Term { return quad.String(args[0]) }},
	{"raw", 1, func(args []string) quad.Term { return raw(args[0]) }},
	{"lang", 2, func(args []string) quad.Term { return quad.Lang(args[0], args[1]) }},
	{"typed", 2, func(args []string) quad.Term { return quad.Typed(args[0], args[1]) }},
}

// raw reads a text by the string rule, or as the literal that stands in quotes.
func raw(s string) quad.Term {
	if len(s) > 1 && strings.HasPrefix(s, `"`) && strings.HasSuffix(s, `"`) {
		return quad.String(s[1 : len(s)-1])
	}
	return quad.FromString(s)
}

// filters lists the functions that make filters.
var filters = []struct {
	name string
	make func(call) (test, error)
}{
	{"lt", func(c call) (test, error) { return c.compare(algebra.Less) }},
	{"lte", func(c call) (test, error) { return c.compare(algebra.LessOrEqual) }},
	{"gt", func(c call) (test, error) { return c.compare(algebra.Greater) }},
	{"gte", func(c call) (test, error) { return c.compare(algebra.GreaterOrEqual) }},
	{"regex", call.regex},
	{"like", call.like},
}

func (s *session) defineHelpers() {
	global := s.vm.GlobalObject()
	for _, m := range makers {
		s.define(global, []string{m.name}, func(c call) (goja.Value, error) {
			if err := c.want(m.arguments); err != nil {
				return nil, err
			}
			args := make([]string, len(c.args))
			for i, v := range c.args {
				var err error
				if args[i], err = text(v); err != nil {
					return nil, err
				}
			}
			t := m.make(args)
			return s.vm.ToValue(&termObject{t, t.Kind() == quad.KindTyped}), nil
		})
	}
	for _, f := range filters {
		s.define(global, []string{f.name}, func(c call) (goja.Value, error) {
			t, err := f.make(c)
			return s.vm.ToValue(&filterObject{t}), err
		})
	}
}

// want checks the number of arguments.
func (c call) want(n int) error {
	switch {
	case len(c.args) == n:
		return nil
	case n == 1:
		return fmt.Errorf("expected 1 argument, got %d", len(c.args))
	default:
		return fmt.Errorf("expected %d arguments, got %d", n, len(c.args))
	}
}

func (c call) compare(cmp algebra.Cmp) (test, error) {
	if err := c.want(1); err != nil {
		return nil, err
	}
	value, _, err := c.written(c.args[0])
	return func(v algebra.Var) algebra.Cond {
		return algebra.Compare{Var: v, Cmp: cmp, Value: value}
	}, err
}

func (c call) regex() (test, error) {
	if n := len(c.args); n == 0 || n > 2 {
		return nil, fmt.Errorf("unexpected arguments count: %d", n)
	}
	pattern, ok := c.pattern(c.args[0])
	if !ok {
		return nil, fmt.Errorf("regex: unsupported type: %s", typeName(c.args[0]))
	}
	refs := false
	if v := c.arg(1); v != nil {
		if absent(v) || v.ExportType() != reflect.TypeFor[bool]() {
			return nil, errors.New("expected bool as second argument")
		}
		refs = v.ToBoolean()
	}
	if pattern.Kind() == quad.KindIRI && !refs {
		return nil, errors.New("regexps are not allowed on IRIs")
	}
	if _, err := regexp.Compile(pattern.Value()); err != nil {
		return nil, err
	}
	return func(v algebra.Var) algebra.Cond {
		return algebra.Regex{Var: v, Expr: pattern.Value(), Refs: refs}
	}, nil
}

func (c call) like() (test, error) {
	if err := c.want(1); err != nil {
		return nil, err
	}
	pattern, ok := c.pattern(c.args[0])
	if !ok {
		return nil, fmt.Errorf("wildcard: unsupported type: %s", typeName(c.args[0]))
	}
	return func(v algebra.Var) algebra.Cond {
		return algebra.Like{Var: v, Pattern: pattern.Value()}
	}, nil
}

// pattern reads a string as it is, or a value made by a helper.
func (c call) pattern(v goja.Value) (quad.Term, bool) {
	if t, ok := held(v).(*termObject); ok {
		return t.term, true
	}
	s, err := text(v)
	return quad.String(s), err == nil
}

// termText is a term as the name of a tag.
func (s *session) termText(t quad.Term) string {
	if s.collation == results.JSONLD && t.Kind() == quad.KindIRI {
		return t.Value()
	}
	return t.CayleyText()
}
