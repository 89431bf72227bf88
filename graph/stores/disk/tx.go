package disk

import (
	"fmt"

	"github.com/cockroachdb/pebble/v2"

	"bibgraph/graph"
	"bibgraph/graph/quad"
)

// tx gathers the quads that an update adds in memory. When the update ends,
// many go into the store as finished tables and few as a batch. An update that
// also reads or removes moves what it has gathered into the batch first, and
// reads through that. One that gathers too much is written in pieces, with
// their undoing in the journal; readers keep the snapshot from before, and the
// last piece makes all of them lasting.
type tx struct {
	snapshot
	store    *Store
	fresh    fresh         // added and not yet in the batch
	settled  counts        // of what the batch shows
	batch    *pebble.Batch // indexed; what the snapshot reads from
	undo     *pebble.Batch // to be read backwards; nil if nothing will be
	pieces   uint64        // written before this one
	unsynced *pebble.Batch // the last piece, committed
	sealed   []*base       // files that the update wrote and has not made live
	known    map[quad.Term]graph.ID
	last     [4]sighting // of each position
	broken   error       // the store failed under the update, which must not be committed
}

// sighting is a term that came last, and its ID.
type sighting struct {
	term quad.Term
	id   graph.ID
}

var _ graph.Tx = (*tx)(nil)

func newTx(s *Store, alive func() error) *tx {
	now := s.current
	t := &tx{
		snapshot: snapshot{dictionary: dictionary{sealed: now.sealed, secret: now.secret}, counts: now.counts, base: now.base, alive: alive},
		store:    s,
		settled:  now.counts,
		known:    map[quad.Term]graph.ID{},
	}
	t.newPiece()
	return t
}

func (t *tx) newPiece() {
	t.batch, t.undo = t.store.db.NewIndexedBatch(), t.store.db.NewBatch()
	t.from = &reader{Reader: t.batch}
}

// close frees the cursors and the last piece.
func (t *tx) close() {
	t.closeCursors()
	for _, b := range t.sealed {
		_ = b.close()
		_ = removeBase(t.store.path, b.generation) // else the next opening does
	}
	if t.batch != t.unsynced {
		_ = t.batch.Close() // only frees memory
	}
	if t.undo != nil {
		_ = t.undo.Close()
	}
}

// Add puts quads in and tells how many were not there before.
func (t *tx) Add(quads ...quad.Quad) (int, error) { return t.each(quads, t.add) }

// Remove takes quads out and tells how many were there. Their terms stay in
// the dictionary.
func (t *tx) Remove(quads ...quad.Quad) (int, error) { return t.each(quads, t.remove) }

// each does the change to all quads and tells how often it changed something.
func (t *tx) each(quads []quad.Quad, change func(quad.Quad) (bool, error)) (int, error) {
	for _, q := range quads {
		if q.Subject.IsZero() || q.Predicate.IsZero() || q.Object.IsZero() {
			return 0, fmt.Errorf("disk: quad without subject, predicate or object: %s", q)
		}
	}
	changes := 0
	for i, q := range quads {
		if i%heartbeat == 0 && t.alive() != nil {
			return changes, t.alive()
		}
		changed, err := change(q)
		if err == nil && t.fresh.bytes > t.store.options.GatherBytes {
			err = t.settle()
		}
		if err == nil {
			err = t.cut()
		}
		if err != nil {
			t.broken = err
			return changes, err
		}
		if changed {
			changes++
		}
	}
	return changes, nil
}

func (t *tx) add(q quad.Quad) (bool, error) {
	var row graph.Row
	for i, term := range q.Terms() {
		if seen := &t.last[i]; seen.id == 0 || seen.term != term {
			id, err := t.intern(term)
			if err != nil {
				return false, err
			}
			*seen = sighting{term, id}
		}
		row[i] = t.last[i].id
	}
	had, err := t.has(row)
	switch {
	case err != nil || had.there():
		return false, err
	case had == removed: // not by this change any more
		t.counts.quads++
		t.counts.changes--
		t.settled = t.counts
		return true, t.eachKey(row, func(key []byte) error { return t.unset(key, removal) })
	case !t.fresh.add(row):
		return false, nil
	}
	t.counts.quads++
	t.counts.changes++
	return true, nil
}

func (t *tx) remove(q quad.Quad) (bool, error) {
	if err := t.settle(); err != nil {
		return false, err
	}
	var row graph.Row
	for i, term := range q.Terms() {
		f, err := t.find(term)
		if f.id == 0 || err != nil {
			return false, err
		}
		row[i] = f.id
	}
	had, err := t.has(row)
	if !had.there() || err != nil {
		return false, err
	}
	t.counts.quads--
	change := func(key []byte) error { return t.set(key, removal, nil) }
	if had == added {
		t.counts.changes--
		change = func(key []byte) error { return t.unset(key, nil) }
	} else {
		t.counts.changes++
	}
	t.settled = t.counts
	if err := t.eachKey(row, change); err != nil {
		return false, err
	}
	for i, term := range q.Terms() {
		if err := t.retire(term, row[i]); err != nil {
			return false, err
		}
	}
	return true, nil
}

// retire notes that no quad uses a term any more, if so.
func (t *tx) retire(term quad.Term, id graph.ID) error {
	if id == graph.NoLabel {
		return nil
	}
	inUse, err := t.used(id)
	if inUse || err != nil {
		return err
	}
	_, noted, err := get(t.from, unusedKey(id)) // as it may stand twice in a quad
	if noted || err != nil {
		return err
	}
	delete(t.known, term)
	t.last = [4]sighting{}
	t.counts.unused++
	return t.set(unusedKey(id), nil, nil)
}

// has tells whether the store has the row, but for those that are fresh.
func (t *tx) has(row graph.Row) (presence, error) {
	for _, id := range row {
		if c := id.Class(); graph.ClassIRI <= c && c <= graph.ClassTyped && id.Number() >= t.settled.terms[c-1] {
			return absent, nil // nor has it the term
		}
	}
	return t.presence(row)
}

// eachKey calls f with every key that stands for the row.
func (t *tx) eachKey(row graph.Row, f func(key []byte) error) error {
	var buffer [rowKeyBytes]byte
	for _, order := range graph.Orders {
		if err := f(appendRowKey(buffer[:0], order, row, len(row))); err != nil {
			return err
		}
	}
	return nil
}

// intern gives the ID of a term, a new one if it has none.
func (t *tx) intern(term quad.Term) (graph.ID, error) {
	if term.IsZero() {
		return graph.NoLabel, nil
	}
	if id, ok := t.known[term]; ok {
		return id, nil
	}
	var f found
	var err error
	if t.settled.noTerms() {
		f = t.unknown(term)
	} else if f, err = t.find(term); err != nil {
		return 0, err
	}
	switch {
	case f.id == 0:
		if f.id, err = t.number(term, f); err != nil {
			return 0, err
		}
	case t.counts.unused > 0:
		_, unused, err := get(t.from, unusedKey(f.id))
		if err != nil {
			return 0, err
		}
		if unused { // no quad has it, so that this one is new and will
			t.fresh.reused = append(t.fresh.reused, f.id)
			t.counts.unused--
		}
	}
	t.known[term] = f.id
	t.fresh.bytes += knownBytes + len(term.Value())
	return f.id, nil
}

// number gives a term that has no ID the next one.
func (t *tx) number(term quad.Term, f found) (graph.ID, error) {
	if f.inline {
		id, _ := graph.InlineID(term)
		t.counts.inline++
		t.fresh.terms = append(t.fresh.terms, freshTerm{found: found{id: id, inline: true}})
		return id, nil
	}
	class := graph.ClassOf(term)
	n := &t.counts.terms[class-1]
	if *n > graph.MaxNumber {
		return 0, fmt.Errorf("disk: no number left for %s", term)
	}
	f.id = graph.NumberedID(class, *n)
	*n++
	entry := freshTerm{found: f}
	if c := term.Canonical(); c != term {
		entry.variant = appendID(t.variantsKey(c), f.id)
	}
	t.fresh.terms = append(t.fresh.terms, entry)
	t.fresh.bytes += termBytes + len(f.encoded)
	return f.id, nil
}

// set writes a key whose value was old before; nil if it had none.
func (t *tx) set(key, value, old []byte) error {
	if err := t.batch.Set(key, value, nil); err != nil {
		return failed("write", err)
	}
	switch {
	case t.undo == nil:
		return nil
	case old == nil:
		return t.undo.Delete(key, nil)
	default:
		return t.undo.Set(key, old, nil)
	}
}

// unset takes away a key whose value was old.
func (t *tx) unset(key, old []byte) error {
	if err := t.batch.Delete(key, nil); err != nil {
		return failed("write", err)
	}
	if t.undo == nil {
		return nil
	}
	return t.undo.Set(key, old, nil)
}

// removal is the value of a change that takes a row of the files away.
var removal = []byte{1}
