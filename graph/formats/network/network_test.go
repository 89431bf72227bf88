package network_test

import (
	"bytes"
	"errors"
	"fmt"
	"iter"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bibgraph/graph/formats/network"
	"bibgraph/graph/quad"
)

var plain = network.Syntax{
	Begin: "begin\n",
	End:   "end\n",
	Node:  func(b []byte, n network.Node) []byte { return fmt.Appendf(b, "%d %s\n", n.Number, n.Label) },
	Edge: func(b []byte, e network.Edge) []byte {
		return fmt.Appendf(b, "%d-%d %s %s\n", e.From, e.To, e.Label, e.Graph)
	},
}

func TestSyntax_Write(t *testing.T) {
	a, p, year := quad.IRI("a"), quad.IRI("p"), quad.IRI("year")
	quads := []quad.Quad{
		{Subject: a, Predicate: p, Object: a},
		{Subject: a, Predicate: p, Object: quad.Blank("b"), Label: quad.IRI("g")},
		{Subject: quad.Blank("b"), Predicate: year, Object: quad.Typed("2020", quad.XSDInteger)},
		{Subject: a, Predicate: year, Object: quad.Typed("+2020", quad.XSD+"int")},
		{Subject: a, Predicate: p, Object: quad.String("bell\a and \\u0007 on\n")},
		{Subject: p, Predicate: p, Object: a},
	}
	want := `begin
0 <a>
0-0 <p> 
1 _:b
0-1 <p> <g>
2 "2020"^^<xsd:integer>
1-2 <year> 
0-2 <year> 
3 "bell\u0007 and \\u0007 on\n"
0-3 <p> 
4 <p>
4-0 <p> 
end
`
	var got bytes.Buffer
	if n, err := plain.Write(&got, each(quads)); n != len(quads) || err != nil {
		t.Errorf("wrote %d, %v", n, err)
	}
	if diff := cmp.Diff(want, got.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestSyntax_Write_errors(t *testing.T) {
	broken := errors.New("disk full")
	good := quad.Quad{Subject: quad.IRI("s"), Predicate: quad.IRI("p"), Object: quad.String("o")}
	if n, err := plain.Write(&bytes.Buffer{}, each([]quad.Quad{good, {}})); n != 1 || err == nil || err.Error() != "network: cannot write a quad: no subject" {
		t.Errorf("wrote %d, %v", n, err)
	}
	if _, err := plain.Write(&bytes.Buffer{}, func(yield func(quad.Quad, error) bool) { yield(quad.Quad{}, broken) }); !errors.Is(err, broken) {
		t.Errorf("got %v, want %v", err, broken)
	}
	if _, err := plain.Write(failing{broken}, each([]quad.Quad{good})); !errors.Is(err, broken) {
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
