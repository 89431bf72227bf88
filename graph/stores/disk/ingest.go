package disk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/cockroachdb/pebble/v2/objstorage/objstorageprovider"
	"github.com/cockroachdb/pebble/v2/sstable"
	"github.com/cockroachdb/pebble/v2/vfs"

	"bibgraph/graph"
)

// An update that only adds, and adds much, does not go through the log: what is
// fresh is sorted and written as finished tables beside the database, several
// at a time, and Pebble takes them all in at one stroke, or none. Where the rows
// are many beside those of the sealed files these are written anew with them.

// ingest makes the update lasting as finished tables.
func (t *tx) ingest(ctx context.Context) (err error) {
	rows := t.fresh.list()
	before := t.base
	if t.store.outgrown(before, t.counts.changes) {
		if t.base, err = t.store.writeBase(ctx.Err, t.store.current, rows); err != nil {
			return err
		}
		t.counts.changes = 0
	}
	folder := filepath.Join(t.store.path, incomingName)
	if err = os.Mkdir(folder, 0o755); err == nil {
		var paths []string
		if paths, err = t.writeTables(folder, rows, t.base != before); err == nil {
			err = t.store.db.Ingest(ctx, paths)
		}
		err = errors.Join(err, os.RemoveAll(folder))
	}
	if err != nil {
		if t.base != before {
			err = errors.Join(err, t.base.close()) // the next opening removes it
		}
		return failed("commit", err)
	}
	return nil
}

// writeTables writes what is fresh as tables that do not overlap; rows that are
// sealed take the place of all changes.
func (t *tx) writeTables(folder string, rows []graph.Row, sealed bool) ([]string, error) {
	var tables []func(*sstable.Writer) error
	if sealed {
		tables = append(tables, func(w *sstable.Writer) error { return w.DeleteRange([]byte{tableRows}, []byte{tablesEnd}) })
	} else {
		for _, order := range graph.Orders { // the large ones first
			tables = append(tables, func(w *sstable.Writer) error { return putRows(w, order, rows) })
		}
	}
	tables = append(tables, t.putTerms, t.putCounts)
	paths := make([]string, len(tables))
	work := make([]func() error, len(tables))
	for i, put := range tables {
		paths[i] = filepath.Join(folder, fmt.Sprintf("%d.sst", i))
		work[i] = func() error {
			if err := t.alive(); err != nil {
				return err
			}
			return t.writeTable(paths[i], put)
		}
	}
	return paths, together(work)
}

// writeTable writes a table as Pebble itself would for its last level.
func (t *tx) writeTable(path string, put func(*sstable.Writer) error) error {
	f, err := vfs.Default.Create(path, vfs.WriteCategoryUnspecified)
	if err != nil {
		return err
	}
	o := t.store.pebbleOptions(false)
	o.EnsureDefaults()
	of := o.MakeWriterOptions(len(o.Levels)-1, t.store.db.TableFormat())
	of.WritingToLowestLevel = false // Pebble may put it higher, and then must see what it deletes
	w := sstable.NewWriter(objstorageprovider.NewFileWritable(f), of)
	return errors.Join(put(w), w.Close()) // which syncs the file
}

// putCounts puts the counts alone, as the table overlaps all others that ever
// were and would keep them from the last level.
func (t *tx) putCounts(w *sstable.Writer) error {
	return errors.Join(w.Set(baseKey, t.base.encode()), w.Set(countsKey, t.counts.encode()))
}

// putTerms puts what the dictionary has of fresh terms, and what is about
// terms behind it.
func (t *tx) putTerms(w *sstable.Writer) error {
	for _, term := range t.fresh.sorted(func(a, b *freshTerm) int { return cmp.Compare(a.id, b.id) }) {
		if err := w.Set(idKey(term.id), term.value()); err != nil {
			return err
		}
	}
	var variants [][]byte
	for ids, terms := range t.fresh.byHash() {
		for _, term := range terms {
			if term.variant != nil {
				variants = append(variants, term.variant)
			}
		}
		if !terms[0].inline {
			if err := w.Set(terms[0].key(), ids); err != nil {
				return err
			}
		}
	}
	slices.SortFunc(variants, slices.Compare)
	for _, key := range variants {
		if err := w.Set(key, nil); err != nil {
			return err
		}
	}
	slices.Sort(t.fresh.reused)
	for _, id := range t.fresh.reused {
		if err := w.Delete(unusedKey(id)); err != nil {
			return err
		}
	}
	return nil
}

// putRows puts rows in an order.
func putRows(w *sstable.Writer, order graph.Order, rows []graph.Row) error {
	var key [rowKeyBytes]byte
	for _, row := range sortRows(order, rows) {
		if err := w.Set(appendRowKey(key[:0], order, row, len(row)), nil); err != nil {
			return err
		}
	}
	return nil
}
