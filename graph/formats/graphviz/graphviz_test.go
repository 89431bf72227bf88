package graphviz_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"bibgraph/graph/formats/graphviz"
	"bibgraph/graph/quad"
)

func TestWrite(t *testing.T) {
	quads := []quad.Quad{
		{Subject: quad.IRI("art/a1"), Predicate: quad.IRI("title"), Object: quad.Lang(`"дом" \ C&A`, "ru"), Label: quad.IRI("g/meta")},
		{Subject: quad.Blank("x"), Predicate: quad.IRI("cites"), Object: quad.IRI("art/a1")},
	}
	want := `digraph cayley_graph {
	n0 [ label = "<art/a1>" ];
	n1 [ label = "\"\\\"дом\\\" \\\\ C&A\"@ru" ];
	n0 -> n1 [ label = "<title>", comment = "<g/meta>" ];
	n2 [ label = "_:x" ];
	n2 -> n0 [ label = "<cites>" ];
}
`
	var got bytes.Buffer
	n, err := graphviz.Write(&got, func(yield func(quad.Quad, error) bool) { _ = yield(quads[0], nil) && yield(quads[1], nil) })
	if n != 2 || err != nil {
		t.Errorf("wrote %d, %v", n, err)
	}
	if diff := cmp.Diff(want, got.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// One edge and its two nodes, in the grammar of DOT: inside quotes only a quote
// is escaped for it, and the escapes of labels come in pairs.
var grammar = regexp.MustCompile(`(?s)^digraph \w+ \{\n\tn0 \[ label = "((?:[^"\\]|\\["\\])*)" \];\n\tn1 \[ label = "((?:[^"\\]|\\["\\])*)" \];\n\tn0 -> n1 \[ label = "<p>" \];\n\}\n$`)

var unescape = strings.NewReplacer(`\"`, `"`, `\\`, `\`)

func TestWrite_anyText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, o := quad.IRI(rapid.StringOf(rapid.RuneFrom([]rune(`ab"\дn`))).Draw(t, "iri")), quad.String(rapid.String().Draw(t, "text"))
		var got bytes.Buffer
		if _, err := graphviz.Write(&got, func(yield func(quad.Quad, error) bool) {
			yield(quad.Quad{Subject: s, Predicate: quad.IRI("p"), Object: o}, nil)
		}); err != nil {
			t.Fatal(err)
		}
		m := grammar.FindStringSubmatch(got.String())
		if m == nil {
			t.Fatalf("not DOT: %s", got.String())
		}
		if unescape.Replace(m[1]) != s.CayleyText() {
			t.Errorf("%s came as %s", s, m[1])
		}
	})
}
