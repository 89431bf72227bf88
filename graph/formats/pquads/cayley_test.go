package pquads_test

import (
	"bytes"
	"errors"
	"io"
	"testing"

	cayley "github.com/cayleygraph/quad"
	cayleypquads "github.com/cayleygraph/quad/pquads"
	"pgregory.net/rapid"

	"bibgraph/graph/formats/pquads"
	"bibgraph/graph/quad"
)

// Cayley's own reader takes what we write, with the numbers as numbers, and
// what its writer makes of that says the same to us.
func TestCayley(t *testing.T) {
	text := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"5", "007", "4.50", "-0", "true", "0", "2009-09-01T03:00:00.5+03:00"}))
	term := rapid.Custom(func(t *rapid.T) quad.Term {
		switch text := text.Draw(t, "text"); rapid.IntRange(0, 4).Draw(t, "kind") {
		case 0:
			return quad.IRI("i" + text)
		case 1:
			return quad.Blank("b" + quad.Int(int64(len(text))).Value())
		case 2:
			return quad.String(text)
		case 3:
			return quad.Lang(text, "ru-Latn")
		default:
			return quad.Typed(text, rapid.SampledFrom([]string{quad.XSDInteger, "xsd:int", quad.XSDDouble, quad.XSDBoolean, quad.XSDDateTime, quad.XSDGYear}).Draw(t, "type"))
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		quads := rapid.SliceOf(rapid.Custom(func(t *rapid.T) quad.Quad {
			q := quad.Quad{Subject: term.Draw(t, "subject"), Predicate: term.Draw(t, "predicate"), Object: term.Draw(t, "object")}
			if rapid.Bool().Draw(t, "labelled") {
				q.Label = term.Draw(t, "label")
			}
			return q
		})).Draw(t, "quads")
		var ours, theirs bytes.Buffer
		if _, err := pquads.Write(&ours, each(quads)); err != nil {
			t.Fatal(err)
		}
		in, out := cayleypquads.NewReader(&ours, 0), cayleypquads.NewWriter(&theirs, nil)
		for _, want := range quads {
			got, err := in.ReadQuad()
			if err != nil {
				t.Fatal(err)
			}
			for i, direction := range cayley.Directions {
				if value, want := got.Get(direction), want.Terms()[i]; value == nil != want.IsZero() || value != nil && value.String() != want.CayleyText() {
					t.Fatalf("Cayley reads %s as %s", want, value)
				}
			}
			if err := out.WriteQuad(got); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := in.ReadQuad(); !errors.Is(err, io.EOF) {
			t.Fatalf("Cayley finds more: %v", err)
		}
		i := 0
		for got, err := range pquads.Read(&theirs, "") {
			if err != nil {
				t.Fatal(err)
			}
			for j, want := range quads[i].Terms() {
				if got.Terms()[j].CayleyText() != want.CayleyText() {
					t.Fatalf("%s came back from Cayley as %s", quads[i], got)
				}
			}
			i++
		}
		if i != len(quads) {
			t.Fatalf("%d of %d quads came back from Cayley", i, len(quads))
		}
	})
}
