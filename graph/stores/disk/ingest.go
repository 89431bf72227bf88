package disk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"

	"github.com/cockroachdb/pebble/v2/objstorage/objstorageprovider"
	"github.com/cockroachdb/pebble/v2/sstable"
	"github.com/cockroachdb/pebble/v2/vfs"

	"bibgraph/graph"
)

// An update that only adds, and adds much, does not go through the log: what is
// fresh is sorted and written as finished tables beside the database, several
// at a time, and Pebble takes them all in at one stroke, or none.

// ingest makes the update lasting as finished tables.
func (t *tx) ingest(ctx context.Context) error {
	folder := filepath.Join(t.store.path, incomingName)
	if err := os.Mkdir(folder, 0o755); err != nil {
		return fmt.Errorf("disk: %w", err)
	}
	paths, err := t.writeTables(folder)
	if err == nil {
		err = t.store.db.Ingest(ctx, paths)
	}
	if err = errors.Join(err, os.RemoveAll(folder)); err != nil {
		return failed("commit", err)
	}
	return nil
}

// writeTables writes what is fresh as tables that do not overlap.
func (t *tx) writeTables(folder string) ([]string, error) {
	rows := t.fresh.list()
	var sampled []graph.Row
	for _, row := range rows {
		if sampleLevel(row) > 0 {
			sampled = append(sampled, row)
		}
	}
	var tables []func(*sstable.Writer) error
	for _, order := range graph.Orders { // the large ones first
		tables = append(tables, func(w *sstable.Writer) error { return putRows(w, 0, order, rows) })
	}
	tables = append(tables, t.putTerms, t.putCounts, func(w *sstable.Writer) error {
		for level := 1; level <= lastLevel; level++ {
			sampled = slices.DeleteFunc(sampled, func(row graph.Row) bool { return sampleLevel(row) < level })
			for _, order := range graph.Orders {
				if err := putRows(w, level, order, sampled); err != nil {
					return err
				}
			}
		}
		return nil
	})

	paths := make([]string, len(tables))
	failures := make([]error, len(tables))
	var writers sync.WaitGroup
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, put := range tables {
		paths[i] = filepath.Join(folder, fmt.Sprintf("%d.sst", i))
		free <- struct{}{}
		writers.Go(func() {
			defer func() { <-free }()
			if failures[i] = t.alive(); failures[i] == nil {
				failures[i] = t.writeTable(paths[i], put)
			}
		})
	}
	writers.Wait()
	return paths, errors.Join(failures...)
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
func (t *tx) putCounts(w *sstable.Writer) error { return w.Set(countsKey, t.counts.encode()) }

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
	for _, id := range slices.Sorted(maps.Keys(t.totals)) {
		if err := w.Set(totalKey(id), encodeTotal(t.totals[id].now)); err != nil {
			return err
		}
	}
	return nil
}

// putRows puts rows at a level in an order.
func putRows(w *sstable.Writer, level int, order graph.Order, rows []graph.Row) error {
	keys := make([]rowKey, len(rows))
	for i, row := range rows {
		appendRowKey(keys[i][:0], level, order, row, len(row))
	}
	keys = sortKeys(keys)
	for i := range keys {
		if err := w.Set(keys[i][:], nil); err != nil {
			return err
		}
	}
	return nil
}

type rowKey [rowKeyBytes]byte

// sortKeys sorts keys byte by byte, the last byte first, and passes over bytes
// that are the same in all of them, as most of an ID are. What it is given is
// used up.
func sortKeys(keys []rowKey) []rowKey {
	sorted := make([]rowKey, len(keys))
	for at := rowKeyBytes - 1; at >= 0; at-- {
		var starts [257]int
		for i := range keys {
			starts[int(keys[i][at])+1]++
		}
		if slices.Contains(starts[1:], len(keys)) {
			continue
		}
		for i := range 256 {
			starts[i+1] += starts[i]
		}
		for i := range keys {
			next := &starts[keys[i][at]]
			sorted[*next] = keys[i]
			*next++
		}
		keys, sorted = sorted, keys
	}
	return keys
}
