package disk_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bibgraph/graph"
	"bibgraph/graph/stores/disk"
)

// writeAll writes files below a folder, or the folder as a file if its name is
// empty.
func writeAll(tb testing.TB, folder string, content map[string]string) {
	tb.Helper()
	for name, text := range content {
		path := filepath.Join(folder, name)
		must(tb, os.MkdirAll(filepath.Dir(path), 0o755))
		must(tb, os.WriteFile(path, []byte(text), 0o644))
	}
}

func TestOpen_refuses(t *testing.T) {
	for _, c := range []struct {
		name   string
		stored bool              // a store was made first
		files  map[string]string // and these written
		at     string            // what is opened
		want   error
	}{
		{"a file", false, map[string]string{"": "text"}, "", graph.ErrNotStore},
		{"an empty file", false, map[string]string{"": ""}, "", graph.ErrNotStore},
		{"a folder of documents", false, map[string]string{"letter.txt": "Dear"}, "", graph.ErrNotStore},
		{"a folder with folders", false, map[string]string{"a/b": ""}, "", graph.ErrNotStore},
		{"another program's marker", false, map[string]string{"STORE": "grocery"}, "", graph.ErrNotStore},
		{"another Pebble database", true, nil, "pebble", graph.ErrNotStore},
		{"a newer format", true, map[string]string{"STORE": "bibgraph store, format 4\n"}, "", graph.ErrNewFormat},
		{"a newer format that looks otherwise", false, map[string]string{"STORE": "bibgraph store, format 12\nand more\n", "segments/1": "..."}, "", graph.ErrNewFormat},
	} {
		t.Run(c.name, func(t *testing.T) {
			place := filepath.Join(t.TempDir(), "store")
			if c.stored {
				keep(t, place, numbered(3)...)
			}
			writeAll(t, place, c.files)
			place = filepath.Join(place, c.at)
			before := files(t, place)
			for _, o := range []disk.Options{{}, {MustExist: true}, {ReadOnly: true}} {
				_, err := disk.Open(t.Context(), place, o)
				if !errors.Is(err, c.want) {
					t.Errorf("opening gives %v, want %v", err, c.want)
				} else if !strings.Contains(err.Error(), place) {
					t.Errorf("%q does not name the place", err)
				}
			}
			if diff := cmp.Diff(before, files(t, place)); diff != "" {
				t.Errorf("the place was changed:\n%s", diff)
			}
		})
	}
}

func TestOpen_mustExist(t *testing.T) {
	empty := t.TempDir()
	for _, place := range []string{filepath.Join(empty, "none", "at", "all"), empty} {
		for _, o := range []disk.Options{{MustExist: true}, {ReadOnly: true}} {
			if _, err := disk.Open(t.Context(), place, o); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), place) {
				t.Errorf("opening gives %v, want %v", err, fs.ErrNotExist)
			}
		}
	}
	if left := files(t, empty); len(left) != 1 {
		t.Errorf("opening made %v", left)
	}
	open(t, filepath.Join(empty, "none", "at", "all"), disk.Options{})
}

func TestOpen_emptyFolder(t *testing.T) {
	place := t.TempDir()
	keep(t, place, numbered(5)...)
	holds(t, open(t, place, disk.Options{MustExist: true}), numbered(5)...)
}

// TestOpen_afterCutOffMaking has what a crash leaves while a store is made.
func TestOpen_afterCutOffMaking(t *testing.T) {
	const marker = "bibgraph store, format 1\n"
	for _, c := range []struct {
		name   string
		stored bool // all but the marker was made
		files  map[string]string
	}{
		{"locked", false, map[string]string{"LOCK": ""}},
		{"marked", false, map[string]string{"STORE.new": marker}},
		{"half a marker", false, map[string]string{"STORE.new": marker[:5]}},
		{"half a database", false, map[string]string{"STORE.new": marker, "pebble/MANIFEST-000001": ""}},
		{"a whole database", true, map[string]string{"STORE.new": marker}},
	} {
		t.Run(c.name, func(t *testing.T) {
			place := filepath.Join(t.TempDir(), "store")
			if c.stored {
				keep(t, place)
				must(t, os.Remove(filepath.Join(place, "STORE")))
			}
			writeAll(t, place, c.files)
			if _, err := disk.Open(t.Context(), place, disk.Options{ReadOnly: true}); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("opening for reading gives %v, want %v", err, fs.ErrNotExist)
			}
			keep(t, place, numbered(5)...)
			holds(t, open(t, place, disk.Options{ReadOnly: true}), numbered(5)...)
		})
	}
}

func TestOpen_lostTables(t *testing.T) {
	place := filepath.Join(t.TempDir(), "store")
	keep(t, place, numbered(5)...)
	must(t, os.RemoveAll(filepath.Join(place, "pebble")))
	for _, o := range []disk.Options{{}, {ReadOnly: true}} {
		if _, err := disk.Open(t.Context(), place, o); !errors.Is(err, graph.ErrCorrupt) {
			t.Errorf("opening gives %v, want %v", err, graph.ErrCorrupt)
		}
	}
}

// TestScan_damagedTable flips one byte of the rows.
func TestScan_damagedTable(t *testing.T) {
	place := filepath.Join(t.TempDir(), "store")
	keep(t, place, numbered(20_000)...) // enough to be written into a table on Close
	tables, err := filepath.Glob(filepath.Join(place, "pebble", "*.sst"))
	must(t, err)
	if len(tables) == 0 {
		t.Fatal("Close left all in the log")
	}
	for _, table := range tables {
		content, err := os.ReadFile(table)
		must(t, err)
		content[len(content)/2] ^= 1
		must(t, os.WriteFile(table, content, 0o644))
	}
	err = func() error {
		s, err := disk.Open(t.Context(), place, disk.Options{ReadOnly: true})
		if err != nil {
			return err
		}
		defer func() { must(t, s.Close()) }()
		return s.View(t.Context(), func(snap graph.Snapshot) error {
			for _, order := range graph.Orders {
				c := snap.Scan(graph.Row{}, order)
				for c.Next() {
					for _, id := range c.Row() {
						if _, err := snap.Term(id); err != nil {
							return err
						}
					}
				}
				if err := errors.Join(c.Err(), c.Close()); err != nil {
					return err
				}
			}
			return nil
		})
	}()
	if !errors.Is(err, graph.ErrCorrupt) {
		t.Errorf("reading gives %v, want %v", err, graph.ErrCorrupt)
	}
}
