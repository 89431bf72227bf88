package graph_test

import (
	"testing"

	"bibgraph/graph"
	"bibgraph/graph/quad"
)

func TestInlineID(t *testing.T) {
	for _, term := range []quad.Term{
		quad.Int(0), quad.Int(-1), quad.Int(1<<35 - 1), quad.Int(-1 << 35),
		quad.Typed("0001", quad.XSDGYear), quad.Typed("2020", quad.XSDGYear), quad.Typed("9999", quad.XSDGYear),
		quad.Typed("2019-08-15", quad.XSDDate), quad.Typed("0001-01-01", quad.XSDDate), quad.Typed("9999-12-31", quad.XSDDate),
		quad.Bool(true), quad.Bool(false),
	} {
		id, ok := graph.InlineID(term)
		if !ok {
			t.Errorf("%s is not carried inline", term)
			continue
		}
		if back, ok := id.Inline(); !ok || back != term {
			t.Errorf("%s came back as %s", term, back)
		}
	}
}

func TestInlineID_keepsOddFormsOut(t *testing.T) {
	for _, term := range []quad.Term{
		quad.Int(1 << 35), quad.Typed("007", quad.XSDInteger), quad.Typed("+7", quad.XSDInteger), quad.Typed("-0", quad.XSDInteger),
		quad.Typed("7", quad.XSD+"int"), quad.Typed("0000", quad.XSDGYear), quad.Typed("20", quad.XSDGYear), quad.Typed("2020Z", quad.XSDGYear),
		quad.Typed("2019-8-15", quad.XSDDate), quad.Typed("2019-02-30", quad.XSDDate), quad.Typed("0000-01-01", quad.XSDDate),
		quad.Typed("1", quad.XSDBoolean), quad.String("7"), quad.Lang("7", "en"), quad.IRI("7"),
	} {
		if id, ok := graph.InlineID(term); ok {
			t.Errorf("%s became %d, which is not its own form", term, id)
		}
	}
}

func TestInlineID_sortsByValue(t *testing.T) {
	for _, pair := range [][2]quad.Term{
		{quad.Int(-5), quad.Int(3)},
		{quad.Int(9), quad.Int(10)},
		{quad.Typed("0999", quad.XSDGYear), quad.Typed("2020", quad.XSDGYear)},
		{quad.Typed("1969-12-31", quad.XSDDate), quad.Typed("1970-01-01", quad.XSDDate)},
	} {
		a, _ := graph.InlineID(pair[0])
		b, _ := graph.InlineID(pair[1])
		if a >= b {
			t.Errorf("%s does not sort before %s", pair[0], pair[1])
		}
	}
}

func TestOrder(t *testing.T) {
	r := graph.Row{10, 20, 30, 40}
	for _, o := range graph.Orders {
		if got := o.Restore(o.Permute(r)); got != r {
			t.Errorf("%s: %v came back as %v", o, r, got)
		}
	}
	for _, c := range []struct {
		pattern graph.Row
		want    graph.Order
	}{
		{graph.Row{}, graph.SPOG},
		{graph.Row{1, 0, 0, 0}, graph.SPOG},
		{graph.Row{0, 1, 1, 0}, graph.POSG},
		{graph.Row{1, 0, 1, 0}, graph.OSPG},
		{graph.Row{0, 0, 0, 1}, graph.GSPO},
		{graph.Row{1, 1, 1, 1}, graph.SPOG},
	} {
		if got := graph.OrderFor(c.pattern); got != c.want {
			t.Errorf("%v: got %s, want %s", c.pattern, got, c.want)
		}
	}
}
