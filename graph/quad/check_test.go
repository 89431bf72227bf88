package quad_test

import (
	"strings"
	"testing"

	"bibgraph/graph/quad"
)

func TestQuad_Check(t *testing.T) {
	s, p, o := quad.IRI("art/a1"), quad.IRI("title"), quad.String("Монгол")
	for _, c := range []struct {
		q    quad.Quad
		want string // part of the error, "" for none
	}{
		{quad.Quad{Subject: s, Predicate: p, Object: o}, ""},
		{quad.Quad{Subject: o, Predicate: o, Object: o, Label: o}, ""},
		{quad.Quad{Subject: s, Predicate: p, Object: quad.Lang("дом", "ru-Latn-t-m0-bgn"), Label: quad.Blank("g1.b")}, ""},
		{quad.Quad{Subject: s, Predicate: p, Object: quad.Lang("дом", "ru_RU")}, ""},
		{quad.Quad{Predicate: p, Object: o}, "no subject"},
		{quad.Quad{Subject: s, Object: o}, "no predicate"},
		{quad.Quad{Subject: s, Predicate: p}, "no object"},
		{quad.Quad{Subject: s, Predicate: p, Object: quad.String("caf\xe9")}, "not UTF-8"},
		{quad.Quad{Subject: s, Predicate: p, Object: quad.Typed("1", "\xff")}, "not UTF-8"},
		{quad.Quad{Subject: quad.Blank("a b"), Predicate: p, Object: o}, `subject "a b": blank node labels`},
		{quad.Quad{Subject: quad.Blank("a."), Predicate: p, Object: o}, "full stop"},
		{quad.Quad{Subject: quad.Blank("a.#b"), Predicate: p, Object: o}, "full stop"},
		{quad.Quad{Subject: quad.Blank("a.b#c"), Predicate: p, Object: o}, ""},
		{quad.Quad{Subject: quad.Blank(""), Predicate: p, Object: o}, "blank node labels"},
		{quad.Quad{Subject: s, Predicate: p, Object: quad.Lang("See you", "home, he said")}, "language tag"},
		{quad.Quad{Subject: s, Predicate: p, Object: quad.Lang("a", "")}, "language tag"},
		{quad.Quad{Subject: s, Predicate: p, Object: quad.Lang("a", "en--us")}, "language tag"},
		{quad.Quad{Subject: s, Predicate: p, Object: quad.Lang("a", "en-")}, "language tag"},
	} {
		err := c.q.Check()
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%v: got %v, want %q", c.q, err, c.want)
		}
	}
}
