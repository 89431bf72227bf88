package gizmo

import (
	"errors"
	"fmt"
	"reflect"
	"sync"

	"github.com/dop251/goja"

	"bibgraph/graph/quad"
	"bibgraph/graph/vocab"
	"bibgraph/queries/algebra"
)

// call is a call of a method of a path.
type call struct {
	*session
	this path
	args []goja.Value
}

// arg is the i-th argument, nil if it is missing.
func (c call) arg(i int) goja.Value {
	if i < len(c.args) {
		return c.args[i]
	}
	return nil
}

// word is the i-th argument as a string, "" if it is missing.
func (c call) word(i int) string {
	if v := c.arg(i); !absent(v) {
		return v.String()
	}
	return ""
}

// integer is the first argument as a whole number, 0 if it is missing.
func (c call) integer() int64 {
	if v := c.arg(0); !absent(v) {
		return v.ToInteger()
	}
	return 0
}

// builders lists the methods that give a longer path. Each exists with a
// capital too, if it is not said to be lower only.
var builders = []struct {
	names string
	build func(call) (path, error)
}{
	{"out", func(c call) (path, error) { return c.move(out) }},
	{"in", func(c call) (path, error) { return c.move(in) }},
	{"both", func(c call) (path, error) { return c.move(both) }},

	{"is", call.is},
	{"has", func(c call) (path, error) { return c.has(false) }},
	{"hasR", func(c call) (path, error) { return c.has(true) }},
	{"filter", call.filter},

	{"tag as", call.tag},
	{"back", func(c call) (path, error) { return c.this.back(c.word(0)) }},
	{"save", func(c call) (path, error) { return c.save(false, false) }},
	{"saveR", func(c call) (path, error) { return c.save(true, false) }},
	{"saveOpt", func(c call) (path, error) { return c.save(false, true) }},
	{"saveOptR", func(c call) (path, error) { return c.save(true, true) }},

	{"search", call.searchNames},

	{"and intersect", func(c call) (path, error) { return c.other(func(p path) (step, error) { return and{p}, nil }) }},
	{"or union", func(c call) (path, error) { return c.other(func(p path) (step, error) { return or{p}, nil }) }},
	{"except difference", func(c call) (path, error) { return c.other(func(p path) (step, error) { return except{p}, nil }) }},
	{"not", call.not},
	{"maybe", call.maybe},
	{"unique", func(c call) (path, error) { return c.this.with(distinct{}), nil }},

	{"follow", func(c call) (path, error) { return c.other(func(p path) (step, error) { return follow{p}, nil }) }},
	{"followR", func(c call) (path, error) { return c.other(func(p path) (step, error) { return follow{p}.reverse() }) }},
	{"followRecursive", call.followRecursive},

	{"labelContext", call.labelContext},
	{"labels", around{"labels", labelEdges}.build},
	{"inPredicates", around{"inPredicates", inEdges}.build},
	{"outPredicates", around{"outPredicates", outEdges}.build},
	{"saveInPredicates", func(c call) (path, error) { return c.savePredicates(inEdges) }},
	{"saveOutPredicates", func(c call) (path, error) { return c.savePredicates(outEdges) }},

	{"limit", func(c call) (path, error) { return c.slice(0, c.integer()) }},
	{"skip", func(c call) (path, error) { return c.slice(c.integer(), 0) }},
	{"order", call.order},

	{"groupCount", func(c call) (path, error) { return c.this.with(groupCount{}), nil }},
	{"top", call.top},
	{"cited", func(c call) (path, error) { return c.cite(out) }},
	{"citing", func(c call) (path, error) { return c.cite(in) }},
	{"coupled", func(c call) (path, error) { return c.cite(out, in) }},
	{"cocited", func(c call) (path, error) { return c.cite(in, out) }},
}

// pathMethods are the methods of paths by their names.
var pathMethods = sync.OnceValue(func() map[string]method {
	methods := map[string]method{}
	for _, b := range builders {
		spell(methods, b.names, func(c call) (goja.Value, error) {
			p, err := b.build(c)
			if err == nil {
				err = p.check()
			}
			return c.wrap(p), err
		})
	}
	for _, f := range finals {
		spell(methods, f.names, f.run)
	}
	return methods
})

// wrap makes the JavaScript object of a path.
func (s *session) wrap(p path) goja.Value {
	o := s.vm.ToValue(&pathObject{p}).(*goja.Object)
	_ = o.SetPrototype(s.pathMembers) // a new object takes any prototype
	return o
}

func (c call) move(d direction) (path, error) {
	by, err := c.choice(c.arg(0))
	if err != nil {
		return path{}, err
	}
	tags, err := c.namesFrom(1)
	return c.this.with(move{d, by, tags, c.this.labels}), err
}

// namesFrom reads the tags from the i-th argument on.
func (c call) namesFrom(i int) ([]string, error) {
	if i >= len(c.args) {
		return nil, nil
	}
	return names(c.args[i:])
}

func (c call) is() (path, error) {
	if len(c.args) == 0 {
		return c.this, nil
	}
	terms, err := c.terms(c.args)
	return c.this.with(is{unique(terms)}), err
}

func (c call) has(inward bool) (path, error) {
	if len(c.args) == 0 {
		return path{}, errors.New("unexpected arguments count: 0")
	}
	by, err := c.one(c.args[0])
	if err != nil {
		return path{}, err
	}
	s := has{by: by, inward: inward, any: len(c.args) == 1, labels: c.this.labels}
	if tests, ok := testsOf(c.args[1:]); ok {
		s.tests = tests
		return c.this.with(s), nil
	}
	s.values, err = c.terms(c.args[1:])
	s.values = unique(s.values)
	return c.this.with(s), err
}

// testsOf gives the filters, if values are nothing else.
func testsOf(values []goja.Value) ([]test, bool) {
	var tests []test
	for _, v := range values {
		f, ok := held(v).(*filterObject)
		if !ok {
			return nil, false
		}
		tests = append(tests, f.tests...)
	}
	return tests, len(tests) > 0
}

// notConverted is Cayley's error for an argument of a wrong type.
func notConverted(i int, v goja.Value, to string) error {
	return nativeError{"TypeError", fmt.Sprintf("could not convert function call parameter %d: could not convert %s to gizmo.%s", i, v, to)}
}

func (c call) filter() (path, error) {
	if len(c.args) == 0 {
		return path{}, nativeError{"GoError", "unexpected arguments count: 0"}
	}
	tests, ok := testsOf(c.args)
	if ok {
		return c.this.with(filter{tests}), nil
	}
	for i, v := range c.args {
		if _, isObject := v.(*goja.Object); !isObject && !absent(v) {
			return path{}, notConverted(i, v, "valFilter")
		}
	}
	return path{}, nativeError{"GoError", "invalid argument type in filter()"}
}

func (c call) tag() (path, error) {
	if len(c.args) > maxTags {
		return path{}, errTags
	}
	tags := make([]string, len(c.args))
	for i, v := range c.args {
		tags[i] = v.String()
	}
	return c.this.with(tag{tags, c.this.labels}), nil
}

func (c call) save(inward, optional bool) (path, error) {
	if n := len(c.args); n == 0 || n > 2 {
		return path{}, fmt.Errorf("unexpected arguments count: %d", n)
	}
	by, err := c.one(c.args[0])
	if err != nil {
		return path{}, err
	}
	s := save{by: by, inward: inward, optional: optional, labels: c.this.labels}
	if len(c.args) == 2 {
		s.tag, err = text(c.args[1])
		return c.this.with(s), err
	}
	predicate, _, err := c.written(c.args[0])
	s.tag = c.termText(predicate)
	return c.this.with(s), err
}

// other adds the step that step makes of the path given; null adds none.
func (c call) other(step func(path) (step, error)) (path, error) {
	v := c.arg(0)
	if absent(v) {
		return c.this, nil
	}
	p, ok := held(v).(*pathObject)
	if !ok {
		return path{}, notConverted(0, v, "pathObject")
	}
	s, err := step(p.path)
	if err != nil {
		return path{}, err
	}
	return c.this.with(s), nil
}

// not and maybe take a path that goes on from here.
func (c call) not() (path, error) {
	return c.other(func(p path) (step, error) {
		if name, ok := p.holds(pages); ok {
			return nil, fmt.Errorf("not() takes no path with %s(): nothing to page through", name)
		}
		back, err := p.reverse()
		return except{back}, err
	})
}

func (c call) maybe() (path, error) {
	return c.other(func(p path) (step, error) {
		if name, ok := p.holds(wholes); ok {
			return nil, fmt.Errorf("maybe() takes no path with %s(), which looks at the ways from all nodes together", name)
		}
		return maybe{p}, nil
	})
}

func (c call) followRecursive() (path, error) {
	if len(c.args) == 0 {
		return path{}, errors.New("expected predicate list")
	}
	s := recursive{maxDepth: defaultDepth}
	if p, ok := held(c.args[0]).(*pathObject); ok {
		s.path = p.path
	} else {
		by, err := c.choice(c.args[0])
		if err != nil {
			return path{}, err
		}
		if by.any || len(by.terms)+len(by.paths) > 1 {
			return path{}, errors.New("expected one predicate or path for recursive follow")
		}
		s.path = path{}.with(move{direction: out, by: by})
	}
	tagsFrom := 1
	if v := c.arg(1); !absent(v) && isNumber(v) {
		tagsFrom = 2
		if d := v.ToInteger(); d != 0 {
			s.maxDepth = int(max(d, -1))
		}
	}
	var err error
	s.tags, err = c.namesFrom(tagsFrom)
	return c.this.with(s), err
}

func isNumber(v goja.Value) bool {
	t := v.ExportType()
	return t == reflect.TypeFor[int64]() || t == reflect.TypeFor[float64]()
}

func (c call) labelContext() (path, error) {
	labels, err := c.choice(c.arg(0))
	if err != nil {
		return path{}, err
	}
	tags, err := c.namesFrom(1)
	c.this.labels = labelContext{}
	if !labels.any {
		c.this.labels = labelContext{set: true, labels: labels, tags: tags}
	}
	return c.this, err
}

func (s around) build(c call) (path, error) { return c.this.with(s), nil }

func (c call) savePredicates(edges func(here, found algebra.Slot) []algebra.Op) (path, error) {
	return c.this.with(savePredicates{edges, c.word(0)}), nil
}

// slice skips and limits; what is not above zero does nothing.
func (c call) slice(skip, limit int64) (path, error) {
	if skip <= 0 && limit <= 0 {
		return c.this, nil
	}
	if limit <= 0 {
		limit = -1
	}
	return c.this.with(slice{max(skip, 0), limit}), nil
}

// along reads the predicates of the i-th argument; without any it is usual.
func (c call) along(i int, usual ...quad.Term) (choice, error) {
	if v := c.arg(i); !absent(v) {
		return c.choice(v)
	}
	return choice{terms: usual}, nil
}

// cite adds a step along citations, or along other predicates.
func (c call) cite(way ...direction) (path, error) {
	by, err := c.along(0, vocab.CitoCites)
	return c.this.with(cite{way, by, c.this.labels}), err
}

// searchNames keeps the nodes that are called by the words.
func (c call) searchNames() (path, error) {
	words, err := text(c.arg(0))
	if err != nil {
		return path{}, err
	}
	by, err := c.along(1, nameProperties...)
	return c.this.with(called{words, by, c.this.labels}), err
}
