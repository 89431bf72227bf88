package check_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"bibgraph/graph"
	"bibgraph/graph/quad"
	"bibgraph/graph/stores/check"
	"bibgraph/graph/stores/memory"
)

// broken is a snapshot that is wrong in one way.
type broken struct {
	graph.Snapshot
	scan   func(graph.Snapshot, graph.Row, graph.Order) graph.Cursor
	count  func(int64) int64
	length func(int64) int64
	node   func([]graph.ID) []graph.ID
	term   func(quad.Term) (quad.Term, error)
	lookup func(graph.ID) (graph.ID, bool, error)
}

func (b broken) Scan(pattern graph.Row, order graph.Order) graph.Cursor {
	if b.scan == nil {
		return b.Snapshot.Scan(pattern, order)
	}
	return b.scan(b.Snapshot, pattern, order)
}

func (b broken) Count(pattern graph.Row) (int64, error) {
	n, err := b.Snapshot.Count(pattern)
	if b.count != nil {
		n = b.count(n)
	}
	return n, err
}

func (b broken) Len() int64 {
	if b.length == nil {
		return b.Snapshot.Len()
	}
	return b.length(b.Snapshot.Len())
}

func (b broken) Nodes(ids []graph.ID, after graph.ID) ([]graph.ID, error) {
	ids, err := b.Snapshot.Nodes(ids, after)
	if b.node != nil {
		ids = b.node(ids)
	}
	return ids, err
}

func (b broken) Term(id graph.ID) (quad.Term, error) {
	t, err := b.Snapshot.Term(id)
	if b.term != nil && err == nil {
		return b.term(t)
	}
	return t, err
}

func (b broken) Lookup(t quad.Term) (graph.ID, bool, error) {
	id, ok, err := b.Snapshot.Lookup(t)
	if b.lookup != nil {
		return b.lookup(id)
	}
	return id, ok, err
}

// changed is a cursor over other rows.
type changed struct {
	graph.Cursor
	rows []graph.Row
	at   int
	err  error
}

func (c *changed) Next() bool     { c.at++; return c.at <= len(c.rows) }
func (c *changed) Row() graph.Row { return c.rows[c.at-1] }
func (c *changed) Err() error     { return c.err }

// change gives other rows of one order.
func change(order graph.Order, f func([]graph.Row) ([]graph.Row, error)) func(graph.Snapshot, graph.Row, graph.Order) graph.Cursor {
	return func(snap graph.Snapshot, pattern graph.Row, of graph.Order) graph.Cursor {
		if of != order {
			return snap.Scan(pattern, of)
		}
		c := snap.Scan(graph.Row{}, of)
		var rows []graph.Row
		for c.Next() {
			rows = append(rows, c.Row())
		}
		rows, err := f(rows)
		kept := &changed{Cursor: c, err: err}
		for _, row := range rows {
			if pattern.Matches(row) {
				kept.rows = append(kept.rows, row)
			}
		}
		return kept
	}
}

func TestSnapshot(t *testing.T) {
	t.Parallel()
	errRead := errors.New("bad sector")
	for _, c := range []struct {
		name   string
		broken broken
		want   []string // of the faults, one each, in any order
	}{
		{"sound", broken{}, nil},
		{
			"a row is missing",
			broken{scan: change(graph.POSG, func(rows []graph.Row) ([]graph.Row, error) {
				return rows[:len(rows)-1], nil
			})},
			[]string{"posg: has 39 rows", "posg: lacks row", "counts: "},
		},
		{
			"a row is there twice",
			broken{scan: change(graph.GSPO, func(rows []graph.Row) ([]graph.Row, error) {
				return append(rows, rows[len(rows)-1]), nil
			})},
			[]string{"gspo: has row", "gspo: has 41 rows"},
		},
		{
			"another row in place of one",
			broken{scan: change(graph.OSPG, func(rows []graph.Row) ([]graph.Row, error) {
				last := rows[len(rows)-1]
				last[graph.Label] = last[graph.Subject]
				return append(rows[:len(rows)-1:len(rows)-1], last), nil
			})},
			[]string{"ospg: lacks row", "spog: lacks row"},
		},
		{
			"a part of a row is missing",
			broken{scan: change(graph.SPOG, func(rows []graph.Row) ([]graph.Row, error) {
				rows[3][graph.Object] = 0
				return rows, nil
			})},
			[]string{"which is no quad"},
		},
		{
			"an order cannot be read",
			broken{scan: change(graph.POSG, func(rows []graph.Row) ([]graph.Row, error) {
				return rows[:20], errRead
			})},
			[]string{"posg: cannot be read: bad sector"},
		},
		{"the length is wrong", broken{length: func(n int64) int64 { return n + 1 }}, []string{"spog: has 40 rows", "gspo: has 40 rows"}},
		{"a count is wrong", broken{count: func(n int64) int64 {
			if n == 5 {
				return 6
			}
			return n
		}}, []string{"are counted as 6"}},
		{"a node is missing", broken{node: func(ids []graph.ID) []graph.ID {
			if len(ids) > 2 {
				return append(ids[:1], ids[2:]...)
			}
			return ids
		}}, []string{"is used, and no node"}},
		{"a node too many", broken{node: func(ids []graph.ID) []graph.ID {
			if len(ids) > 0 {
				return append(ids, ids[len(ids)-1]+1)
			}
			return ids
		}}, []string{"is a node, and no row has it"}},
		{"a term is lost", broken{term: func(term quad.Term) (quad.Term, error) {
			if term.Value() == "o3" {
				return quad.Term{}, fmt.Errorf("no %s", term)
			}
			return term, nil
		}}, []string{`dictionary: term of`, `no "o3"`}},
		{"a term of another class", broken{term: func(term quad.Term) (quad.Term, error) {
			if term.Value() == "o3" {
				return quad.IRI("o3"), nil
			}
			return term, nil
		}}, []string{"its term <o3> of class"}},
		{"a term is not found", broken{lookup: func(id graph.ID) (graph.ID, bool, error) { return id, id.Class() != graph.ClassInteger, nil }}, []string{"and is not found"}},
		{"a term is found as another", broken{lookup: func(id graph.ID) (graph.ID, bool, error) { return max(id, 2) &^ 1, true, nil }}, []string{"has the IDs"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			faults := checked(t, c.broken)
			if (len(faults) == 0) != (len(c.want) == 0) {
				t.Errorf("the faults are %q, want %q", faults, c.want)
			}
			for _, want := range c.want {
				if !strings.Contains(strings.Join(faults, "\n"), want) {
					t.Errorf("no fault tells %q:\n%s", want, strings.Join(faults, "\n"))
				}
			}
		})
	}
}

// checked gives the faults of a store, broken in some way.
func checked(t *testing.T, b broken) []string {
	t.Helper()
	s := memory.New(memory.Options{})
	err := s.Update(t.Context(), func(tx graph.Tx) error {
		for i := range 40 {
			q := quad.Quad{Subject: quad.IRI(fmt.Sprintf("s%d", i/5)), Predicate: quad.IRI(fmt.Sprintf("p%d", i%5)), Object: quad.String(fmt.Sprintf("o%d", i%7))}
			if i%2 == 0 {
				q.Label = quad.IRI("g")
			}
			if i%5 == 4 {
				q.Object = quad.Int(int64(i))
			}
			if _, err := tx.Add(q); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	err = s.View(t.Context(), func(snap graph.Snapshot) error {
		b.Snapshot = snap
		faults, err := check.Snapshot(t.Context(), b, nil)
		for _, f := range faults {
			told = append(told, f.Part+": "+f.Message)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return told
}

// TestSnapshot_ends holds a check to its bound, and to its context.
func TestSnapshot_ends(t *testing.T) {
	s := memory.New(memory.Options{})
	err := s.Update(t.Context(), func(tx graph.Tx) error {
		for i := range 3000 {
			if _, err := tx.Add(quad.Quad{Subject: quad.IRI("s"), Predicate: quad.IRI("p"), Object: quad.Int(int64(i))}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	err = s.View(t.Context(), func(snap graph.Snapshot) error {
		lost := broken{Snapshot: snap, lookup: func(graph.ID) (graph.ID, bool, error) { return 0, false, nil }}
		faults, err := check.Snapshot(t.Context(), lost, nil)
		if len(faults) != graph.MaxFaults || err != nil {
			t.Errorf("%d faults, %v", len(faults), err)
		}
		asked := 0
		unread := broken{Snapshot: snap, term: func(quad.Term) (quad.Term, error) { asked++; return quad.Term{}, errors.New("unread") }}
		faults, err = check.Snapshot(t.Context(), unread, nil)
		if len(faults) != 5 || asked > 10 || err != nil {
			t.Errorf("%d faults of a dictionary that cannot be read, which was asked %d times, %v", len(faults), asked, err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		last := int64(0)
		_, err = check.Snapshot(ctx, snap, func(done, all int64) {
			if done <= last || done > all || all != 4*3000 {
				t.Errorf("%d of %d done, after %d", done, all, last)
			}
			last = done
			cancel()
		})
		if !errors.Is(err, context.Canceled) || last == 0 {
			t.Errorf("a check that is to end gives %v", err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
