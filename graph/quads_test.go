package graph_test

import (
	"errors"
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bibgraph/graph"
	"bibgraph/graph/quad"
)

// scan is a snapshot of some rows whose terms are their IDs in words.
type scan struct {
	graph.Snapshot // of which Quads calls nothing else

	rows   []graph.Row
	broken graph.ID // has no term
	err    error    // ends the walk

	looked int // up
	closed int
}

func (s *scan) Term(id graph.ID) (quad.Term, error) {
	s.looked++
	if id == s.broken || id == graph.NoLabel {
		return quad.Term{}, graph.ErrUnknownID
	}
	return quad.IRI(strconv.FormatUint(uint64(id), 10)), nil
}

func (s *scan) Scan(pattern graph.Row, order graph.Order) graph.Cursor {
	c := &cursor{scan: s, at: -1}
	for _, r := range s.rows {
		if pattern.Matches(r) {
			c.rows = append(c.rows, r)
		}
	}
	slices.SortFunc(c.rows, order.Compare)
	return c
}

type cursor struct {
	*scan
	rows []graph.Row
	at   int
}

func (c *cursor) Next() bool          { c.at++; return c.at < len(c.rows) }
func (c *cursor) Seek(graph.Row) bool { panic("not asked for") }
func (c *cursor) Row() graph.Row      { return c.rows[c.at] }
func (c *cursor) Err() error          { return c.err }
func (c *cursor) Close() error        { c.closed++; return nil }

// lines gives quads as text, errors too.
func lines(s *scan, pattern graph.Row, order graph.Order) []string {
	var got []string
	for q, err := range graph.Quads(s, pattern, order) {
		if err != nil {
			got = append(got, err.Error())
			continue
		}
		got = append(got, q.String())
	}
	return got
}

func TestQuads(t *testing.T) {
	rows := []graph.Row{{2, 3, 5, graph.NoLabel}, {2, 3, 4, 9}, {7, 3, 4, 9}, {7, 8, 4, graph.NoLabel}}
	for _, c := range []struct {
		name    string
		scan    scan
		pattern graph.Row
		order   graph.Order
		want    []string
	}{
		{"all", scan{rows: rows}, graph.Row{}, graph.SPOG, []string{
			"<2> <3> <4> <9> .", "<2> <3> <5> .", "<7> <3> <4> <9> .", "<7> <8> <4> .",
		}},
		{"pattern and order", scan{rows: rows}, graph.Row{0, 3}, graph.OSPG, []string{
			"<2> <3> <4> <9> .", "<7> <3> <4> <9> .", "<2> <3> <5> .",
		}},
		{"nothing", scan{rows: rows}, graph.Row{6}, graph.SPOG, nil},
		{"broken term", scan{rows: rows, broken: 5}, graph.Row{}, graph.SPOG, []string{
			"<2> <3> <4> <9> .", graph.ErrUnknownID.Error(),
		}},
		{"broken walk", scan{rows: rows[:1], err: errors.New("disk gone")}, graph.Row{}, graph.SPOG, []string{
			"<2> <3> <5> .", "disk gone",
		}},
	} {
		if diff := cmp.Diff(c.want, lines(&c.scan, c.pattern, c.order)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
		if c.scan.closed == 0 {
			t.Errorf("%s: the cursor is left open", c.name)
		}
	}
}

func TestQuads_stopsEarly(t *testing.T) {
	s := &scan{rows: []graph.Row{{2, 3, 4, 9}, {2, 3, 5, 9}}}
	for _, err := range graph.Quads(s, graph.Row{}, graph.SPOG) {
		if err != nil {
			t.Fatal(err)
		}
		break
	}
	if s.looked != 4 || s.closed == 0 {
		t.Errorf("looked up %d terms, closed %d times", s.looked, s.closed)
	}
}

// Terms that come again are looked up once, and IDs that share a place in the
// cache do not take each other's terms.
func TestQuads_lookups(t *testing.T) {
	s := &scan{}
	for i := range graph.ID(500) {
		s.rows = append(s.rows, graph.Row{2, 3, 1<<30 + i, 9}, graph.Row{2, 3 + 1<<20, 1<<30 + i, graph.NoLabel})
	}
	got := lines(s, graph.Row{}, graph.SPOG)
	if len(got) != 1000 || got[0] != "<2> <3> <1073741824> <9> ." || got[999] != "<2> <1048579> <1073742323> ." {
		t.Errorf("%d quads from %s to %s", len(got), got[0], got[999])
	}
	// Two IDs that come in between, 1<<30+2 and so on, may push 2, 3 and 9 out.
	if s.looked > 520 {
		t.Errorf("%d terms looked up for 504 different ones", s.looked)
	}
}
