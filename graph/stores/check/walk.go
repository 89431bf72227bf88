package check

import (
	"hash/maphash"

	"bibgraph/graph"
)

// walk goes over the rows of one order.
type walk struct {
	*checker
	order  graph.Order
	cursor graph.Cursor
	on     bool // the cursor stands on a row
	unread bool // the rows behind the last cannot be read
	row    graph.Row
	rows   int64
	sum    uint64 // of the rows' hashes, whatever their order
}

// lead is the ID that the order sorts by first.
func (w *walk) lead() graph.ID { return w.row[w.order.Positions()[0]] }

// run walks over the rows that id leads, and holds the numbers that the store
// tells of them.
func (w *walk) run(id graph.ID) error {
	rows := int64(0)
	for ; w.on && w.lead() == id; rows++ {
		if err := w.next(); err != nil {
			return err
		}
	}
	if rows == 0 {
		return nil
	}
	var pattern graph.Row
	pattern[w.order.Positions()[0]] = id
	if n, err := w.snap.Count(pattern); err != nil || n != rows {
		if err := w.fault("counts", "%d rows of %v in %s are counted as %d, %v", rows, pattern, w.order, n, err); err != nil {
			return err
		}
	}
	if n := w.snap.Estimate(pattern); n <= 0 || rows <= exactEstimate && n != rows {
		return w.fault("counts", "%d rows of %v in %s are estimated as %d", rows, pattern, w.order, n)
	}
	return nil
}

// exactEstimate is how many rows graph.Snapshot promises to estimate exactly.
const exactEstimate = 64

// next moves to the next row, which must sort behind the last and be whole.
func (w *walk) next() error {
	last, some := w.row, w.on
	if w.on = w.cursor.Next(); !w.on {
		if err := w.cursor.Err(); err != nil {
			w.unread = true
			return w.fault(w.order.String(), "cannot be read: %v", err)
		}
		return nil
	}
	w.row = w.cursor.Row()
	w.rows++
	w.sum += maphash.Comparable(w.seed, w.row)
	if w.done++; w.progress != nil && w.done%4096 == 0 {
		w.progress(w.done, max(w.done, w.all))
	}
	if some && w.order.Compare(last, w.row) >= 0 {
		if err := w.fault(w.order.String(), "has row %v before %v", last, w.row); err != nil {
			return err
		}
	}
	for position, id := range w.row {
		if id == 0 || id == graph.NoLabel && position != graph.Label {
			return w.fault(w.order.String(), "has row %v, which is no quad", w.row)
		}
	}
	return nil
}

// nodes gives the nodes of a snapshot one by one.
type nodes struct {
	snap  graph.Snapshot
	some  []graph.ID
	last  graph.ID
	ended bool
}

// peek is the next node, or 0.
func (n *nodes) peek() (graph.ID, error) {
	if len(n.some) == 0 && !n.ended {
		var err error
		if n.some, err = n.snap.Nodes(make([]graph.ID, 0, 1024), n.last); err != nil {
			return 0, err
		}
		n.ended = len(n.some) == 0
	}
	if n.ended {
		return 0, nil
	}
	return n.some[0], nil
}

func (n *nodes) skip() { n.last, n.some = n.some[0], n.some[1:] }
