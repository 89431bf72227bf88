package graphml_test

import (
	"bytes"
	"encoding/xml"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"bibgraph/graph/formats/graphml"
	"bibgraph/graph/quad"
)

func TestWrite(t *testing.T) {
	quads := []quad.Quad{
		{Subject: quad.IRI("art/a1"), Predicate: quad.IRI("title"), Object: quad.Lang(`"дом" \ C&A`, "ru"), Label: quad.IRI("g/meta")},
		{Subject: quad.Blank("x"), Predicate: quad.IRI("cites"), Object: quad.IRI("art/a1")},
	}
	want := `	<graph id="G" edgedefault="directed">
		<node id="n0"><data key="d0">&lt;art/a1&gt;</data></node>
		<node id="n1"><data key="d0">&#34;\&#34;дом\&#34; \\ C&amp;A&#34;@ru</data></node>
		<edge source="n0" target="n1"><data key="d1">&lt;title&gt;</data><data key="d2">&lt;g/meta&gt;</data></edge>
		<node id="n2"><data key="d0">_:x</data></node>
		<edge source="n2" target="n0"><data key="d1">&lt;cites&gt;</data></edge>
	</graph>
</graphml>
`
	got := write(t, quads)
	_, graph, _ := strings.Cut(got, "attr.name=\"graph\" attr.type=\"string\"/>\n")
	if diff := cmp.Diff(want, graph); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// document is GraphML as a client reads it.
type document struct {
	XMLName xml.Name `xml:"http://graphml.graphdrawing.org/xmlns graphml"`
	Graph   struct {
		Node []struct {
			ID   string `xml:"id,attr"`
			Data string `xml:"data"`
		} `xml:"node"`
		Edge []struct {
			Source string `xml:"source,attr"`
			Target string `xml:"target,attr"`
			Data   string `xml:"data"`
		} `xml:"edge"`
	} `xml:"graph"`
}

// Any text makes well-formed XML and comes out of it.
func TestWrite_anyText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := quad.IRI(rapid.StringOf(rapid.RuneFrom([]rune("ab\"<&]>'\u00a0\u2028д"))).Draw(t, "iri"))
		o := quad.String(rapid.String().Draw(t, "text"))
		var d document
		if err := xml.Unmarshal([]byte(write(t, []quad.Quad{{Subject: s, Predicate: quad.IRI("p"), Object: o}})), &d); err != nil {
			t.Fatal(err)
		}
		if len(d.Graph.Node) != 2 || d.Graph.Node[0].Data != s.CayleyText() || len(d.Graph.Edge) != 1 || d.Graph.Edge[0].Data != "<p>" {
			t.Fatalf("got %+v", d)
		}
		if d.Graph.Edge[0].Source != d.Graph.Node[0].ID || d.Graph.Edge[0].Target != d.Graph.Node[1].ID {
			t.Fatalf("got %+v", d)
		}
	})
}

func write(t rapid.TB, quads []quad.Quad) string {
	t.Helper()
	var got bytes.Buffer
	n, err := graphml.Write(&got, func(yield func(quad.Quad, error) bool) {
		for _, q := range quads {
			if !yield(q, nil) {
				return
			}
		}
	})
	if n != len(quads) || err != nil {
		t.Fatalf("wrote %d, %v", n, err)
	}
	return got.String()
}
