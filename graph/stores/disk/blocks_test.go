package disk_test

import (
	"errors"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"bibgraph/graph"
	"bibgraph/graph/formats/nquads"
	"bibgraph/graph/quad"
	"bibgraph/graph/stores/disk"
)

// blocksOf gives quads as a load reads them.
func blocksOf(quads ...quad.Quad) iter.Seq2[*quad.Block, error] {
	var text strings.Builder
	for _, q := range quads {
		text.Write(append(q.Append(nil), '\n'))
	}
	return nquads.Blocks(strings.NewReader(text.String()), nquads.Options{}, 2)
}

func addBlocks(tb testing.TB, s *disk.Store, want int, quads ...quad.Quad) {
	tb.Helper()
	n, err := s.AddBlocks(tb.Context(), blocksOf(quads...))
	must(tb, err)
	if n != want {
		tb.Errorf("%d quads were added, want %d", n, want)
	}
}

// TestAddBlocks adds to what earlier loads and updates have left, with so little
// memory that rows are written as runs and terms end the load in parts.
func TestAddBlocks(t *testing.T) {
	for name, o := range map[string]disk.Options{
		"at once":  {TableRows: 100},
		"in runs":  {TableRows: 100, BulkBytes: 400_000},
		"in parts": {TableRows: 100, BulkBytes: 100_000},
	} {
		t.Run(name, func(t *testing.T) {
			place := filepath.Join(t.TempDir(), "store")
			s := open(t, place, o)
			all := numbered(5_000)
			for i := range all {
				switch i % 7 {
				case 0:
					all[i].Object = quad.Int(int64(i % 500))
				case 1:
					all[i].Object = quad.Typed("0"+all[i].Object.Value()[len("object "):], quad.XSDInteger)
				}
			}
			slices.Reverse(all)
			addBlocks(t, s, 20, all[:20]...) // as an update
			addBlocks(t, s, 1980, all[10:2000]...)
			must(t, s.Update(t.Context(), func(tx graph.Tx) error {
				_, err := tx.Remove(all[:1000]...)
				return errors.Join(err, func() error { _, err := tx.Add(all[3000:3010]...); return err }())
			}))
			addBlocks(t, s, 3990, all...)
			holds(t, s, all...)
			addBlocks(t, s, 0, all...)
			must(t, s.Close())
			s = open(t, place, disk.Options{ReadOnly: true})
			holds(t, s, all...)
			if _, err := s.AddBlocks(t.Context(), blocksOf(all...)); !errors.Is(err, graph.ErrReadOnly) {
				t.Errorf("adding to a store for reading gives %v", err)
			}
			if left, _ := os.ReadDir(filepath.Join(place, "incoming")); len(left) > 0 {
				t.Errorf("the load left %v", left)
			}
		})
	}
}

// TestAddBlocks_allocations holds that a load allocates neither for a quad nor
// for a term.
func TestAddBlocks_allocations(t *testing.T) {
	const quads = 50_000 // with as many terms, and more
	var text strings.Builder
	for _, q := range numbered(quads) {
		text.Write(append(q.Append(nil), '\n'))
	}
	fresh := []*disk.Store{open(t, t.TempDir(), disk.Options{}), open(t, t.TempDir(), disk.Options{})}
	allocations := testing.AllocsPerRun(1, func() { // after another that is not measured
		_, err := fresh[0].AddBlocks(t.Context(), nquads.Blocks(strings.NewReader(text.String()), nquads.Options{}, 1))
		must(t, err)
		fresh = fresh[1:]
	})
	if allocations > quads/5 {
		t.Errorf("%.0f allocations for %d quads", allocations, quads)
	}
}
