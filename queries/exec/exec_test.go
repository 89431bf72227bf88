package exec_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"bibgraph/graph"
	"bibgraph/graph/quad"
	"bibgraph/graph/stores/memory"
	"bibgraph/queries/algebra"
	"bibgraph/queries/exec"
	"bibgraph/queries/querytest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// library makes works that each cite the next three, have a year and, every
// tenth, a topic.
func library(works int) []quad.Quad {
	work := func(i int) quad.Term { return quad.IRI(fmt.Sprintf("work/%d", i%works)) }
	var quads []quad.Quad
	add := func(s quad.Term, p string, o quad.Term) {
		quads = append(quads, quad.Quad{Subject: s, Predicate: quad.IRI(p), Object: o})
	}
	for i := range works {
		for j := 1; j <= 3; j++ {
			add(work(i), "cites", work(i+j))
		}
		add(work(i), "year", quad.Int(int64(1900+i%120)))
		if i%10 == 0 {
			add(work(i), "topic", quad.IRI("topic/japan"))
		}
	}
	return quads
}

// view loads quads and looks at them.
func view(tb testing.TB, quads []quad.Quad, f func(graph.Snapshot)) {
	tb.Helper()
	store := memory.New(memory.Options{})
	err := store.Update(tb.Context(), func(tx graph.Tx) error {
		_, err := tx.Add(quads...)
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	if err := store.View(tb.Context(), func(snap graph.Snapshot) error { f(snap); return nil }); err != nil {
		tb.Fatal(err)
	}
}

func parse(tb testing.TB, text string) algebra.Op {
	tb.Helper()
	op, err := querytest.Parse(text)
	if err != nil {
		tb.Fatal(err)
	}
	return op
}

// drain runs a tree and counts its solutions.
func drain(ctx context.Context, snap graph.Snapshot, op algebra.Op, o exec.Options) (n int, err error) {
	for _, err := range exec.Run(ctx, snap, op, o) {
		if err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// Trees that hold, walk or sort much.
var heavy = map[string]string{
	"scan":     `(match ?a ?p ?b ?g)`,
	"filter":   `(filter ((like ?b "nothing")) (match ?a <cites> ?b *))`,
	"product":  `(filter ((like ?b "nothing")) (join (match ?a <cites> ?b *) (match ?c <cites> ?d *)))`,
	"hash":     `(join (match ?a <cites> ?b *) (slice 0 -1 (match ?b <cites> ?c *)))`,
	"distinct": `(distinct (?a ?b) (match ?a <cites> ?b *))`,
	"group":    `(group (?a) ?n (match ?a <cites> ?b *))`,
	"order":    `(order ((desc ?b)) (match ?a <cites> ?b *))`,
	"minus":    `(minus ?a (match ?a <year> ?y *) (match ?a <cites> ?b *))`,
	"closure":  `(closure ?s ?t ?f ?e -1 () (values ?s <work/0>) (match ?f <cites> ?e *))`,
	"nodes":    `(filter ((like ?a "nothing")) (nodes ?a))`,
}

// fading is a context that ends after it has been asked a number of times.
type fading struct {
	context.Context
	left int
}

func (c *fading) Err() error {
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

func TestRun_stopsSoonAfterItsContext(t *testing.T) {
	view(t, library(20_000), func(snap graph.Snapshot) {
		for name, text := range heavy {
			var stats exec.Stats
			ctx := &fading{Context: t.Context(), left: 5}
			_, err := drain(ctx, snap, parse(t, text), exec.Options{Stats: &stats})
			if !errors.Is(err, context.Canceled) {
				t.Errorf("%s: got %v", name, err)
			}
			if stats.Rows > 6*256 {
				t.Errorf("%s: looked at %d rows", name, stats.Rows)
			}
		}
	})
}

func TestRun_boundsMemory(t *testing.T) {
	view(t, library(5_000), func(snap graph.Snapshot) {
		for name, bytes := range map[string]int64{
			"product": 50_000, "hash": 50_000, "minus": 50_000, "closure": 50_000,
			"distinct": 5_000, "group": 5_000, "order": 5_000, // and 16 times as many on the disk
		} {
			op := parse(t, heavy[name])
			if _, err := drain(t.Context(), snap, op, exec.Options{MaxMemory: bytes}); !errors.Is(err, exec.ErrMemory) {
				t.Errorf("%s: got %v", name, err)
			}
		}
		for _, text := range []string{
			heavy["scan"],
			heavy["filter"],
			heavy["nodes"],
			`(join (match ?a <cites> ?b *) (match ?b <cites> ?c *))`,
			`(group (?p) ?n (match ?a ?p ?b *))`,
			`(slice 5 3 (order (?b) (match ?a <cites> ?b *)))`,
		} {
			if _, err := drain(t.Context(), snap, parse(t, text), exec.Options{MaxMemory: 300_000}); err != nil {
				t.Errorf("%s: got %v", text, err)
			}
		}
	})
}

// answers runs a tree and gives its solutions as text, in their order.
func answers(tb testing.TB, snap graph.Snapshot, op algebra.Op, o exec.Options) []string {
	tb.Helper()
	var all []string
	for s, err := range exec.Run(tb.Context(), snap, op, o) {
		if err != nil {
			tb.Fatal(err)
		}
		var terms []string
		for _, v := range op.Vars() {
			terms = append(terms, s.Get(v).String())
		}
		all = append(all, strings.Join(terms, " "))
	}
	return all
}

// What has no room in memory goes to the disk, and the answer stays the same,
// down to the order. Nothing is left behind.
func TestRun_spills(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("TMPDIR", folder)
	view(t, library(20_000), func(snap graph.Snapshot) {
		for _, text := range []string{
			heavy["distinct"], heavy["group"], heavy["order"],
			`(order (?b (desc ?a)) (match ?a <cites> ?b *))`,
			`(slice 7000 -1 (order (?b) (match ?a <cites> ?b *)))`,
			`(slice 9000 9000 (order (?b) (match ?a <cites> ?b *)))`,
			`(distinct (?b) (order (?a) (match ?a <cites> ?b *)))`,
			`(order (?n ?b) (group (?b) ?n (match ?a <cites> ?b *)))`,
			`(group () ?n (distinct (?a ?b) (match ?a <cites> ?b *)))`,
			`(union (distinct (?a ?b) (match ?a <cites> ?b *)) (distinct (?a ?b) (match ?a <cites> ?b *)))`,
		} {
			op := parse(t, text)
			want := answers(t, snap, op, exec.Options{})
			var stats exec.Stats
			got := answers(t, snap, op, exec.Options{MaxMemory: 1_000_000, Stats: &stats})
			if !slices.Equal(got, want) {
				t.Errorf("%s: %d solutions, want the %d without a bound", text, len(got), len(want))
			}
			if stats.Spilled == 0 {
				t.Errorf("%s: nothing was spilled", text)
			}
		}
		for _, err := range exec.Run(t.Context(), snap, parse(t, heavy["order"]), exec.Options{MaxMemory: 1_000_000}) {
			if err != nil {
				t.Fatal(err)
			}
			break // not asked to its end
		}
	})
	if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
		t.Errorf("%d temporary files are left: %v", len(left), err)
	}
}

func TestRun_noPlaceToSpill(t *testing.T) {
	t.Setenv("TMPDIR", filepath.Join(t.TempDir(), "missing"))
	view(t, library(20_000), func(snap graph.Snapshot) {
		_, err := drain(t.Context(), snap, parse(t, heavy["order"]), exec.Options{MaxMemory: 1_000_000})
		if !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("got %v", err)
		}
	})
}

func TestRun_canBeRangedOverAgain(t *testing.T) {
	view(t, library(10), func(snap graph.Snapshot) {
		seq := exec.Run(t.Context(), snap, parse(t, `(match ?a <cites> ?b *)`), exec.Options{})
		for range 2 {
			n := 0
			for _, err := range seq {
				if err != nil {
					t.Fatal(err)
				}
				n++
			}
			if n != 30 {
				t.Errorf("got %d solutions", n)
			}
		}
	})
}

// watched counts open cursors, and fails them after a number of rows.
type watched struct {
	graph.Snapshot
	open int
	rows int
}

var errBroken = errors.New("broken")

func (w *watched) Scan(pattern graph.Row, order graph.Order) graph.Cursor {
	w.open++
	return &watchedCursor{Cursor: w.Snapshot.Scan(pattern, order), w: w}
}

func (w *watched) Nodes(ids []graph.ID, after graph.ID) ([]graph.ID, error) {
	ids, err := w.Snapshot.Nodes(ids, after)
	if w.rows -= len(ids); w.rows <= 0 {
		return nil, errBroken
	}
	return ids, err
}

type watchedCursor struct {
	graph.Cursor
	w *watched
}

func (c *watchedCursor) Next() bool {
	c.w.rows--
	return c.w.rows > 0 && c.Cursor.Next()
}

func (c *watchedCursor) Err() error {
	if c.w.rows <= 0 {
		return errBroken
	}
	return c.Cursor.Err()
}

func (c *watchedCursor) Close() error {
	c.w.open--
	return c.Cursor.Close()
}

func TestRun_freesCursors(t *testing.T) {
	view(t, library(100), func(snap graph.Snapshot) {
		for name, text := range heavy {
			w := &watched{Snapshot: snap, rows: 1 << 40}
			for _, err := range exec.Run(t.Context(), w, parse(t, text), exec.Options{}) {
				if err != nil {
					t.Errorf("%s: %v", name, err)
				}
				break
			}
			if w.open != 0 {
				t.Errorf("%s: %d cursors left open", name, w.open)
			}
		}
	})
}

func TestRun_givesTheErrorsOfTheStore(t *testing.T) {
	view(t, library(100), func(snap graph.Snapshot) {
		for name, text := range heavy {
			w := &watched{Snapshot: snap, rows: 50}
			if _, err := drain(t.Context(), w, parse(t, text), exec.Options{}); !errors.Is(err, errBroken) {
				t.Errorf("%s: got %v", name, err)
			}
			if w.open != 0 {
				t.Errorf("%s: %d cursors left open", name, w.open)
			}
		}
	})
}

// The work of a query is guarded by what it looks at, not by the clock.
func TestRun_looksAtFewRows(t *testing.T) {
	view(t, library(1000), func(snap graph.Snapshot) {
		for _, c := range []struct {
			name, text  string
			solutions   int
			rows, seeks int64
		}{
			{
				"a constant that the store lacks costs nothing",
				`(join (match ?a <nope> ?b *) (match ?a <cites> ?c *))`, 0, 0, 0,
			},
			{
				"all nodes, many at a time",
				`(nodes ?a)`, 1124, 1124, 6,
			},
			{
				"the store knows how many they are",
				`(group () ?n (nodes ?a))`, 1, 0, 0,
			},
			{
				"a few nodes, not many more than that",
				`(slice 0 10 (nodes ?a))`, 10, 16, 1,
			},
			{
				"the next step is sought from the last",
				`(join (match <work/7> <cites> ?a *) (match ?a <cites> ?b *))`, 9, 20, 6,
			},
			{
				"a count of rows is the store's",
				`(group () ?n (match ?a <cites> ?b *))`, 1, 0, 1,
			},
			{
				"and that of all rows",
				`(group () ?n (match ?a ?p ?b ?g))`, 1, 0, 1,
			},
			{
				"a limit asks for no more",
				`(slice 10 5 (match ?a <cites> ?b *))`, 5, 15, 1,
			},
			{
				"ascending lookups go through the index once",
				`(join (match ?a <topic> <topic/japan> *) (match ?a <year> ?y *))`, 100, 1000, 105,
			},
			{
				"a tag that is bound steers what it is taken from",
				`(join (values ?t <work/7>) (extend ?t ?a (match ?a <year> ?y *)))`, 1, 3, 2,
			},
			{
				"few are looked for among those to be left out",
				`(minus ?b (match <work/7> <cites> ?b *) (match ?b <cites> ?c *))`, 0, 10, 4,
			},
			{
				"for many all of those are taken in",
				`(minus ?a (match ?a <year> ?y *) (match ?a <topic> <topic/japan> *))`, 900, 1222, 66,
			},
			{
				"what cannot be steered is run once",
				`(join (match ?a <topic> <topic/japan> *) (slice 0 20 (match ?a <year> ?y *)))`, 9, 120, 2,
			},
		} {
			var stats exec.Stats
			n, err := drain(t.Context(), snap, parse(t, c.text), exec.Options{Stats: &stats})
			if err != nil {
				t.Fatal(err)
			}
			if n != c.solutions || stats.Rows > c.rows || stats.Seeks > c.seeks {
				t.Errorf("%s: %d solutions, %d rows, %d seeks", c.name, n, stats.Rows, stats.Seeks)
			}
		}
	})
}

func TestRun_topOfASortIsItsBeginning(t *testing.T) {
	view(t, library(3000), func(snap graph.Snapshot) {
		rows := func(text string) (rows []string) {
			for s, err := range exec.Run(t.Context(), snap, parse(t, text), exec.Options{}) {
				if err != nil {
					t.Fatal(err)
				}
				rows = append(rows, s.Get("a").String()+s.Get("y").String())
			}
			return rows
		}
		sorted := `(order ((desc ?y) ?a) (match ?a <year> ?y *))`
		all, top := rows(sorted), rows("(slice 20 40 "+sorted+")")
		if len(top) != 40 {
			t.Fatalf("got %d solutions", len(top))
		}
		for i, line := range top {
			if all[20+i] != line {
				t.Fatalf("at %d: got %s, want %s", i, line, all[20+i])
			}
		}
	})
}

func BenchmarkRun(b *testing.B) {
	view(b, library(20_000), func(snap graph.Snapshot) {
		for _, c := range []struct{ name, text string }{
			{"scan", `(match ?a <cites> ?b *)`},
			{"count", `(group (?b) ?n (match ?a <cites> ?b *))`},
			{"cocited", `(group () ?n (join (match ?a <cites> ?b *) (match ?a <cites> ?c *)))`},
			{"hash", `(group () ?n (join (match ?a <cites> ?b *) (slice 0 -1 (match ?b <year> ?y *))))`},
			{"closure", heavy["closure"]},
			{"nodes", `(group () ?n (nodes ?a))`},
			{"top", `(slice 0 10 (order ((desc value ?n)) (group (?b) ?n (match ?a <cites> ?b *))))`},
		} {
			op := parse(b, c.text)
			b.Run(c.name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if _, err := drain(b.Context(), snap, op, exec.Options{}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	})
}
