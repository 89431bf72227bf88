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
	"bibgraph/graph/stores/check"
)

// Open opens the store at a place, which lies in a folder of the test and may
// not exist yet.
type Open func(ctx context.Context, place string, readOnly bool) (graph.Store, error)

// Run tests the stores that open gives, each of which must be empty and its own.
func Run(t *testing.T, open func(tb testing.TB) graph.Store) {
	t.Helper()
	for _, c := range []struct {
		name string
		test func(suite)
	}{
		{"counts", testCounts},
		{"labels", testLabels},
		{"incomplete quads", testIncompleteQuads},
		{"terms", testTerms},
		{"walks over terms", testTermWalks},
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
		{"one snapshot for many", testOneSnapshotForMany},
		{"aborted updates", testAbortedUpdates},
		{"ended contexts", testEndedContexts},
		{"many at once", testManyAtOnce},
		{"close", testClose},
		{"close waits", testCloseWaits},
		{"random against a model", testModel},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(suite{t, open}) })
	}
}

// suite is a test with the stores it is for.
type suite struct {
	*testing.T
	open func(tb testing.TB) graph.Store
}

// must ends the test if something failed.
func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

// view looks at the store; what f reports are test failures.
func view(tb testing.TB, s graph.Store, f func(graph.Snapshot)) {
	tb.Helper()
	must(tb, s.View(tb.Context(), func(snap graph.Snapshot) error {
		f(snap)
		return nil
	}))
}

// update changes the store.
func update(tb testing.TB, s graph.Store, f func(graph.Tx)) {
	tb.Helper()
	must(tb, s.Update(tb.Context(), func(tx graph.Tx) error {
		f(tx)
		return nil
	}))
}

// add puts quads in and tells how many were new.
func add(tb testing.TB, s graph.Store, quads ...quad.Quad) int {
	tb.Helper()
	n := 0
	update(tb, s, func(tx graph.Tx) {
		var err error
		n, err = tx.Add(quads...)
		must(tb, err)
	})
	return n
}

// remove takes quads out and tells how many were there.
func remove(tb testing.TB, s graph.Store, quads ...quad.Quad) int {
	tb.Helper()
	n := 0
	update(tb, s, func(tx graph.Tx) {
		var err error
		n, err = tx.Remove(quads...)
		must(tb, err)
	})
	return n
}

// rows walks over all that a scan gives.
func rows(tb testing.TB, snap graph.Snapshot, pattern graph.Row, order graph.Order) []graph.Row {
	tb.Helper()
	var found []graph.Row
	c := snap.Scan(pattern, order)
	for c.Next() {
		found = append(found, c.Row())
	}
	must(tb, c.Err())
	must(tb, c.Close())
	return found
}

// quads gives all quads of a snapshot, sorted.
func quads(tb testing.TB, snap graph.Snapshot) []quad.Quad {
	tb.Helper()
	var found []quad.Quad
	for _, row := range rows(tb, snap, graph.Row{}, graph.SPOG) {
		found = append(found, quadOf(tb, snap, row))
	}
	slices.SortFunc(found, quad.Quad.Compare)
	return found
}

func quadOf(tb testing.TB, snap graph.Snapshot, row graph.Row) quad.Quad {
	tb.Helper()
	var terms [4]quad.Term
	for i, id := range row {
		term, err := snap.Term(id)
		must(tb, err)
		terms[i] = term
	}
	return quad.Quad{Subject: terms[0], Predicate: terms[1], Object: terms[2], Label: terms[3]}
}

// holds tests that the store has these quads, in any sequence, and no others.
func holds(tb testing.TB, s graph.Store, want ...quad.Quad) {
	tb.Helper()
	view(tb, s, func(snap graph.Snapshot) {
		want := slices.SortedFunc(slices.Values(want), quad.Quad.Compare)
		same(tb, "quads", quads(tb, snap), want)
		if snap.Len() != int64(len(want)) {
			tb.Errorf("Len is %d, want %d", snap.Len(), len(want))
		}
	})
}

// Sound holds a store to have no faults.
func Sound(tb testing.TB, s graph.Store) {
	tb.Helper()
	var faults []graph.Fault
	var err error
	if own, ok := s.(graph.Checker); ok {
		faults, err = own.Check(tb.Context(), nil)
	} else {
		view(tb, s, func(snap graph.Snapshot) { faults, err = check.Snapshot(tb.Context(), snap, nil) })
	}
	must(tb, err)
	for _, f := range faults {
		tb.Errorf("%s: %s", f.Part, f.Message)
	}
}

// same compares, taking an empty list for none.
func same[T comparable](tb testing.TB, what string, got, want []T) {
	tb.Helper()
	if !slices.Equal(got, want) {
		tb.Errorf("%s (-want +got):\n%s", what, cmp.Diff(want, got, cmp.Comparer(func(a, b quad.Term) bool { return a == b })))
	}
}

// id gives the ID of a term that must be known.
func id(tb testing.TB, snap graph.Snapshot, term quad.Term) graph.ID {
	tb.Helper()
	id, ok, err := snap.Lookup(term)
	must(tb, err)
	if !ok {
		tb.Fatalf("%s is not known", term)
	}
	return id
}

// known tells whether a term has an ID.
func known(tb testing.TB, snap graph.Snapshot, term quad.Term) bool {
	tb.Helper()
	_, ok, err := snap.Lookup(term)
	must(tb, err)
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
