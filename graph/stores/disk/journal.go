package disk

import (
	"context"
	"errors"
	"slices"

	"github.com/cockroachdb/pebble/v2"
)

// An update that is too large for memory is written in pieces. Each piece has
// in the same batch a record in the journal that undoes it:
//
//	piece 0 + undo 0 → piece 1 + undo 1 → … → last piece − journal, synced
//
// As long as there is a journal the update has not happened: an update that
// fails, and a store that is opened after a crash, undo the pieces from the
// last to the first.

// writePiece writes what the update has gathered so far. Cursors may still read
// its batch, which is why it is left to the garbage collector.
func (t *tx) writePiece() error {
	if err := t.batch.Set(journalKey(t.pieces), t.undo.Repr(), nil); err != nil {
		return failed("write", err)
	}
	if err := t.batch.Commit(pebble.Sync); err != nil {
		return failed("write", err)
	}
	_ = t.undo.Close() // was never written
	t.pieces++
	t.newPiece()
	return nil
}

// commit makes the update lasting.
func (t *tx) commit(ctx context.Context) error {
	if t.broken != nil {
		return t.broken
	}
	if t.pieces == 0 && len(t.sealed) == 0 && t.batch.Empty() && len(t.fresh.rows) >= t.store.options.TableRows {
		return t.ingest(ctx)
	}
	t.settleLast()
	if err := t.settle(); err != nil {
		return err
	}
	if t.batch.Empty() && t.pieces == 0 && len(t.sealed) == 0 {
		return nil
	}
	if last := len(t.sealed) - 1; last >= 0 {
		if err := t.batch.Set(baseKey, t.base.encode(), nil); err != nil {
			return failed("write", err)
		}
		t.sealed = t.sealed[:last] // the last are the store's, even if nobody knows how the commit ended
	}
	if err := t.batch.Set(countsKey, t.counts.encode(), nil); err != nil {
		return failed("write", err)
	}
	if t.pieces > 0 {
		if err := t.batch.DeleteRange(journalKey(0), journalKey(t.pieces), nil); err != nil {
			return failed("write", err)
		}
	}
	if err := t.store.db.ApplyNoSyncWait(t.batch, pebble.Sync); err != nil {
		return failed("commit", err)
	}
	t.unsynced = t.batch
	return nil
}

// sync waits until the last piece is on disk.
func (t *tx) sync() error { return errors.Join(t.unsynced.SyncWait(), t.unsynced.Close()) }

// rollBack undoes the pieces that are in the journal.
func rollBack(db *pebble.DB) error {
	return eachPiece(db, func(key, record []byte) error {
		b := db.NewBatch()
		defer b.Close() //nolint:errcheck // only frees memory
		if err := undo(b, record); err != nil {
			return err
		}
		if err := b.Delete(key, nil); err != nil {
			return failed("roll back", err)
		}
		if err := b.Commit(pebble.Sync); err != nil {
			return failed("roll back", err)
		}
		return nil
	})
}

// overlay gives a reader of a database as it will be when it is rolled back,
// for those who may not write.
func overlay(db *pebble.DB) (pebble.Reader, error) {
	b := db.NewIndexedBatch()
	err := eachPiece(db, func(_, record []byte) error { return undo(b, record) })
	if err != nil || !b.Empty() {
		return b, err
	}
	return db.NewSnapshot(), b.Close()
}

// eachPiece gives the records of the journal, the last piece first.
func eachPiece(db *pebble.DB, f func(key, record []byte) error) error {
	var keys [][]byte
	err := each(&reader{Reader: db}, []byte{tableJournal}, func(key, _ []byte) error {
		keys = append(keys, slices.Clone(key))
		return nil
	})
	if err != nil {
		return err
	}
	for _, key := range slices.Backward(keys) {
		record, _, err := get(db, key)
		if err != nil {
			return err
		}
		if err := f(key, record); err != nil {
			return err
		}
	}
	return nil
}

// undo puts the operations of a record into a batch, the last first.
func undo(b *pebble.Batch, record []byte) error {
	type operation struct {
		kind       pebble.InternalKeyKind
		key, value []byte
	}
	var operations []operation
	var piece pebble.Batch
	if err := piece.SetRepr(record); err != nil {
		return failed("roll back", err)
	}
	reader := piece.Reader()
	for {
		kind, key, value, ok, err := reader.Next()
		if err != nil {
			return failed("roll back", err)
		}
		if !ok {
			break
		}
		operations = append(operations, operation{kind, key, value})
	}
	for _, o := range slices.Backward(operations) {
		var err error
		if o.kind == pebble.InternalKeyKindDelete {
			err = b.Delete(o.key, nil)
		} else {
			err = b.Set(o.key, o.value, nil)
		}
		if err != nil {
			return failed("roll back", err)
		}
	}
	return nil
}
