package segment

import "bibgraph/graph"

// model expects a row from those before it in its page.
type model struct {
	last  graph.Row
	slots [slotCount]graph.ID // the last object of a predicate
}

// differences gives how each position differs, modulo 2^40, from what is
// expected, and learns the row.
func (m *model) differences(order graph.Order, row *graph.Row) (d [4]uint64) {
	for i := range d {
		d[i] = uint64(row[i] - m.last[i])
	}
	slot := &m.slots[row[graph.Predicate]%slotCount]
	if order != graph.OSPG {
		d[graph.Object] = uint64(row[graph.Object] - *slot)
	}
	if order == graph.GSPO {
		d[graph.Subject] -= d[graph.Label]
	} else {
		d[graph.Label] -= d[graph.Subject]
	}
	*slot, m.last = row[graph.Object], *row
	for i := range d {
		d[i] &= idMask
	}
	return d
}

// zigzag folds a difference modulo 2^40 so that small ones of either sign are
// small numbers.
func zigzag(d uint64) uint64 {
	signed := int64(d<<(64-idBits)) >> (64 - idBits)
	return uint64(signed<<1^signed>>63) & idMask
}
