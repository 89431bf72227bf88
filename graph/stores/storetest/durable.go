package storetest

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"bibgraph/graph"
	"bibgraph/graph/quad"
)

// RunDurable tests stores that outlast their being closed: the tests of Run and
// those of opening again.
func RunDurable(t *testing.T, open Open) {
	t.Helper()
	Run(t, func(tb testing.TB) graph.Store {
		tb.Helper()
		return openAt(tb, open, filepath.Join(tb.TempDir(), "store"), false)
	})
	for _, c := range []struct {
		name string
		test func(durable)
	}{
		{"open again", testOpenAgain},
		{"read-only", testReadOnly},
		{"read-only needs a store", testReadOnlyNeedsAStore},
		{"one writer", testOneWriter},
		{"backup", testBackup},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(durable{t, open}) })
	}
}

// durable is a test of stores that last.
type durable struct {
	*testing.T
	open Open
}

// openAt opens a store that is closed with the test, if not before.
func openAt(tb testing.TB, open Open, place string, readOnly bool) graph.Store {
	tb.Helper()
	s, err := open(tb.Context(), place, readOnly)
	must(tb, err)
	tb.Cleanup(func() {
		if err := s.Close(); err != nil && !errors.Is(err, graph.ErrClosed) {
			tb.Error(err)
		}
	})
	return s
}

func testOpenAgain(t durable) {
	place := filepath.Join(t.TempDir(), "store")
	want := dense()
	var gone graph.ID
	for round := range 3 {
		s := openAt(t, t.open, place, false)
		kept := want[:len(want)*round/3]
		holds(t, s, kept...)
		add(t, s, want[:len(want)*(round+1)/3]...)
		extra := triple("removed", "in every", "round")
		add(t, s, extra)
		view(t, s, func(snap graph.Snapshot) {
			id := id(t, snap, extra.Subject)
			if round > 0 && id != gone {
				t.Errorf("a term has the ID %d, and had %d before", id, gone)
			}
			gone = id
		})
		remove(t, s, extra)
		_ = s.Update(t.Context(), func(tx graph.Tx) error {
			_, err := tx.Add(triple("never", "was", "kept"))
			must(t, err)
			return errAbort
		})
		must(t, s.Close())
	}
	s := openAt(t, t.open, place, true)
	holds(t, s, want...)
	view(t, s, func(snap graph.Snapshot) {
		if known(t, snap, iri("never")) || !known(t, snap, iri("removed")) {
			t.Error("the dictionary was not kept as it was")
		}
		same(t, "variants", terms(t, snap, quad.Int(12)), []quad.Term{quad.Int(12)})
	})
}

func testReadOnly(t durable) {
	place := filepath.Join(t.TempDir(), "store")
	s := openAt(t, t.open, place, false)
	want := numbered(100)
	add(t, s, want...)
	must(t, s.Close())

	one, two := openAt(t, t.open, place, true), openAt(t, t.open, place, true)
	for _, s := range []graph.Store{one, two} {
		holds(t, s, want...)
		err := s.Update(t.Context(), func(graph.Tx) error { t.Error("update ran"); return nil })
		if !errors.Is(err, graph.ErrReadOnly) {
			t.Errorf("Update gives %v, want %v", err, graph.ErrReadOnly)
		}
	}
	if _, err := t.open(t.Context(), place, false); !errors.Is(err, graph.ErrLocked) {
		t.Errorf("a writer beside readers gets %v, want %v", err, graph.ErrLocked)
	}
	must(t, one.Close())
	if _, err := t.open(t.Context(), place, false); !errors.Is(err, graph.ErrLocked) {
		t.Errorf("a writer beside the last reader gets %v, want %v", err, graph.ErrLocked)
	}
	holds(t, two, want...)
	must(t, two.Close())
	holds(t, openAt(t, t.open, place, false), want...)
}

func testReadOnlyNeedsAStore(t durable) {
	place := filepath.Join(t.TempDir(), "store")
	if _, err := t.open(t.Context(), place, true); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("opening gives %v, want %v", err, fs.ErrNotExist)
	}
	if _, err := os.Stat(place); !errors.Is(err, fs.ErrNotExist) {
		t.Error("opening for reading made something")
	}
}

func testOneWriter(t durable) {
	place := filepath.Join(t.TempDir(), "store")
	s := openAt(t, t.open, place, false)
	add(t, s, numbered(10)...)
	for _, readOnly := range []bool{false, true} {
		if _, err := t.open(t.Context(), place, readOnly); !errors.Is(err, graph.ErrLocked) {
			t.Errorf("opening beside a writer gives %v, want %v", err, graph.ErrLocked)
		}
	}
	add(t, s, numbered(20)...) // the writer is none the worse for it
	must(t, s.Close())
	holds(t, openAt(t, t.open, place, true), numbered(20)...)
}
