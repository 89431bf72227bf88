package disk

import (
	"fmt"
	"slices"

	"github.com/cockroachdb/pebble/v2"

	"bibgraph/graph"
	"bibgraph/graph/quad"
)

// maxKnown is how many terms an update remembers to find their IDs faster.
const maxKnown = 1 << 16

// tx gathers the changes of an update in a batch that it reads through, and
// beside it what undoes them. A batch that grows too large is written as a
// piece, with its undoing in the journal; readers keep the snapshot from
// before, and the last piece makes all of them lasting.
type tx struct {
	snapshot
	db     *pebble.DB
	limit  int           // bytes of a piece
	batch  *pebble.Batch // indexed; what the snapshot reads from
	undo   *pebble.Batch // to be read backwards
	pieces uint64        // written before this one
	known  map[quad.Term]graph.ID
	broken error // the store failed under the update, which must not be committed
}

var _ graph.Tx = (*tx)(nil)

func newTx(db *pebble.DB, before *sight, limit int, alive func() error) *tx {
	t := &tx{snapshot: snapshot{dictionary: before.dictionary, counts: before.counts, alive: alive}, db: db, limit: limit}
	t.newPiece()
	return t
}

func (t *tx) newPiece() {
	t.batch, t.undo = t.db.NewIndexedBatch(), t.db.NewBatch()
	t.from = t.batch
	t.known = map[quad.Term]graph.ID{}
}

// close frees the cursors and the last piece.
func (t *tx) close() {
	t.closeCursors()
	_ = t.batch.Close() // only frees memory
	_ = t.undo.Close()
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
		if err == nil && t.batch.Len()+t.undo.Len() > t.limit {
			err = t.writePiece()
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
		id, err := t.intern(term)
		if err != nil {
			return false, err
		}
		row[i] = id
	}
	had, err := t.has(row)
	if had || err != nil {
		return false, err
	}
	t.counts.quads++
	return true, t.eachKey(row, func(key []byte) error { return t.set(key, nil, nil) })
}

func (t *tx) remove(q quad.Quad) (bool, error) {
	var row graph.Row
	for i, term := range q.Terms() {
		f, err := t.find(term)
		if f.id == 0 || err != nil {
			return false, err
		}
		row[i] = f.id
	}
	had, err := t.has(row)
	if !had || err != nil {
		return false, err
	}
	t.counts.quads--
	return true, t.eachKey(row, t.unset)
}

func (t *tx) has(row graph.Row) (bool, error) {
	_, ok, err := get(t.from, appendRowKey(nil, 0, graph.SPOG, row, len(row)))
	return ok, err
}

// eachKey calls f with every key that stands for the row.
func (t *tx) eachKey(row graph.Row, f func(key []byte) error) error {
	var buffer [rowKeyBytes]byte
	for level := range sampleLevel(row) + 1 {
		for _, order := range graph.Orders {
			if err := f(appendRowKey(buffer[:0], level, order, row, len(row))); err != nil {
				return err
			}
		}
	}
	return nil
}

// intern gives the ID of a term, a new one if it has none.
func (t *tx) intern(term quad.Term) (graph.ID, error) {
	if id, ok := t.known[term]; ok {
		return id, nil
	}
	f, err := t.find(term)
	if err != nil {
		return 0, err
	}
	if f.id == 0 {
		if f.id, err = t.enter(term, f); err != nil {
			return 0, err
		}
	}
	if len(t.known) >= maxKnown {
		clear(t.known)
	}
	t.known[term] = f.id
	return f.id, nil
}

// enter puts a term that has no ID into the dictionary.
func (t *tx) enter(term quad.Term, f found) (graph.ID, error) {
	if f.inline {
		id, _ := graph.InlineID(term)
		return id, t.set(idKey(id), nil, nil)
	}
	class := graph.ClassOf(term)
	number := &t.counts.terms[class-1]
	if *number > graph.MaxNumber {
		return 0, fmt.Errorf("disk: no number left for %s", term)
	}
	id := graph.NumberedID(class, *number)
	*number++
	if err := t.set(idKey(id), f.encoded[1:], nil); err != nil {
		return 0, err
	}
	if err := t.set(f.key, appendID(slices.Clip(f.ids), id), f.ids); err != nil {
		return 0, err
	}
	if c := term.Canonical(); c != term {
		return id, t.set(appendID(t.variantsKey(c), id), nil, nil)
	}
	return id, nil
}

// set writes a key whose value was old before; nil if it had none.
func (t *tx) set(key, value, old []byte) error {
	if err := t.batch.Set(key, value, nil); err != nil {
		return failed("write", err)
	}
	if old == nil {
		return t.undo.Delete(key, nil)
	}
	return t.undo.Set(key, old, nil)
}

// unset takes away a key without value.
func (t *tx) unset(key []byte) error {
	if err := t.batch.Delete(key, nil); err != nil {
		return failed("write", err)
	}
	return t.undo.Set(key, nil, nil)
}
