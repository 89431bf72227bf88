package disk_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bibgraph/graph"
	"bibgraph/graph/quad"
	"bibgraph/graph/stores/disk"
)

// sealedFiles lists the files of rows and terms.
func sealedFiles(tb testing.TB, place string) []string {
	tb.Helper()
	names, err := filepath.Glob(filepath.Join(place, "rows", "*"))
	must(tb, err)
	return names
}

// TestUpdate_folds has small updates gather until they are worth new files.
func TestUpdate_folds(t *testing.T) {
	place := filepath.Join(t.TempDir(), "store")
	s := open(t, place, disk.Options{TableRows: 50})
	all := numbered(400)
	for i := 0; i < len(all); i += 10 {
		add(t, s, all[i:i+10]...)
		if folded := len(sealedFiles(t, place)) > 0; folded != (i+10 >= 40) { // which have 55 terms
			t.Fatalf("after %d quads there are files: %v", i+10, folded)
		}
		holds(t, s, all[:i+10]...)
	}
	if n := len(sealedFiles(t, place)); n != len(graph.Orders)+1 {
		t.Errorf("%d files are left, want one for each order and one of terms", n)
	}
	for i := 0; i < len(all); i += 10 { // none of them is in the log any more
		must(t, s.Update(t.Context(), func(tx graph.Tx) error {
			_, err := tx.Remove(all[i : i+10]...)
			return err
		}))
		holds(t, s, all[i+10:]...)
	}
	must(t, s.Close())
	holds(t, open(t, place, disk.Options{ReadOnly: true}))
}

// TestUpdate_warnsOfFailedFolds has a file in the way of the sealed ones.
func TestUpdate_warnsOfFailedFolds(t *testing.T) {
	place := filepath.Join(t.TempDir(), "store")
	var warned []error
	s := open(t, place, disk.Options{TableRows: 50, Warn: func(err error) { warned = append(warned, err) }})
	obstacle := filepath.Join(place, "rows")
	must(t, os.WriteFile(obstacle, nil, 0o600))
	all := numbered(200)
	for i := 0; i < 150; i += 10 {
		add(t, s, all[i:i+10]...)
		holds(t, s, all[:i+10]...)
	}
	// 40 quads have 55 terms, which are too many; and again with 50 more of both.
	if len(warned) < 2 || len(warned) > 5 || !strings.Contains(warned[0].Error(), place) {
		t.Errorf("%d warnings: %v", len(warned), errors.Join(warned...))
	}
	must(t, os.Remove(obstacle))
	before := len(warned)
	add(t, s, all[150:]...)
	if len(warned) > before || len(sealedFiles(t, place)) == 0 {
		t.Errorf("no fold once nothing is in its way: %v", warned[before:])
	}
	holds(t, s, all...)
	sound(t, s)
}

// TestUpdate_backInFiles takes a quad of the files away and brings it back, with
// terms that nothing else uses.
func TestUpdate_backInFiles(t *testing.T) {
	place := filepath.Join(t.TempDir(), "store")
	s := open(t, place, disk.Options{TableRows: 100})
	all := numbered(200)
	add(t, s, all...)
	must(t, s.Update(t.Context(), func(tx graph.Tx) error {
		_, err := tx.Remove(all[0])
		return err
	}))
	add(t, s, all[0])
	holds(t, s, all...)
	sound(t, s)
}

// TestView_overFolds reads on in files that newer ones have replaced.
func TestView_overFolds(t *testing.T) {
	place := filepath.Join(t.TempDir(), "store")
	s := open(t, place, disk.Options{TableRows: 1})
	add(t, s, numbered(5000)...)
	view(t, s, func(snap graph.Snapshot) {
		c := snap.Scan(graph.Row{}, graph.OSPG)
		c.Next()
		for i := range 3 {
			add(t, s, quad.Quad{Subject: quad.IRI("s"), Predicate: quad.IRI("p"), Object: quad.Int(int64(i))})
			must(t, s.Update(t.Context(), func(tx graph.Tx) error {
				_, err := tx.Remove(numbered(5000)[1000*i : 1000*(i+1)]...)
				return err
			}))
		}
		n := 1
		for c.Next() {
			n++
		}
		must(t, errors.Join(c.Err(), c.Close()))
		if n != 5000 {
			t.Errorf("the reader met %d rows, want 5000", n)
		}
	})
	if n := len(sealedFiles(t, place)); n != len(graph.Orders)+1 {
		t.Errorf("%d files are left, want one for each order and one of terms", n)
	}
}

// TestOpen_unfinishedFiles finds what a crash has left of a fold.
func TestOpen_unfinishedFiles(t *testing.T) {
	place := filepath.Join(t.TempDir(), "store")
	s := open(t, place, disk.Options{TableRows: 1})
	add(t, s, numbered(100)...)
	must(t, s.Close())
	left := filepath.Join(place, "rows", "7.spog")
	must(t, os.WriteFile(left, []byte("half a file"), 0o644))
	s = open(t, place, disk.Options{ReadOnly: true})
	holds(t, s, numbered(100)...)
	must(t, s.Close())
	holds(t, open(t, place, disk.Options{}), numbered(100)...)
	if _, err := os.Stat(left); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("what was left is still there: %v", err)
	}
}

// TestOpen_damagedFiles has sealed files lost, cut and exchanged.
func TestOpen_damagedFiles(t *testing.T) {
	for _, c := range []struct {
		name   string
		damage func(base string) error
	}{
		{"lost rows", func(base string) error { return os.Remove(base + ".spog") }},
		{"cut rows", func(base string) error { return os.Truncate(base+".spog", 100) }},
		{"exchanged rows", func(base string) error { return os.Rename(base+".posg", base+".spog") }},
		{"lost terms", func(base string) error { return os.Remove(base + ".terms") }},
		{"cut terms", func(base string) error { return os.Truncate(base+".terms", 100) }},
		{"rows for terms", func(base string) error { return os.Rename(base+".spog", base+".terms") }},
	} {
		t.Run(c.name, func(t *testing.T) {
			place := filepath.Join(t.TempDir(), "store")
			s := open(t, place, disk.Options{TableRows: 1})
			add(t, s, numbered(100)...)
			must(t, s.Close())
			must(t, c.damage(strings.TrimSuffix(sealedFiles(t, place)[0], ".gspo")))
			for _, o := range []disk.Options{{}, {ReadOnly: true}} {
				if _, err := disk.Open(t.Context(), place, o); !errors.Is(err, graph.ErrCorrupt) {
					t.Errorf("opening gives %v, want %v", err, graph.ErrCorrupt)
				}
			}
		})
	}
}
