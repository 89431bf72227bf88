package disk_test

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"bibgraph/graph"
	"bibgraph/graph/stores/disk"
)

// TestUpdate_cutOffInPieces takes the files as they are in the middle of an
// update, which is what a crash leaves.
func TestUpdate_cutOffInPieces(t *testing.T) {
	folder := t.TempDir()
	place, crashed := filepath.Join(folder, "store"), filepath.Join(folder, "crashed")
	before, more := numbered(3000)[:1000], numbered(3000)[1000:]
	keep(t, place, before...)
	s := open(t, place, disk.Options{GatherBytes: 50_000, PieceBytes: 50_000})
	must(t, s.Update(t.Context(), func(tx graph.Tx) error {
		for _, q := range before[500:] { // out and in again
			if _, err := tx.Remove(q); err != nil {
				return err
			}
			if _, err := tx.Add(q); err != nil {
				return err
			}
		}
		if _, err := tx.Remove(before[:100]...); err != nil {
			return err
		}
		if _, err := tx.Add(more...); err != nil {
			return err
		}
		return os.CopyFS(crashed, os.DirFS(place))
	}))
	holds(t, s, append(before[100:len(before):len(before)], more...)...)
	must(t, s.Close())
	written := strings.Join(slices.Collect(maps.Values(files(t, crashed))), "")
	if !strings.Contains(written, more[len(more)/2].Object.Value()) {
		t.Fatal("nothing of the update was written before it ended")
	}

	for _, o := range []disk.Options{{ReadOnly: true}, {ReadOnly: true}, {}, {ReadOnly: true}} {
		s := open(t, crashed, o)
		holds(t, s, before...)
		must(t, s.View(t.Context(), func(snap graph.Snapshot) error {
			if _, ok, err := snap.Lookup(more[len(more)-1].Subject); ok || err != nil {
				t.Errorf("a term of the update is known, %v", err)
			}
			return nil
		}))
		must(t, s.Close())
	}
	s = open(t, crashed, disk.Options{})
	add(t, s, more...)
	holds(t, s, append(before, more...)...)
}

// TestUpdate_failsInPieces has the update itself give up.
func TestUpdate_failsInPieces(t *testing.T) {
	place := filepath.Join(t.TempDir(), "store")
	before, more := numbered(3000)[:1000], numbered(3000)[1000:]
	keep(t, place, before...)
	s := open(t, place, disk.Options{GatherBytes: 50_000, PieceBytes: 50_000})
	oops := errors.New("oops")
	err := s.Update(t.Context(), func(tx graph.Tx) error {
		if _, err := tx.Remove(before...); err != nil {
			return err
		}
		if _, err := tx.Add(more...); err != nil {
			return err
		}
		holds(t, s, before...) // readers meanwhile
		return oops
	})
	if err != oops { //nolint:errorlint // nothing is to be added to it
		t.Errorf("the update gives %v, want %v", err, oops)
	}
	holds(t, s, before...)
	must(t, s.Close())
	holds(t, open(t, place, disk.Options{}), before...)
}
