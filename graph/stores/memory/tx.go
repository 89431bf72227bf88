package memory

import (
	"fmt"

	"bibgraph/graph"
	"bibgraph/graph/quad"
	"bibgraph/graph/stores/internal/estimate"
)

// tx is a snapshot of a state that only the writer has.
type tx struct{ snapshot }

var _ graph.Tx = (*tx)(nil)

// Scan gives the rows as they are now: the copy is what keeps a cursor from
// seeing the changes that follow.
func (t *tx) Scan(pattern graph.Row, order graph.Order) graph.Cursor {
	return newCursor(t.state.rows[order].Copy(), pattern, order, t.alive)
}

// Estimate is the snapshot's, with a scan that is safe for the writer.
func (t *tx) Estimate(pattern graph.Row) int64 {
	return estimate.Rows(pattern, t.state.count, t.Scan)
}

// Count is the snapshot's, in the same way.
func (t *tx) Count(pattern graph.Row) (int64, error) { return t.countBy(pattern, t.Scan) }

// Add puts quads in and tells how many were not there before.
func (t *tx) Add(quads ...quad.Quad) (int, error) {
	if err := check(quads); err != nil {
		return 0, err
	}
	added := 0
	for i, q := range quads {
		if i%heartbeat == 0 && t.alive() != nil {
			return added, t.alive()
		}
		var row graph.Row
		for j, term := range q.Terms() {
			row[j] = t.state.intern(term)
		}
		if _, had := t.state.rows[graph.SPOG].Set(row); had {
			continue
		}
		for _, o := range graph.Orders[1:] {
			t.state.rows[o].Set(o.Permute(row))
		}
		added++
	}
	return added, nil
}

// Remove takes quads out and tells how many were there.
func (t *tx) Remove(quads ...quad.Quad) (int, error) {
	if err := check(quads); err != nil {
		return 0, err
	}
	removed := 0
	for i, q := range quads {
		if i%heartbeat == 0 && t.alive() != nil {
			return removed, t.alive()
		}
		row, known := graph.Row{}, true
		for j, term := range q.Terms() {
			id, ok := t.state.id(term)
			row[j], known = id, known && ok
		}
		if !known {
			continue
		}
		if _, had := t.state.rows[graph.SPOG].Delete(row); !had {
			continue
		}
		for _, o := range graph.Orders[1:] {
			t.state.rows[o].Delete(o.Permute(row))
		}
		for _, id := range row {
			t.state.retire(id)
		}
		removed++
	}
	return removed, nil
}

// check refuses quads that are none, before any of their company is taken.
func check(quads []quad.Quad) error {
	for _, q := range quads {
		if q.Subject.IsZero() || q.Predicate.IsZero() || q.Object.IsZero() {
			return fmt.Errorf("memory: quad without subject, predicate or object: %s", q)
		}
	}
	return nil
}
