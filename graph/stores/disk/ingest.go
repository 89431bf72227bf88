package disk

import (
	"cmp"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"

	"github.com/cockroachdb/pebble/v2/sstable"

	"bibgraph/graph"
)

// An update that only adds, and adds much, does not go through the log: what is
// fresh is sorted and written as finished tables beside the database, several
// at a time, and Pebble takes them all in at one stroke, or none. Where the rows
// are many beside those of the sealed files these are written anew with them.

// ingest makes the update lasting as finished tables.
func (t *tx) ingest(ctx context.Context) (err error) {
	rows := t.fresh.sortedRows()
	before := t.base
	if t.store.outgrown(before, t.counts.changes) {
		if t.base, err = t.store.writeBase(ctx.Err, t.store.current, rows, t.store.linkTerms(before), nil); err != nil {
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
func (t *tx) writeTables(folder string, rows freshRows, sealed bool) (paths []string, err error) {
	path := func(name string) string {
		paths = append(paths, filepath.Join(folder, name+".sst"))
		return paths[len(paths)-1]
	}
	if sealed {
		err = t.writeTable(path("rows"), func(w *sstable.Writer) error {
			return w.DeleteRange([]byte{tableRows}, []byte{tablesEnd})
		})
	} else {
		var of [len(graph.Orders)]string
		for _, order := range graph.Orders {
			of[order] = path(order.String())
		}
		err = rows.eachOrder(func(order graph.Order, sorted []packedRow) error {
			return t.writeTable(of[order], func(w *sstable.Writer) error { return putRows(w, order, sorted) })
		})
	}
	if err == nil {
		err = t.writeTable(path("terms"), t.putTerms)
	}
	if err == nil {
		err = t.writeTable(path("counts"), t.putCounts)
	}
	return paths, err
}

// writeTable writes one table.
func (t *tx) writeTable(path string, put func(*sstable.Writer) error) error {
	if err := t.alive(); err != nil {
		return err
	}
	w, err := t.store.newTable(path)
	if err != nil {
		return err
	}
	return errors.Join(put(w.Writer), w.finish())
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

// putRows puts rows that are sorted by an order.
func putRows(w *sstable.Writer, order graph.Order, rows []packedRow) error {
	var key [rowKeyBytes]byte
	for i := range rows {
		row := rows[i].row()
		if err := w.Set(appendRowKey(key[:0], order, row, len(row)), nil); err != nil {
			return err
		}
	}
	return nil
}
