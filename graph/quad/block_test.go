package quad_test

import (
	"slices"
	"strconv"
	"testing"

	"bibgraph/graph/quad"
)

func view(t quad.Term) quad.View {
	v := quad.View{Kind: t.Kind(), Value: []byte(t.Value())}
	switch t.Kind() {
	case quad.KindLang:
		v.Extra = []byte(t.Language())
	case quad.KindTyped:
		v.Extra = []byte(t.Datatype())
	default:
	}
	return v
}

// TestBlock_Quads puts quads in and takes them out.
func TestBlock_Quads(t *testing.T) {
	var terms []quad.Term
	for i := range 300 { // so that the table grows
		text := strconv.Itoa(i)
		terms = append(terms, quad.IRI(text), quad.Blank(text), quad.String(text), quad.Lang(text, "mn"), quad.Lang(text, "ru"),
			quad.Typed(text, quad.XSDInteger), quad.Typed("", text), quad.String(text+"mn"))
	}
	var b quad.Block
	for round := range 2 {
		b.Reset()
		var want []quad.Quad
		for i, term := range slices.Concat(terms, terms) {
			q := quad.Quad{Subject: term, Predicate: quad.IRI("p"), Object: terms[(i+7)%len(terms)]}
			if i%2 == 0 {
				q.Label = quad.IRI("g")
			}
			want = append(want, q)
			var row [4]uint32
			for n, part := range q.Terms() {
				row[n] = b.Add(view(part))
			}
			b.Rows = append(b.Rows, row)
		}
		if !slices.Equal(b.Quads(), want) {
			t.Errorf("round %d: the quads came out as others", round)
		}
		if b.Len() != len(terms)+2 {
			t.Errorf("round %d: %d terms, want %d", round, b.Len(), len(terms)+2)
		}
	}
}

func TestBlock_Add_plain(t *testing.T) {
	var b quad.Block
	plain := b.Add(view(quad.String("a")))
	for _, datatype := range []string{"", quad.XSDString} {
		if n := b.Add(quad.View{Kind: quad.KindTyped, Value: []byte("a"), Extra: []byte(datatype)}); n != plain {
			t.Errorf("datatype %q gives the number %d, want %d", datatype, n, plain)
		}
	}
	if got := b.View(plain).Term(); got != quad.String("a") {
		t.Errorf("the term came back as %s", got)
	}
	if n := b.Add(quad.View{}); n != 0 || !b.View(0).Term().IsZero() {
		t.Errorf("the zero term has the number %d", n)
	}
}
