package disk_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"bibgraph/graph"
	"bibgraph/graph/stores/disk"
)

// TestUpdate_asTables adds to what tables, the log and removals have left.
func TestUpdate_asTables(t *testing.T) {
	place := filepath.Join(t.TempDir(), "store")
	s := open(t, place, disk.Options{TableRows: 100})
	all := numbered(3000)
	add(t, s, all[:10]...) // through the log
	add(t, s, all[:1000]...)
	add(t, s, all[500:2000]...)
	must(t, s.Update(t.Context(), func(tx graph.Tx) error {
		_, err := tx.Remove(all[:2000]...)
		return err
	}))
	holds(t, s)
	view(t, s, func(snap graph.Snapshot) {
		if n := snap.NodeCount(); n != 0 {
			t.Errorf("%d nodes are left", n)
		}
	})
	add(t, s, all...)
	holds(t, s, all...)
	must(t, s.Close())
	holds(t, open(t, place, disk.Options{ReadOnly: true}), all...)
}

// TestUpdate_tablesFail has the update end while tables are written.
func TestUpdate_tablesFail(t *testing.T) {
	place := filepath.Join(t.TempDir(), "store")
	s := open(t, place, disk.Options{TableRows: 1})
	add(t, s, numbered(10)...)
	must(t, os.WriteFile(filepath.Join(place, "incoming"), nil, 0o644)) // in the way
	err := s.Update(t.Context(), func(tx graph.Tx) error {
		_, err := tx.Add(numbered(1000)...)
		return err
	})
	if !errors.Is(err, fs.ErrExist) {
		t.Errorf("the update gives %v, want %v", err, fs.ErrExist)
	}
	holds(t, s, numbered(10)...)
	must(t, os.Remove(filepath.Join(place, "incoming")))
	add(t, s, numbered(1000)...)
	holds(t, s, numbered(1000)...)

	ctx, cancel := context.WithCancel(t.Context())
	err = s.Update(ctx, func(tx graph.Tx) error {
		_, err := tx.Add(numbered(2000)...)
		cancel()
		return err
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("the update gives %v, want %v", err, context.Canceled)
	}
	holds(t, s, numbered(1000)...)
}

// TestOpen_unfinishedTables finds what a crash has left of an update.
func TestOpen_unfinishedTables(t *testing.T) {
	place := filepath.Join(t.TempDir(), "store")
	keep(t, place, numbered(10)...)
	left := filepath.Join(place, "incoming")
	must(t, os.Mkdir(left, 0o755))
	must(t, os.WriteFile(filepath.Join(left, "0.sst"), []byte("half a table"), 0o644))
	s := open(t, place, disk.Options{ReadOnly: true})
	holds(t, s, numbered(10)...)
	must(t, s.Close())

	s = open(t, place, disk.Options{TableRows: 1})
	holds(t, s, numbered(10)...)
	add(t, s, numbered(20)...)
	holds(t, s, numbered(20)...)
	if _, err := os.Stat(left); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("what was left is still there: %v", err)
	}
}

func view(tb testing.TB, s graph.Store, f func(graph.Snapshot)) {
	tb.Helper()
	must(tb, s.View(tb.Context(), func(snap graph.Snapshot) error {
		f(snap)
		return nil
	}))
}
