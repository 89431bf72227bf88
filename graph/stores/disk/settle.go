package disk

import (
	"bibgraph/graph"
	"bibgraph/graph/quad"
)

// An update reads through its batch, so that what is fresh goes there first.

// Lookup gives the ID of exactly this term.
func (t *tx) Lookup(term quad.Term) (graph.ID, bool, error) {
	if err := t.settle(); err != nil {
		return 0, false, err
	}
	return t.snapshot.Lookup(term)
}

// Variants gives the IDs of all terms with the value of term.
func (t *tx) Variants(term quad.Term) ([]graph.ID, error) {
	if err := t.settle(); err != nil {
		return nil, err
	}
	return t.snapshot.Variants(term)
}

// Term gives the term of an ID.
func (t *tx) Term(id graph.ID) (quad.Term, error) {
	if err := t.settle(); err != nil {
		return quad.Term{}, err
	}
	return t.snapshot.Term(id)
}

// Scan gives the rows as they are now.
func (t *tx) Scan(pattern graph.Row, order graph.Order) graph.Cursor {
	if err := t.settle(); err != nil {
		return &cursor{err: err}
	}
	return t.snapshot.Scan(pattern, order)
}

// Estimate counts the rows of a leading pattern, or guesses.
func (t *tx) Estimate(pattern graph.Row) int64 {
	if t.settle() != nil {
		return 1 // the update fails
	}
	return t.snapshot.Estimate(pattern)
}

// Count is the number of rows that match the pattern.
func (t *tx) Count(pattern graph.Row) (int64, error) {
	if err := t.settle(); err != nil {
		return 0, err
	}
	return t.snapshot.Count(pattern)
}

// Nodes appends the next IDs that some quad uses.
func (t *tx) Nodes(ids []graph.ID, after graph.ID) ([]graph.ID, error) {
	if err := t.settle(); err != nil {
		return nil, err
	}
	return t.snapshot.Nodes(ids, after)
}

// settleLast makes ready for the last settling of an update that has only added,
// and little: what nobody will read, nor undo, needs no index and no journal.
func (t *tx) settleLast() {
	if t.pieces > 0 || len(t.sealed) > 0 || t.open != nil || !t.batch.Empty() || t.fresh.bytes > t.store.options.PieceBytes/2 {
		return
	}
	_ = t.batch.Close() // only frees memory
	_ = t.undo.Close()
	t.batch, t.undo = t.store.db.NewBatch(), nil
}

// settle moves what is fresh into the batch, piece by piece if there is much.
func (t *tx) settle() error {
	if len(t.fresh.rows)+len(t.fresh.terms)+len(t.fresh.reused) > 0 {
		if err := t.settleFresh(); err != nil {
			t.broken = err
			return err
		}
	}
	return nil
}

func (t *tx) settleFresh() error {
	for _, id := range t.fresh.reused {
		if err := t.unset(unusedKey(id), nil); err != nil {
			return err
		}
	}
	for ids, terms := range t.fresh.byHash() {
		for _, term := range terms {
			if err := t.set(idKey(term.id), term.value(), nil); err != nil {
				return err
			}
			if term.variant != nil {
				if err := t.set(term.variant, nil, nil); err != nil {
					return err
				}
			}
		}
		if !terms[0].inline {
			if err := t.set(terms[0].key(), ids, terms[0].ids); err != nil {
				return err
			}
		}
		if err := t.cut(); err != nil {
			return err
		}
	}
	if t.settled.changes == 0 && t.store.outgrown(t.base, uint64(len(t.fresh.rows))) {
		if err := t.seal(); err != nil {
			return err
		}
	} else if err := t.putChanges(); err != nil {
		return err
	}
	t.fresh, t.settled = fresh{}, t.counts
	if len(t.known) > maxKnown {
		clear(t.known)
	}
	return nil
}

// putChanges moves the fresh rows into the batch.
func (t *tx) putChanges() error {
	for _, row := range t.fresh.list() {
		if err := t.eachKey(row, func(key []byte) error { return t.set(key, nil, nil) }); err != nil {
			return err
		}
		if err := t.cut(); err != nil {
			return err
		}
	}
	return nil
}

// seal writes the fresh rows with those of the base as new files, which only the
// update reads until it ends. Those before them stay until then, as cursors may
// be on them.
func (t *tx) seal() error {
	before := &sight{dictionary: t.dictionary, base: t.base} // no changes
	next, err := t.store.writeBase(t.alive, before, t.fresh.sortedRows(), t.store.linkTerms(t.base), nil)
	if err != nil {
		return err
	}
	t.sealed = append(t.sealed, next)
	t.base, t.counts.changes = next, 0
	return nil
}

// cut writes a piece if there is enough for one.
func (t *tx) cut() error {
	if t.undo == nil || t.batch.Len()+t.undo.Len() <= t.store.options.PieceBytes {
		return nil
	}
	return t.writePiece()
}
