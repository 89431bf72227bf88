package disk_test

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"bibgraph/graph"
	"bibgraph/graph/stores/disk"
)

func TestRestore(t *testing.T) {
	folder := t.TempDir()
	place, backup, other := filepath.Join(folder, "store"), filepath.Join(folder, "backup"), filepath.Join(folder, "other")
	s := open(t, place, disk.Options{TableRows: 100})
	add(t, s, numbered(600)...)
	must(t, s.Backup(t.Context(), backup, nil))
	add(t, s, oldQuads...)

	// A reader of the backup is not in the way; the store is.
	reader := open(t, backup, disk.Options{ReadOnly: true})
	if _, err := disk.Restore(t.Context(), backup, place, false, nil); !errors.Is(err, fs.ErrExist) {
		t.Errorf("restoring onto a store gives %v, want %v", err, fs.ErrExist)
	}
	if _, err := disk.Restore(t.Context(), backup, place, true, nil); !errors.Is(err, graph.ErrLocked) {
		t.Errorf("restoring onto an open store gives %v, want %v", err, graph.ErrLocked)
	}
	replaced, err := disk.Restore(t.Context(), backup, other, false, nil)
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

	replaced, err = disk.Restore(t.Context(), backup, place, true, nil)
	must(t, err)
	holds(t, open(t, place, disk.Options{}), numbered(600)...)
	holds(t, open(t, replaced, disk.Options{}), append(numbered(600), oldQuads...)...)

	if _, err := disk.Restore(t.Context(), filepath.Join(folder, "none"), place, true, nil); !errors.Is(err, fs.ErrNotExist) {
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
	if err := s.Backup(t.Context(), photos, nil); !errors.Is(err, graph.ErrNotStore) {
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

// A backup on another file system is copied; it tells how far it is, and stops
// when it is told to.
func TestCopyFile(t *testing.T) {
	folder := t.TempDir()
	from, to := filepath.Join(folder, "from"), filepath.Join(folder, "to")
	content := bytes.Repeat([]byte("quads "), 2<<20)
	must(t, os.WriteFile(from, content, 0o600))
	var told []int64
	must(t, disk.CopyFile(t.Context(), from, to, func(done, all int64) {
		told = append(told, done)
		if all != int64(len(content)) {
			t.Errorf("%d bytes in all, want %d", all, len(content))
		}
	}))
	if got, err := os.ReadFile(to); err != nil || !bytes.Equal(got, content) {
		t.Errorf("the copy is not what was copied: %v", err)
	}
	if len(told) < 3 || !slices.IsSorted(told) || told[len(told)-1] != int64(len(content)) {
		t.Errorf("progress %v", told)
	}
	ctx, cancel := context.WithCancel(t.Context())
	err := disk.CopyFile(ctx, from, filepath.Join(folder, "other"), func(int64, int64) { cancel() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if err := disk.CopyFile(t.Context(), from, to, nil); !errors.Is(err, fs.ErrExist) {
		t.Errorf("got %v", err)
	}
}

// TestBackup_brackets backs up a store whose name reads as a pattern of names.
func TestBackup_brackets(t *testing.T) {
	folder := t.TempDir()
	s := open(t, filepath.Join(folder, "store [1]"), disk.Options{TableRows: 1})
	add(t, s, numbered(100)...)
	backup := filepath.Join(folder, "backup")
	must(t, s.Backup(t.Context(), backup, nil))
	holds(t, open(t, backup, disk.Options{}), numbered(100)...)
}

// TestBackup_whileFilesAreReplaced writes the sealed files anew whenever the
// backup has got one of them.
func TestBackup_whileFilesAreReplaced(t *testing.T) {
	folder := t.TempDir()
	place, backup := filepath.Join(folder, "store"), filepath.Join(folder, "backup")
	s := open(t, place, disk.Options{TableRows: 1000})
	add(t, s, numbered(100)...)
	must(t, s.Compact(t.Context(), nil))
	add(t, s, numbered(150)...)
	left := filepath.Join(place, "rows", "99.spog")
	must(t, os.WriteFile(left, []byte("half a file"), 0o600)) // of a generation that is not live
	more := 150
	must(t, s.Backup(t.Context(), backup, func(int64, int64) {
		more += 10
		add(t, s, numbered(more)...)
		must(t, s.Compact(t.Context(), nil))
	}))
	if more == 150 {
		t.Fatal("nothing happened during the backup")
	}
	if n := len(sealedFiles(t, backup)); n != len(graph.Orders)+1 {
		t.Errorf("the backup has %d sealed files, want one for each order and one of terms", n)
	}
	copied := open(t, backup, disk.Options{ReadOnly: true})
	holds(t, copied, numbered(150)...)
	sound(t, copied)
	holds(t, s, numbered(more)...)
}
