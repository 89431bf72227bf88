package disk

import (
	"errors"
	"slices"

	"bibgraph/graph"
	"bibgraph/graph/stores/disk/segment"
)

// merger gives the rows of several sources, each sorted by its order, in that
// order and each row once.
type merger struct {
	order   graph.Order
	alive   func() error
	told    func(rows int) // how many have been given, if not nil
	sources []*mergeSource // those that have a row, as a heap: the least first
	failed  error
}

// mergeSource is a source and the rows that it gave last, as they are and as the
// order lays them out.
type mergeSource struct {
	from rowSource
	rows []graph.Row // the first is the current one
	key  graph.Row
}

// rowSource gives sorted rows, some at a time; none at the end. They are valid
// until the next call.
type rowSource interface {
	more() ([]graph.Row, error)
}

// add adds a source.
func (m *merger) add(from rowSource) {
	s := &mergeSource{from: from}
	if m.fill(s) {
		m.sources = append(m.sources, s)
		slices.SortFunc(m.sources, func(a, b *mergeSource) int { return graph.SPOG.Compare(a.key, b.key) })
	}
}

// fill has a source at a row, if it has one.
func (m *merger) fill(s *mergeSource) bool {
	if len(s.rows) == 0 {
		var err error
		if s.rows, err = s.from.more(); err != nil {
			m.failed = errors.Join(m.failed, err)
		}
		if len(s.rows) == 0 {
			return false
		}
	}
	s.key = m.order.Permute(s.rows[0])
	return true
}

// each calls f with all rows, some at a time. They are valid until f returns.
func (m *merger) each(f func([]graph.Row) error) error {
	var last graph.Row
	for times := 0; len(m.sources) > 0 && m.failed == nil; times++ {
		if times%(1<<12) == 0 {
			if err := m.alive(); err != nil {
				return err
			}
		}
		s := m.sources[0]
		n := len(s.rows)
		if len(m.sources) > 1 {
			n = 1 // others may come between
		}
		rows := s.rows[:n]
		s.rows = s.rows[n:]
		if rows[0] == last {
			rows = rows[1:]
		}
		if len(rows) > 0 {
			last = rows[len(rows)-1]
			if err := f(rows); err != nil {
				return damaged(err)
			}
			if m.told != nil {
				m.told(len(rows))
			}
		}
		m.moved()
	}
	return m.failed
}

// moved puts the first source, which has moved on, where it belongs.
func (m *merger) moved() {
	h := m.sources
	if !m.fill(h[0]) {
		last := len(h) - 1
		h[0], m.sources = h[last], h[:last]
		h = m.sources
	}
	for at := 0; ; {
		least := 2*at + 1
		if least >= len(h) {
			return
		}
		if right := least + 1; right < len(h) && before(h[right].key, h[least].key) {
			least = right
		}
		if !before(h[least].key, h[at].key) {
			return
		}
		h[at], h[least] = h[least], h[at]
		at = least
	}
}

// before reports whether a comes before b, both as their order lays them out.
func before(a, b graph.Row) bool {
	for i := range a {
		if a[i] != b[i] {
			return a[i] < b[i]
		}
	}
	return false
}

// listSource is rows in memory.
type listSource struct {
	rows []packedRow
	some [heartbeat]graph.Row
}

func (l *listSource) more() ([]graph.Row, error) {
	n := min(len(l.rows), len(l.some))
	for i := range n {
		l.some[i] = l.rows[i].row()
	}
	l.rows = l.rows[n:]
	return l.some[:n], nil
}

// fileSource is a file of rows, which leaves memory when it was read.
type fileSource struct {
	cursor *segment.Cursor
	given  int // times
}

// forgetAt is after how many times what was read is forgotten.
const forgetAt = 1 << 14

func (f *fileSource) more() ([]graph.Row, error) {
	if !f.cursor.Next() {
		err := f.cursor.Err()
		f.cursor.Close()
		return nil, err
	}
	if f.given++; f.given%forgetAt == 0 {
		f.cursor.Forget()
	}
	rows := f.cursor.Rows()
	f.cursor.Skip(len(rows) - 1)
	return rows, nil
}

// cursorSource is what a snapshot has.
type cursorSource struct {
	cursor graph.Cursor
	rows   [heartbeat]graph.Row
}

func (c *cursorSource) more() ([]graph.Row, error) {
	for i := range c.rows {
		if !c.cursor.Next() {
			return c.rows[:i], c.cursor.Err()
		}
		c.rows[i] = c.cursor.Row()
	}
	return c.rows[:], nil
}
