package disk_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"bibgraph/graph"
	"bibgraph/graph/stores/disk"
)

func TestRestore(t *testing.T) {
	folder := t.TempDir()
	place, backup, other := filepath.Join(folder, "store"), filepath.Join(folder, "backup"), filepath.Join(folder, "other")
	s := open(t, place, disk.Options{TableRows: 100})
	add(t, s, numbered(600)...)
	must(t, s.Backup(t.Context(), backup))
	add(t, s, oldQuads...)

	// A reader of the backup is not in the way; the store is.
	reader := open(t, backup, disk.Options{ReadOnly: true})
	if _, err := disk.Restore(t.Context(), backup, place, false); !errors.Is(err, fs.ErrExist) {
		t.Errorf("restoring onto a store gives %v, want %v", err, fs.ErrExist)
	}
	if _, err := disk.Restore(t.Context(), backup, place, true); !errors.Is(err, graph.ErrLocked) {
		t.Errorf("restoring onto an open store gives %v, want %v", err, graph.ErrLocked)
	}
	replaced, err := disk.Restore(t.Context(), backup, other, false)
	must(t, err)
	if replaced != "" {
		t.Errorf("%q was replaced", replaced)
	}
	restored := open(t, other, disk.Options{})
	add(t, restored, numbered(700)...)
	holds(t, restored, numbered(700)...)
	sound(t, restored)
	holds(t, reader, numbered(600)...) // though they share files
	sound(t, reader)
	must(t, s.Close())

	replaced, err = disk.Restore(t.Context(), backup, place, true)
	must(t, err)
	holds(t, open(t, place, disk.Options{}), numbered(600)...)
	holds(t, open(t, replaced, disk.Options{}), append(numbered(600), oldQuads...)...)

	if _, err := disk.Restore(t.Context(), filepath.Join(folder, "none"), place, true); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("restoring nothing gives %v, want %v", err, fs.ErrNotExist)
	}
}

// TestBackup_inTheWay leaves alone what is not a place for a backup.
func TestBackup_inTheWay(t *testing.T) {
	folder := t.TempDir()
	s := open(t, filepath.Join(folder, "store"), disk.Options{})
	photos := filepath.Join(folder, "photos")
	must(t, os.Mkdir(photos, 0o755))
	must(t, os.WriteFile(filepath.Join(photos, "cat.jpg"), nil, 0o644))
	if err := s.Backup(t.Context(), photos); !errors.Is(err, graph.ErrNotStore) {
		t.Errorf("a backup into a folder of something else gives %v, want %v", err, graph.ErrNotStore)
	}
	if len(files(t, photos)) != 2 {
		t.Error("the folder has changed")
	}
}

// TestSizes has the parts add up to the whole, and grow with what they hold.
func TestSizes(t *testing.T) {
	place := filepath.Join(t.TempDir(), "store")
	s := open(t, place, disk.Options{TableRows: 1})
	before := sizes(t, s)
	add(t, s, numbered(6000)...)
	must(t, s.Compact(t.Context(), nil))
	after := sizes(t, s)
	total := int64(0)
	for part, bytes := range after {
		total += bytes
		if part != "other" && bytes < before[part]+1000 {
			t.Errorf("%s has %d bytes, and had %d before", part, bytes, before[part])
		}
	}
	must(t, s.Close()) // and let Pebble remove what it needs no more
	whole := int64(0)
	for name, content := range files(t, place) {
		if filepath.Ext(name) == ".sst" || filepath.Base(filepath.Dir(name)) == "rows" {
			whole += int64(len(content))
		}
	}
	if total < whole || total > 2*whole+after["other"] {
		t.Errorf("the parts have %d bytes, the tables and sealed files %d", total, whole)
	}
}

func sizes(tb testing.TB, s *disk.Store) map[string]int64 {
	tb.Helper()
	list, err := s.Sizes()
	must(tb, err)
	found := map[string]int64{}
	for _, size := range list {
		found[size.Part] = size.Bytes
	}
	return found
}

// TestCompact makes a store smaller that much was removed from.
func TestCompact(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "store"), disk.Options{TableRows: 1})
	add(t, s, numbered(1500)...)
	must(t, s.Compact(t.Context(), nil))
	before := sizes(t, s)
	must(t, s.Update(t.Context(), func(tx graph.Tx) error {
		_, err := tx.Remove(numbered(1500)[100:]...)
		return err
	}))
	must(t, s.Compact(t.Context(), nil))
	after := sizes(t, s)
	for _, order := range graph.Orders {
		if after[order.String()] > before[order.String()]*2/3 {
			t.Errorf("%s has %d bytes, and had %d before most was removed", order, after[order.String()], before[order.String()])
		}
	}
	holds(t, s, numbered(100)...)
	sound(t, s)
}
