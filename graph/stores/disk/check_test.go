package disk_test

import (
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"bibgraph/graph"
	"bibgraph/graph/stores/disk"
)

// sound holds a store to have no faults.
func sound(tb testing.TB, s *disk.Store) {
	tb.Helper()
	faults, err := s.Check(tb.Context(), nil)
	must(tb, err)
	if len(faults) > 0 {
		tb.Fatalf("%d faults: %v", len(faults), faults)
	}
}

// TestCheck_afterChanges checks what all ways into the store leave.
func TestCheck_afterChanges(t *testing.T) {
	place := filepath.Join(t.TempDir(), "store")
	all := numbered(600)
	for _, o := range []disk.Options{{}, {TableRows: 1}, {GatherBytes: 10_000, PieceBytes: 10_000}} {
		s := open(t, place, o)
		sound(t, s)
		add(t, s, all...)
		sound(t, s)
		must(t, s.Update(t.Context(), func(tx graph.Tx) error {
			_, err := tx.Remove(all[100:500]...)
			return err
		}))
		sound(t, s)
		add(t, s, oldQuads...)
		add(t, s, all[200:220]...)
		must(t, s.Close())
		s = open(t, place, disk.Options{ReadOnly: true})
		sound(t, s)
		must(t, s.Close())
	}
}

// TestCheck_flippedBits flips bits in copies of a store. Whatever is hit, the
// store must not give other quads than it was given and be called sound; and a
// repair must give back exactly them, or say that it cannot.
func TestCheck_flippedBits(t *testing.T) {
	folder := t.TempDir()
	place := filepath.Join(folder, "store")
	want := numbered(2000)
	s := open(t, place, disk.Options{TableRows: 1})
	add(t, s, want...)
	must(t, s.Close())

	var large []string // files that hold data
	must(t, filepath.WalkDir(place, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil && filepath.Ext(path) != "" && info.Size() > 2000 {
			name, _ := filepath.Rel(place, path)
			large = append(large, name)
		}
		return err
	}))
	found, repaired := 0, 0
	r := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // chance that can be had again
	for range 30 {
		damaged := filepath.Join(folder, "damaged")
		must(t, os.CopyFS(damaged, os.DirFS(place)))
		name := filepath.Join(damaged, large[r.IntN(len(large))])
		content, err := os.ReadFile(name)
		must(t, err)
		at := r.IntN(len(content))
		content[at] ^= 1 << r.IntN(8)
		must(t, os.WriteFile(name, content, 0o644))

		s, err := disk.Open(t.Context(), damaged, disk.Options{ReadOnly: true})
		if err == nil {
			faults, err := s.Check(t.Context(), nil)
			if err != nil || len(faults) > 0 {
				found++
			} else {
				holds(t, s, want...)
			}
			must(t, s.Close())
			kept, err := disk.Repair(t.Context(), damaged, nil)
			if err == nil {
				s := open(t, damaged, disk.Options{ReadOnly: true})
				sound(t, s)
				holds(t, s, want...)
				must(t, s.Close())
				must(t, os.RemoveAll(kept))
				if len(faults) > 0 {
					repaired++
				}
			}
		}
		if t.Failed() {
			t.Fatalf("%s was flipped at %d", name, at)
		}
		must(t, os.RemoveAll(damaged))
		for _, suffix := range []string{".repaired", ".damaged"} {
			if _, err := os.Lstat(damaged + suffix); !errors.Is(err, fs.ErrNotExist) {
				t.Fatalf("the repair left %s: %v", suffix, err)
			}
		}
	}
	t.Logf("of 30 flips %d were found by Check, %d of these repaired", found, repaired)
	if found == 0 || repaired == 0 {
		t.Errorf("%d were found and %d repaired, want some", found, repaired)
	}
}

func TestRepair_inTheWay(t *testing.T) {
	place := filepath.Join(t.TempDir(), "store")
	keep(t, place, numbered(10)...)
	must(t, os.Mkdir(place+".damaged", 0o755))
	if _, err := disk.Repair(t.Context(), place, nil); !errors.Is(err, fs.ErrExist) {
		t.Errorf("the repair gives %v, want %v", err, fs.ErrExist)
	}
	must(t, os.Remove(place+".damaged"))
	s := open(t, place, disk.Options{})
	if _, err := disk.Repair(t.Context(), place, nil); !errors.Is(err, graph.ErrLocked) {
		t.Errorf("the repair of an open store gives %v, want %v", err, graph.ErrLocked)
	}
	must(t, s.Close())
	var last int64
	damaged, err := disk.Repair(t.Context(), place, func(done, all int64) { last = done*100 + all })
	must(t, err)
	if damaged != place+".damaged" || last != 10*100+10 {
		t.Errorf("the damaged store is at %s, progress told %d", damaged, last)
	}
	for _, place := range []string{place, damaged} {
		holds(t, open(t, place, disk.Options{ReadOnly: true}), numbered(10)...)
	}
}
