package jsonld_test

import (
	"bytes"
	"errors"
	"iter"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bibgraph/graph/formats/jsonld"
	"bibgraph/graph/quad"
)

func TestWrite(t *testing.T) {
	for _, c := range []struct{ name, quads, want string }{
		{"nothing", ``, "[]\n"},
		{
			"nodes, types and values",
			`_:x <http://a/knows> <http://a/s> .
			<http://a/s> <http://a/p> "<i>\"дом\"</i>"@ru-Latn .
			<http://a/s> <http://a/p> "5"^^<http://www.w3.org/2001/XMLSchema#integer> .
			<http://a/s> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://a/T> .
			<http://a/s> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> _:T .
			<http://a/s> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "a word" .
			<art/a1> <http://a/p> _:x .
			<art/a1> <http://a/p> _:x .`,
			`[
{"@id":"art/a1","http://a/p":[{"@id":"_:x"}]},
{"@id":"http://a/s","http://a/p":[{"@value":"<i>\"дом\"</i>","@language":"ru-Latn"},{"@value":"5","@type":"http://www.w3.org/2001/XMLSchema#integer"}],"@type":["http://a/T","_:T"],"http://www.w3.org/1999/02/22-rdf-syntax-ns#type":[{"@value":"a word"}]},
{"@id":"_:x","http://a/knows":[{"@id":"http://a/s"}]}
]
`,
		},
		{
			"graphs",
			`<http://a/s> <http://a/p> "in g" <http://a/g> .
			<http://a/s> <http://a/p> "in h" _:h .
			<http://a/t> <http://a/p> "in h" _:h .
			<http://a/g> <http://a/p> "in none" .`,
			`[
{"@id":"http://a/g","http://a/p":[{"@value":"in none"}]},
{"@id":"http://a/g","@graph":[
{"@id":"http://a/s","http://a/p":[{"@value":"in g"}]}
]},
{"@id":"_:h","@graph":[
{"@id":"http://a/s","http://a/p":[{"@value":"in h"}]},
{"@id":"http://a/t","http://a/p":[{"@value":"in h"}]}
]}
]
`,
		},
		{
			"relative properties",
			`<art/a1> <title> "x"^^<bib/t> .`,
			`{"@context":{"@vocab":""},"@graph":[
{"@id":"art/a1","title":[{"@value":"x","@type":"bib/t"}]}
]}
`,
		},
	} {
		quads := lines(t, c.quads)
		var got bytes.Buffer
		if n, err := jsonld.Write(&got, each(quads)); n != len(quads) || err != nil {
			t.Errorf("%s: wrote %d, %v", c.name, n, err)
		}
		if diff := cmp.Diff(c.want, got.String()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestWrite_errors(t *testing.T) {
	s, p, o := quad.IRI("s"), quad.IRI("a:p"), quad.String("o")
	broken := errors.New("disk full")
	for _, c := range []struct {
		bad  quad.Quad
		want string
	}{
		{quad.Quad{}, `jsonld: cannot write a quad: no subject`},
		{quad.Quad{Subject: o, Predicate: p, Object: o}, `jsonld: cannot write "o" <a:p> "o" .: a literal cannot be the subject`},
		{quad.Quad{Subject: s, Predicate: p, Object: o, Label: o}, `jsonld: cannot write <s> <a:p> "o" "o" .: a literal cannot be the label`},
		{quad.Quad{Subject: s, Predicate: quad.IRI("@type"), Object: o}, `jsonld: cannot write <s> <@type> "o" .: the IRI <@type> would be read as something else`},
		{quad.Quad{Subject: quad.IRI("_:x"), Predicate: p, Object: o}, `jsonld: cannot write <_:x> <a:p> "o" .: the IRI <_:x> would be read as something else`},
		{quad.Quad{Subject: s, Predicate: p, Object: quad.Typed("5", "@json")}, `jsonld: cannot write <s> <a:p> "5"^^<@json> .: the IRI <@json> would be read as something else`},
	} {
		var out bytes.Buffer
		n, err := jsonld.Write(&out, each([]quad.Quad{{Subject: s, Predicate: p, Object: o}, c.bad}))
		if n != 0 || err == nil || err.Error() != c.want || out.Len() > 0 {
			t.Errorf("wrote %d, %v, %q, want %s", n, err, out.String(), c.want)
		}
	}
	if _, err := jsonld.Write(&bytes.Buffer{}, func(yield func(quad.Quad, error) bool) { yield(quad.Quad{}, broken) }); !errors.Is(err, broken) {
		t.Errorf("got %v, want %v", err, broken)
	}
	if _, err := jsonld.Write(failing{broken}, each([]quad.Quad{{Subject: s, Predicate: p, Object: o}})); !errors.Is(err, broken) {
		t.Errorf("got %v, want %v", err, broken)
	}
}

func each(quads []quad.Quad) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for _, q := range quads {
			if !yield(q, nil) {
				return
			}
		}
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }
