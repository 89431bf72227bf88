package gml_test

import (
	"bytes"
	"html"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"bibgraph/graph/formats/gml"
	"bibgraph/graph/quad"
)

func TestWrite(t *testing.T) {
	quads := []quad.Quad{
		{Subject: quad.IRI("art/a1"), Predicate: quad.IRI("title"), Object: quad.Lang(`"дом" \ C&A`, "ru"), Label: quad.IRI("g/meta")},
		{Subject: quad.Blank("x"), Predicate: quad.IRI("cites"), Object: quad.IRI("art/a1")},
	}
	want := `Creator "bibgraph"
graph [ directed 1 multigraph 1
	node [ id 0 label "<art/a1>" ]
	node [ id 1 label "&quot;\&quot;&#1076;&#1086;&#1084;\&quot; \\ C&amp;A&quot;@ru" ]
	edge [ source 0 target 1 label "<title>" graph "<g/meta>" ]
	node [ id 2 label "_:x" ]
	edge [ source 2 target 0 label "<cites>" ]
]
`
	var got bytes.Buffer
	n, err := gml.Write(&got, func(yield func(quad.Quad, error) bool) { _ = yield(quads[0], nil) && yield(quads[1], nil) })
	if n != 2 || err != nil {
		t.Errorf("wrote %d, %v", n, err)
	}
	if diff := cmp.Diff(want, got.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// One edge and its two nodes, in the grammar of GML: strings are printable
// ASCII without quotes.
var grammar = regexp.MustCompile(`^Creator "\w+"\ngraph \[ directed 1 multigraph 1\n\tnode \[ id 0 label "([ !#-~]*)" \]\n\tnode \[ id 1 label "([ !#-~]*)" \]\n\tedge \[ source 0 target 1 label "<p>" \]\n\]\n$`)

func TestWrite_anyText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, o := quad.IRI(rapid.StringOf(rapid.RuneFrom([]rune(`ab"&;#дn😀`))).Draw(t, "iri")), quad.String(rapid.String().Draw(t, "text"))
		var got bytes.Buffer
		if _, err := gml.Write(&got, func(yield func(quad.Quad, error) bool) {
			yield(quad.Quad{Subject: s, Predicate: quad.IRI("p"), Object: o}, nil)
		}); err != nil {
			t.Fatal(err)
		}
		m := grammar.FindStringSubmatch(got.String())
		if m == nil {
			t.Fatalf("not GML: %s", got.String())
		}
		if html.UnescapeString(m[1]) != s.CayleyText() {
			t.Errorf("%s came as %s", s, m[1])
		}
	})
}
