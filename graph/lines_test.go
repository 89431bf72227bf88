package graph_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"bibgraph/graph"
	"bibgraph/graph/formats/nquads"
	"bibgraph/graph/quad"
	"bibgraph/graph/stores/memory"
)

// TestWriteLines holds the lines to those of the writer of N-Quads, with terms
// that begin like others.
func TestWriteLines(t *testing.T) {
	terms := []quad.Term{
		quad.IRI("a"), quad.IRI("ab"), quad.IRI("a b"), quad.IRI(""), quad.Blank("a"), quad.Blank("ab"), quad.Blank("a.b"), quad.Blank("a-b"),
		quad.String("a"), quad.String("ab"), quad.String("a b"), quad.String("a\"b"), quad.String("a\tb"), quad.String(""), quad.String("ä"), quad.String("Монгол"),
		quad.Lang("a", "en"), quad.Lang("a", "en-GB"), quad.Lang("a", "mn"), quad.Typed("a", "ab"), quad.Typed("a", "a"), quad.Typed("01", quad.XSDInteger),
		quad.Int(1), quad.Int(10), quad.Int(-1), quad.Typed("1999", quad.XSDGYear), quad.Bool(true),
	}
	var quads []quad.Quad
	for i, s := range terms {
		for j, o := range terms {
			for k, g := range []quad.Term{{}, terms[i], terms[j]} {
				if (i+j+k)%3 > 0 {
					quads = append(quads, quad.Quad{Subject: s, Predicate: terms[(i*j)%len(terms)], Object: o, Label: g})
				}
			}
		}
	}
	s := memory.New(memory.Options{})
	update(t, s, quads)
	view(t, s, func(snap graph.Snapshot) {
		var got, want bytes.Buffer
		n, err := graph.WriteLines(&got, snap)
		wanted, wantErr := nquads.WriteSorted(&want, graph.Quads(snap, graph.Row{}, graph.SPOG))
		if err != nil || wantErr != nil {
			t.Fatal(err, wantErr)
		}
		if n != wanted || got.String() != want.String() {
			t.Errorf("%d lines:\n%swant %d:\n%s", n, got.String(), wanted, want.String())
		}
	})
}

// TestWriteLines_beginnings sorts many terms that have long beginnings in common,
// some of which are the beginning of others.
func TestWriteLines_beginnings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := []string{"http://example.org/", "work/", "a", "ab", "abcdefgh", "12345678", "\x00", "ж", " "}
		text := rapid.Custom(func(t *rapid.T) string {
			return strings.Join(rapid.SliceOfN(rapid.SampledFrom(parts), 0, 6).Draw(t, "parts"), "")
		})
		var quads []quad.Quad
		for range rapid.IntRange(1, 300).Draw(t, "quads") {
			quads = append(quads, quad.Quad{Subject: quad.IRI("s" + text.Draw(t, "s")), Predicate: quad.IRI("p"), Object: quad.String(text.Draw(t, "o"))})
		}
		var got, want bytes.Buffer
		s := memory.New(memory.Options{})
		update(t, s, quads)
		view(t, s, func(snap graph.Snapshot) {
			_, err := graph.WriteLines(&got, snap)
			_, wantErr := nquads.WriteSorted(&want, graph.Quads(snap, graph.Row{}, graph.SPOG))
			if err != nil || wantErr != nil || got.String() != want.String() {
				t.Fatalf("%v, %v\n%swant\n%s", err, wantErr, got.String(), want.String())
			}
		})
	})
}

func TestWriteLines_empty(t *testing.T) {
	view(t, memory.New(memory.Options{}), func(snap graph.Snapshot) {
		var got bytes.Buffer
		if n, err := graph.WriteLines(&got, snap); n != 0 || err != nil || got.Len() > 0 {
			t.Errorf("%d, %v: %s", n, err, got.String())
		}
	})
}

// TestWriteLines_unwritable has a quad that no reading would give back.
func TestWriteLines_unwritable(t *testing.T) {
	s := memory.New(memory.Options{})
	update(t, s, []quad.Quad{{Subject: quad.IRI("a"), Predicate: quad.IRI("p"), Object: quad.Lang("x", "no tag")}})
	view(t, s, func(snap graph.Snapshot) {
		if _, err := graph.WriteLines(&bytes.Buffer{}, snap); err == nil || !strings.Contains(err.Error(), `object "x": language tag "no tag"`) {
			t.Errorf("writing gives %v", err)
		}
	})
}

func update(tb rapid.TB, s graph.Store, quads []quad.Quad) {
	tb.Helper()
	err := s.Update(context.Background(), func(tx graph.Tx) error {
		_, err := tx.Add(quads...)
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
}

func view(tb rapid.TB, s graph.Store, f func(graph.Snapshot)) {
	tb.Helper()
	err := s.View(context.Background(), func(snap graph.Snapshot) error {
		f(snap)
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
}
