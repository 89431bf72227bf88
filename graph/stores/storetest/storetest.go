// Package storetest is the contract of package graph as tests: what every
// store in graph/stores must pass. A new store adds one test that calls Run or
// RunDurable; the tests speak to a store through graph.Store alone.
package storetest

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bibgraph/graph"
	"bibgraph/graph/quad"
)

// Open opens the store at a place, which lies in a folder of the test and may
// not exist yet.
type Open func(ctx context.Context, place string, readOnly bool) (graph.Store, error)

// Run tests the stores that open gives, each of which must be empty and its own.
func Run(t *testing.T, open func(t testing.TB) graph.Store) {
	t.Helper()
	for _, c := range []struct {
		name string
		test func(t *testing.T, open func(t testing.TB) graph.Store)
	}{
		{"counts", testCounts},
		{"labels", testLabels},
		{"incomplete quads", testIncompleteQuads},
		{"terms", testTerms},
		{"lookup", testLookup},
		{"variants", testVariants},
		{"scan", testScan},
		{"scan by value", testScanByValue},
		{"seek", testSeek},
		{"seek past all", testSeekPastAll},
		{"cursor after close", testCursorAfterClose},
		{"estimate", testEstimate},
		{"tx sees its changes", testTxSeesItsChanges},
		{"tx scan while changing", testTxScanWhileChanging},
		{"snapshots do not change", testSnapshotsDoNotChange},
		{"aborted updates", testAbortedUpdates},
		{"ended contexts", testEndedContexts},
		{"many at once", testManyAtOnce},
		{"close", testClose},
		{"close waits", testCloseWaits},
		{"random against a model", testModel},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, open) })
	}
}

// must ends the test if something failed.
func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// view looks at the store; what f reports are test failures.
func view(t testing.TB, s graph.Store, f func(graph.Snapshot)) {
	t.Helper()
	must(t, s.View(t.Context(), func(snap graph.Snapshot) error {
		f(snap)
		return nil
	}))
}

// update changes the store.
func update(t testing.TB, s graph.Store, f func(graph.Tx)) {
	t.Helper()
	must(t, s.Update(t.Context(), func(tx graph.Tx) error {
		f(tx)
		return nil
	}))
}

// add puts quads in and tells how many were new.
func add(t testing.TB, s graph.Store, quads ...quad.Quad) int {
	t.Helper()
	n := 0
	update(t, s, func(tx graph.Tx) {
		var err error
		n, err = tx.Add(quads...)
		must(t, err)
	})
	return n
}

// remove takes quads out and tells how many were there.
func remove(t testing.TB, s graph.Store, quads ...quad.Quad) int {
	t.Helper()
	n := 0
	update(t, s, func(tx graph.Tx) {
		var err error
		n, err = tx.Remove(quads...)
		must(t, err)
	})
	return n
}

// rows walks over all that a scan gives.
func rows(t testing.TB, snap graph.Snapshot, pattern graph.Row, order graph.Order) []graph.Row {
	t.Helper()
	var found []graph.Row
	c := snap.Scan(pattern, order)
	for c.Next() {
		found = append(found, c.Row())
	}
	must(t, c.Err())
	must(t, c.Close())
	return found
}

// quads gives all quads of a snapshot, sorted.
func quads(t testing.TB, snap graph.Snapshot) []quad.Quad {
	t.Helper()
	var found []quad.Quad
	for _, row := range rows(t, snap, graph.Row{}, graph.SPOG) {
		found = append(found, quadOf(t, snap, row))
	}
	slices.SortFunc(found, quad.Quad.Compare)
	return found
}

func quadOf(t testing.TB, snap graph.Snapshot, row graph.Row) quad.Quad {
	t.Helper()
	var terms [4]quad.Term
	for i, id := range row {
		term, err := snap.Term(id)
		must(t, err)
		terms[i] = term
	}
	return quad.Quad{Subject: terms[0], Predicate: terms[1], Object: terms[2], Label: terms[3]}
}

// holds tests that the store has these quads, in any sequence, and no others.
func holds(t testing.TB, s graph.Store, want ...quad.Quad) {
	t.Helper()
	view(t, s, func(snap graph.Snapshot) {
		want := slices.SortedFunc(slices.Values(want), quad.Quad.Compare)
		same(t, "quads", quads(t, snap), want)
		if snap.Len() != int64(len(want)) {
			t.Errorf("Len is %d, want %d", snap.Len(), len(want))
		}
	})
}

// same compares, taking an empty list for none.
func same[T comparable](t testing.TB, what string, got, want []T) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s (-want +got):\n%s", what, cmp.Diff(want, got, cmp.Comparer(func(a, b quad.Term) bool { return a == b })))
	}
}

// id gives the ID of a term that must be known.
func id(t testing.TB, snap graph.Snapshot, term quad.Term) graph.ID {
	t.Helper()
	id, ok, err := snap.Lookup(term)
	must(t, err)
	if !ok {
		t.Fatalf("%s is not known", term)
	}
	return id
}

// known tells whether a term has an ID.
func known(t testing.TB, snap graph.Snapshot, term quad.Term) bool {
	t.Helper()
	_, ok, err := snap.Lookup(term)
	must(t, err)
	return ok
}

func iri(name string) quad.Term { return quad.IRI("http://example.org/" + name) }

// triple makes a quad of IRIs without label.
func triple(s, p, o string) quad.Quad {
	return quad.Quad{Subject: iri(s), Predicate: iri(p), Object: iri(o)}
}

// numbered makes n different quads.
func numbered(n int) []quad.Quad {
	made := make([]quad.Quad, n)
	for i := range made {
		made[i] = triple(fmt.Sprintf("s%d", i), fmt.Sprintf("p%d", i%7), fmt.Sprintf("o%d", i%31))
	}
	return made
}
