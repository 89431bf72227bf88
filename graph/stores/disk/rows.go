package disk

import (
	"math"

	"bibgraph/graph"
)

// Only the functions of this file and of cursor.go know how rows are laid out
// for reading.

// scan gives a cursor over the rows that match the pattern.
func (s *snapshot) scan(pattern graph.Row, order graph.Order) *cursor {
	bound := order.Prefix(pattern)
	c := &cursor{snap: s, pattern: pattern, order: order, bound: bound}
	ids := order.Permute(pattern)
	for i := bound; i < len(ids); i++ {
		c.filter = c.filter || ids[i] != 0
		ids[i] = 0
	}
	c.lower = order.Restore(ids)
	if s.base.generation > 0 {
		c.sealed = s.base.rows[order].Cursor()
	}
	if s.counts.changes > 0 {
		lower := appendRowKey(nil, order, pattern, bound)
		c.changes, c.err = s.from.iterate(lower, after(lower))
	}
	return c
}

// maxCounted is how many changes an estimate looks through.
const maxCounted = 4096

// countRows gives the number of rows that match the first n positions of the
// pattern in an order. If more changes than the limit do, it guesses.
func (s *snapshot) countRows(pattern graph.Row, order graph.Order, n int, limit int64) (int64, error) {
	if n == 0 {
		return s.Len(), nil
	}
	rows, err := s.base.count(pattern, order, n)
	if err != nil || s.counts.changes == 0 {
		return rows, err
	}
	prefix := appendRowKey(nil, order, pattern, n)
	it, err := s.from.iterate(prefix, after(prefix))
	if err != nil {
		return 0, err
	}
	sealed, seen := rows, int64(0)
	for it.First(); it.Valid(); it.Next() {
		value, err := it.ValueAndErr()
		if err != nil {
			_ = s.from.done(it) // repeats the error
			return 0, failed("read", err)
		}
		if len(value) > 0 {
			rows--
		} else {
			rows++
		}
		if seen++; seen > limit {
			rows = max(rows, sealed+int64(s.counts.changes)/2, 1) // half of them, as likely as not
			break
		}
	}
	return rows, s.from.done(it)
}

// allChanges is no limit.
const allChanges = math.MaxInt64

// presence tells whether a row is in the store, and why.
type presence int

const (
	absent  presence = iota
	sealed           // in the files
	added            // by a change
	removed          // from the files, by a change
)

func (p presence) there() bool { return p == sealed || p == added }

// presence tells whether the store has the row.
func (s *snapshot) presence(row graph.Row) (presence, error) {
	if s.counts.changes > 0 {
		var key [rowKeyBytes]byte
		value, ok, err := get(s.from, appendRowKey(key[:0], graph.SPOG, row, len(row)))
		switch {
		case err != nil:
			return absent, err
		case ok && len(value) > 0:
			return removed, nil
		case ok:
			return added, nil
		}
	}
	if has, err := s.base.has(row); !has || err != nil {
		return absent, err
	}
	return sealed, nil
}

// used reports whether some row has the term.
func (s *snapshot) used(id graph.ID) (bool, error) {
	for _, order := range graph.Orders {
		var pattern graph.Row
		pattern[order.Positions()[0]] = id
		c := s.Scan(pattern, order)
		some := c.Next()
		err := c.Err()
		_ = c.Close() // has no error of its own
		if some || err != nil {
			return some, err
		}
	}
	return false, nil
}
