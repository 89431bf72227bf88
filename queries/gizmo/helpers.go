package gizmo

import (
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"sync"

	"github.com/dop251/goja"

	"bibgraph/graph/quad"
	"bibgraph/queries/algebra"
	"bibgraph/queries/results"
)

// helpers lists the functions that make values and filters.
var helpers = []struct {
	name string
	make method
}{
	{"iri", func(c call) (goja.Value, error) { return c.value(1, one(quad.IRI)) }},
	{"bnode", func(c call) (goja.Value, error) { return c.value(1, one(quad.Blank)) }},
	{"str", func(c call) (goja.Value, error) { return c.value(1, one(quad.String)) }},
	{"raw", func(c call) (goja.Value, error) { return c.value(1, one(raw)) }},
	{"lang", call.lang},
	{"typed", func(c call) (goja.Value, error) { return c.value(2, two(quad.Typed)) }},

	{"lt", func(c call) (goja.Value, error) { return c.compare(algebra.Less) }},
	{"lte", func(c call) (goja.Value, error) { return c.compare(algebra.LessOrEqual) }},
	{"gt", func(c call) (goja.Value, error) { return c.compare(algebra.Greater) }},
	{"gte", func(c call) (goja.Value, error) { return c.compare(algebra.GreaterOrEqual) }},
	{"regex", call.regex},
	{"like", call.like},
	{"year", call.year},
	{"search", call.search},
}

func one(f func(string) quad.Term) func([]string) quad.Term {
	return func(args []string) quad.Term { return f(args[0]) }
}

func two(f func(a, b string) quad.Term) func([]string) quad.Term {
	return func(args []string) quad.Term { return f(args[0], args[1]) }
}

// raw reads a text by the string rule, or as the literal that stands in quotes.
func raw(s string) quad.Term {
	if len(s) > 1 && strings.HasPrefix(s, `"`) && strings.HasSuffix(s, `"`) {
		return quad.String(s[1 : len(s)-1])
	}
	return quad.FromString(s)
}

// helperFunctions are the helpers by their names.
var helperFunctions = sync.OnceValue(func() map[string]method {
	functions := map[string]method{}
	for _, h := range helpers {
		functions[h.name] = h.make
	}
	return functions
})

// defineGlobals puts what scripts find without asking behind what they define
// and what JavaScript brings.
func (s *session) defineGlobals() {
	globals := s.newMembers(helperFunctions(), false)
	g := s.newMembers(graphMembers(), false)
	_ = globals.Set("g", g) // takes any name
	_ = globals.Set("graph", g)
	_ = s.vm.GlobalObject().SetPrototype(globals) // it may be set once
}

// value makes a value of strings.
func (c call) value(arguments int, make func([]string) quad.Term) (goja.Value, error) {
	if err := c.want(arguments); err != nil {
		return nil, err
	}
	var args []string
	for _, v := range c.args {
		arg, err := text(v)
		if err != nil {
			return nil, err
		}
		args = append(args, arg)
	}
	t := make(args)
	return c.vm.ToValue(&termObject{t, t.Kind() == quad.KindTyped}), nil
}

// test makes a filter of one test.
func (c call) test(t test) goja.Value { return c.vm.ToValue(&filterObject{[]test{t}}) }

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

// lang makes a text in a language of two strings. Of one it makes a filter for
// texts in that language.
func (c call) lang() (goja.Value, error) {
	if len(c.args) != 1 {
		return c.value(2, two(quad.Lang))
	}
	tag, err := text(c.args[0])
	return c.test(func(v algebra.Var) algebra.Cond { return algebra.Language{Var: v, Tag: tag} }), err
}

func (c call) compare(cmp algebra.Cmp) (goja.Value, error) {
	if err := c.want(1); err != nil {
		return nil, err
	}
	value, _, err := c.written(c.args[0])
	return c.test(func(v algebra.Var) algebra.Cond {
		return algebra.Compare{Var: v, Cmp: cmp, Value: value}
	}), err
}

func (c call) regex() (goja.Value, error) {
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
	return c.test(func(v algebra.Var) algebra.Cond {
		return algebra.Regex{Var: v, Expr: pattern.Value(), Refs: refs}
	}), nil
}

func (c call) like() (goja.Value, error) {
	if err := c.want(1); err != nil {
		return nil, err
	}
	pattern, ok := c.pattern(c.args[0])
	if !ok {
		return nil, fmt.Errorf("wildcard: unsupported type: %s", typeName(c.args[0]))
	}
	return c.test(func(v algebra.Var) algebra.Cond {
		return algebra.Like{Var: v, Pattern: pattern.Value()}
	}), nil
}

// year makes a filter for what tells a year: the one given, or one that passes
// all comparisons given.
func (c call) year() (goja.Value, error) {
	if len(c.args) == 0 {
		return nil, errors.New("unexpected arguments count: 0")
	}
	var tests []test
	compare := func(cmp algebra.Cmp, year quad.Term) error {
		if _, ok := year.Native().(int64); !ok {
			return fmt.Errorf("year: no whole number: %s", year.Value())
		}
		tests = append(tests, func(v algebra.Var) algebra.Cond {
			return algebra.Compare{Var: v, Cmp: cmp, Value: year, Year: true}
		})
		return nil
	}
	for _, arg := range c.args {
		if f, ok := held(arg).(*filterObject); ok {
			for _, t := range f.tests {
				cond, ok := t("").(algebra.Compare)
				if !ok {
					return nil, errors.New("year: takes years, and lt, lte, gt or gte of years")
				}
				if err := compare(cond.Cmp, cond.Value); err != nil {
					return nil, err
				}
			}
			continue
		}
		year, err := c.term(arg)
		for _, cmp := range []algebra.Cmp{algebra.GreaterOrEqual, algebra.LessOrEqual} {
			if err == nil {
				err = compare(cmp, year)
			}
		}
		if err != nil {
			return nil, err
		}
	}
	return c.vm.ToValue(&filterObject{tests}), nil
}

// search makes a filter for texts with all of the words.
func (c call) search() (goja.Value, error) {
	if err := c.want(1); err != nil {
		return nil, err
	}
	words, err := text(c.args[0])
	return c.test(func(v algebra.Var) algebra.Cond { return algebra.Search{Var: v, Words: words} }), err
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
	if s.collation != results.JSON && t.Kind() == quad.KindIRI {
		return t.Value()
	}
	return t.CayleyText()
}
