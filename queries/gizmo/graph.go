package gizmo

import (
	"strings"
	"sync"

	"github.com/dop251/goja"

	"bibgraph/graph/quad"
	"bibgraph/queries/algebra"
	"bibgraph/queries/results"
)

// graphMethods lists what g, also called graph, can do. Names that begin with
// a capital have no other form.
var graphMethods = []struct {
	names string
	run   method
}{
	{"V Vertex", call.vertex},
	{"M Morphism", func(c call) (goja.Value, error) { return c.wrap(path{}), nil }},
	{"IRI Uri", call.iri},
	{"emit", call.emit},
	{"addNamespace", call.addNamespace},
	{"addDefaultNamespaces", func(c call) (goja.Value, error) {
		c.addDefaultNamespaces()
		return goja.Undefined(), nil
	}},
	{"loadNamespaces", call.loadNamespaces},
}

// graphMembers are the methods of g by their names.
var graphMembers = sync.OnceValue(func() map[string]method {
	methods := map[string]method{}
	for _, m := range graphMethods {
		spell(methods, m.names, m.run)
	}
	return methods
})

func (c call) vertex() (goja.Value, error) {
	terms, err := c.terms(c.args)
	return c.wrap(path{}.with(start{all: len(c.args) == 0, terms: terms})), err
}

// iri makes an IRI; unlike the helper of that name it expands prefixes.
func (c call) iri() (goja.Value, error) {
	return c.vm.ToValue(&termObject{term: quad.IRI(c.expand(c.word(0)))}), nil
}

func (c call) emit() (goja.Value, error) {
	if v := c.arg(0); !absent(v) {
		value, err := c.emitted(v)
		if err != nil {
			return nil, err
		}
		c.send(results.Row{Value: value})
	}
	return goja.Null(), nil
}

func (c call) addNamespace() (goja.Value, error) {
	c.namespaces[c.word(0)] = c.word(1)
	return goja.Undefined(), nil
}

// loadNamespaces takes the prefixes that are kept in the graph.
func (c call) loadNamespaces() (goja.Value, error) {
	op := algebra.Join{
		Left:  algebra.Match{Subject: algebra.V("ns"), Predicate: algebra.T(quad.IRI("rdf:type")), Object: algebra.T(quad.IRI("cayley:namespace"))},
		Right: algebra.Match{Subject: algebra.V("ns"), Predicate: algebra.T(quad.IRI("cayley:prefix")), Object: algebra.V("prefix")},
	}
	for solution, err := range c.run(c.ctx, op) {
		if err != nil {
			return nil, err
		}
		if prefix, ok := strings.CutSuffix(solution.Get("prefix").Value(), ":"); ok {
			c.namespaces[prefix] = solution.Get("ns").Value()
		}
	}
	return goja.Undefined(), nil
}
