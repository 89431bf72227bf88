package quad_test

import (
	"testing"
	"time"

	"bibgraph/graph/quad"
)

func TestTerm_String(t *testing.T) {
	for _, c := range []struct {
		term quad.Term
		want string
	}{
		{quad.IRI("https://doi.org/10.24411/2500-2872-2020-10004"), "<https://doi.org/10.24411/2500-2872-2020-10004>"},
		{quad.IRI("a b>"), `<a\u0020b\u003E>`},
		{quad.Blank("b0"), "_:b0"},
		{quad.String("Монгол\t\"Улс\"\n\\"), `"Монгол\t\"Улс\"\n\\"`},
		{quad.String("bell\a del\x7f"), `"bell\u0007 del\u007F"`},
		{quad.Lang("Япон", "mn"), `"Япон"@mn`},
		{quad.Typed("2020", quad.XSDGYear), `"2020"^^<http://www.w3.org/2001/XMLSchema#gYear>`},
		{quad.Typed("same", quad.XSDString), `"same"`},
		{quad.Term{}, ""},
	} {
		if got := c.term.String(); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}

func TestQuad_String(t *testing.T) {
	q := quad.Quad{Subject: quad.IRI("s"), Predicate: quad.IRI("p"), Object: quad.String("o")}
	if got, want := q.String(), `<s> <p> "o" .`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	q.Label = quad.IRI("g")
	if got, want := q.String(), `<s> <p> "o" <g> .`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestTerm_Canonical(t *testing.T) {
	for _, c := range []struct{ term, want quad.Term }{
		{quad.Typed("007", quad.XSDInteger), quad.Int(7)},
		{quad.Typed("7", quad.XSD+"int"), quad.Int(7)},
		{quad.Typed("7", "xsd:long"), quad.Int(7)},
		{quad.Typed("7", "http://schema.org/Integer"), quad.Int(7)},
		{quad.Typed("seven", quad.XSDInteger), quad.Typed("seven", quad.XSDInteger)},
		{quad.Typed("4.50", quad.XSDDouble), quad.Typed("4.5E+00", quad.XSDDouble)},
		{quad.Typed("10", "xsd:float"), quad.Typed("1E+01", quad.XSDDouble)},
		{quad.Typed("0", quad.XSDBoolean), quad.Bool(false)},
		{quad.Typed("2009-09-01T03:00:00+03:00", quad.XSDDateTime), quad.Typed("2009-09-01T00:00:00Z", quad.XSDDateTime)},
		{quad.Typed("2009", quad.XSDGYear), quad.Typed("2009", quad.XSDGYear)},
		{quad.Typed("s", "xsd:string"), quad.String("s")},
		{quad.Lang("7", "en"), quad.Lang("7", "en")},
	} {
		if got := c.term.Canonical(); got != c.want {
			t.Errorf("%s: got %s, want %s", c.term, got, c.want)
		}
		if got := c.want.Canonical(); got != c.want {
			t.Errorf("%s is not canonical: %s", c.want, got)
		}
	}
}

func TestTerm_CayleyText(t *testing.T) {
	for _, c := range []struct {
		term quad.Term
		want string
	}{
		{quad.Int(2020), `"2020"^^<xsd:integer>`},
		{quad.Float(4.5), `"4.5E+00"^^<xsd:double>`},
		{quad.Bool(true), `"True"^^<xsd:boolean>`},
		{quad.Time(time.Date(2020, 5, 18, 12, 30, 0, 500, time.UTC)), `"2020-05-18T12:30:00Z"^^<xsd:dateTime>`},
		{quad.Typed("11-60", "bib/pageRange"), `"11-60"^^<bib/pageRange>`},
		{quad.String("a\"\b\n"), "\"a\\\"\b\\n\""},
		{quad.Lang("Japan", "en"), `"Japan"@en`},
		{quad.IRI("art/a1"), "<art/a1>"},
		{quad.Blank("mgimo"), "_:mgimo"},
	} {
		if got := c.term.CayleyText(); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}

func TestFromString(t *testing.T) {
	for _, c := range []struct {
		in   string
		want quad.Term
	}{
		{"", quad.Term{}},
		{"<>", quad.String("<>")},
		{"<a>", quad.IRI("a")},
		{"_:", quad.String("_:")},
		{"_:x", quad.Blank("x")},
		{`"Japan"@en`, quad.Lang("Japan", "en")},
		{`"2020"^^<xsd:integer>`, quad.Typed("2020", "xsd:integer")},
		{`"Campi Alicia"`, quad.String(`"Campi Alicia"`)},
		{`"a"@b"`, quad.String(`"a"@b"`)},
		{"Campi Alicia", quad.String("Campi Alicia")},
	} {
		if got := quad.FromString(c.in); got != c.want {
			t.Errorf("%s: got %v, want %v", c.in, got, c.want)
		}
	}
}

func TestNodeFromString(t *testing.T) {
	for _, c := range []struct {
		in   string
		want quad.Term
	}{
		{`"2020"^^<xsd:integer>`, quad.Typed("2020", "xsd:integer")},
		{`"2020"^^<` + quad.XSDInteger + `>`, quad.Term{}},
		{`"02020"^^<xsd:integer>`, quad.Term{}},
		{`"true"^^<xsd:boolean>`, quad.Term{}},
		{`"True"^^<xsd:boolean>`, quad.Typed("True", "xsd:boolean")},
		{`"11-60"^^<bib/pageRange>`, quad.Typed("11-60", "bib/pageRange")},
		{"<a>", quad.IRI("a")},
		{"", quad.Term{}},
	} {
		if got := quad.NodeFromString(c.in); got != c.want {
			t.Errorf("%s: got %v, want %v", c.in, got, c.want)
		}
	}
}

func TestTerm_Compare(t *testing.T) {
	sorted := []quad.Term{
		{},
		quad.IRI("a"), quad.IRI("b"), quad.Blank("a"), quad.String("a"),
		quad.Lang("a", "en"), quad.Lang("a", "ru"), quad.Typed("a", "t"), quad.Typed("b", "t"),
	}
	for i, a := range sorted {
		for j, b := range sorted {
			if got := a.Compare(b); got < 0 != (i < j) || got > 0 != (i > j) {
				t.Errorf("%s against %s: %d", a, b, got)
			}
		}
	}
}
