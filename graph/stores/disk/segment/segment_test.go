package segment_test

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"bibgraph/graph"
	"bibgraph/graph/stores/disk/segment"
)

// encode writes rows as a file.
func encode(tb testing.TB, order graph.Order, rows []graph.Row) []byte {
	tb.Helper()
	var b bytes.Buffer
	w := segment.NewWriter(&b, order)
	for _, row := range rows {
		must(tb, w.Add(row))
	}
	must(tb, w.Close())
	return b.Bytes()
}

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

func read(tb testing.TB, data []byte) *segment.File {
	tb.Helper()
	f, err := segment.New("rows", data)
	must(tb, err)
	return f
}

func sorted(order graph.Order, rows []graph.Row) []graph.Row {
	rows = slices.SortedFunc(slices.Values(rows), order.Compare)
	return slices.Compact(rows)
}

// anyRows draws rows that resemble each other, as those of a graph do, and
// some with IDs at the bounds.
func anyRows(r *rapid.T) []graph.Row {
	random := rand.New(rand.NewPCG(rapid.Uint64().Draw(r, "seed"), 0)) //nolint:gosec // chance that can be had again
	spread := rapid.SampledFrom([]uint64{3, 200, 1 << 20, 1 << 36}).Draw(r, "spread")
	rows := make([]graph.Row, rapid.IntRange(0, 1500).Draw(r, "rows"))
	for i := range rows {
		for p := range rows[i] {
			class := []graph.Class{graph.ClassIRI, graph.ClassBlank, graph.ClassString, graph.ClassYear}[random.IntN(2+2*p%4)]
			rows[i][p] = graph.NumberedID(class, random.Uint64N(spread))
			if random.IntN(200) == 0 {
				rows[i][p] = 1<<40 - 2
			}
		}
	}
	return rows
}

// TestFile holds a file against the slice of its rows.
func TestFile(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		order := rapid.SampledFrom(graph.Orders[:]).Draw(r, "order")
		rows := sorted(order, anyRows(r))
		f := read(t, encode(t, order, rows))
		if f.Len() != int64(len(rows)) {
			r.Fatalf("Len is %d, want %d", f.Len(), len(rows))
		}
		at := func(target graph.Row) int {
			n, _ := slices.BinarySearchFunc(rows, target, order.Compare)
			return n
		}
		c := f.Cursor()
		defer func() { c.Close() }()
		now := -1
		for range 80 {
			ok := false
			switch action := rapid.IntRange(0, 11).Draw(r, "action"); {
			case action > 9: // what one cursor has left is of use to the next
				c.Close()
				c, now = f.Cursor(), -1
				continue
			case action < 4:
				ok = c.Next()
				now = min(now+1, len(rows))
			case action < 5 && now >= 0 && now < len(rows):
				some := c.Rows()
				if len(some) == 0 || !slices.Equal(some, rows[now:][:len(some)]) {
					r.Fatalf("rows from %d are %v", now, some)
				}
				c.Skip(len(some) - 1)
				now += len(some) - 1
				ok = true
			default:
				if len(rows) == 0 {
					continue
				}
				from := max(now, 0)
				target := rows[min(max(0, from+rapid.SampledFrom([]int{-50, 0, 1, 40, 130, 1000}).Draw(r, "far")), len(rows)-1)]
				target[order.Positions()[3]] += graph.ID(rapid.IntRange(0, 1).Draw(r, "behind"))
				ok = c.Seek(target)
				now = max(from, at(target))
				n := rapid.IntRange(0, 4).Draw(r, "bound")
				want := int64(0)
				for _, row := range rows {
					if a, b := order.Permute(row), order.Permute(target); slices.Equal(a[:n], b[:n]) {
						want++
					}
				}
				if got, err := f.Count(target, n); err != nil || got != want {
					r.Fatalf("%d rows start with %d of %v, %v, want %d", got, n, target, err, want)
				}
			}
			if ok != (now < len(rows)) || c.Err() != nil {
				r.Fatalf("at %d of %d rows the cursor says %v, %v", now, len(rows), ok, c.Err())
			}
			if c.Ordinal() != int64(now) {
				r.Fatalf("ordinal is %d, want %d", c.Ordinal(), now)
			}
			if !ok {
				break
			}
			if *c.Row() != rows[now] {
				r.Fatalf("row %d is %v, want %v", now, *c.Row(), rows[now])
			}
		}
	})
}

func TestWriter_refuses(t *testing.T) {
	row := graph.Row{1, 2, 3, 4}
	for _, next := range []graph.Row{row, {1, 2, 3, 3}, {0, 9, 9, 9}} {
		w := segment.NewWriter(&bytes.Buffer{}, graph.SPOG)
		must(t, w.Add(row))
		if err := w.Add(next); err == nil {
			t.Errorf("%v was taken behind %v", next, row)
		}
	}
}

// TestFile_damaged flips each byte of a file: whatever is read is right, or an
// error is told.
func TestFile_damaged(t *testing.T) {
	rows := sorted(graph.POSG, catalogue(300))
	whole := encode(t, graph.POSG, rows)
	for at := range whole {
		data := bytes.Clone(whole)
		data[at] ^= 1 << (at % 8)
		f, err := segment.New("rows", data)
		if err != nil {
			if !errors.Is(err, graph.ErrCorrupt) {
				t.Fatalf("byte %d: %v", at, err)
			}
			continue
		}
		c := f.Cursor()
		n := 0
		for c.Next() {
			if *c.Row() != rows[n] {
				t.Fatalf("byte %d: row %d is %v, want %v", at, n, *c.Row(), rows[n])
			}
			n++
		}
		if n < len(rows) != errors.Is(c.Err(), graph.ErrCorrupt) {
			t.Fatalf("byte %d: %d rows, %v", at, n, c.Err())
		}
	}
}

func TestOpen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rows")
	rows := sorted(graph.GSPO, catalogue(5000))
	must(t, os.WriteFile(path, encode(t, graph.GSPO, rows), 0o644))
	f, err := segment.Open(path)
	must(t, err)
	c := f.Cursor()
	n := 0
	for ; c.Next(); n++ {
		if *c.Row() != rows[n] {
			t.Fatalf("row %d is %v, want %v", n, *c.Row(), rows[n])
		}
	}
	must(t, c.Err())
	if n != len(rows) {
		t.Errorf("%d rows, want %d", n, len(rows))
	}
	must(t, f.Close())
	for _, content := range []string{"", "bgrows2\n"} {
		must(t, os.WriteFile(path, []byte(content), 0o644))
		if _, err := segment.Open(path); err == nil {
			t.Errorf("%q was opened", content)
		}
	}
}

func FuzzNew(f *testing.F) {
	f.Add(encode(f, graph.SPOG, sorted(graph.SPOG, catalogue(200))))
	f.Add(encode(f, graph.OSPG, nil))
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := segment.New("rows", data)
		if err != nil {
			return
		}
		c := file.Cursor()
		n := int64(0)
		for c.Next() {
			n++
		}
		if c.Err() == nil && n != file.Len() {
			t.Errorf("%d rows, %d said", n, file.Len())
		}
	})
}

// catalogue makes rows that are like those of articles.
func catalogue(n int) []graph.Row {
	random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // chance that can be had again
	iri := func(n uint64) graph.ID { return graph.NumberedID(graph.ClassIRI, n) }
	var rows []graph.Row
	for work := uint64(100); len(rows) < n; work += 3 {
		s, g := iri(work), iri(work+1)
		add := func(p uint64, o graph.ID) { rows = append(rows, graph.Row{s, iri(p), o, g}) }
		add(1, iri(50))
		add(2, graph.NumberedID(graph.ClassLang, work/3))
		add(3, graph.NumberedID(graph.ClassYear, 1950+random.Uint64N(70)))
		add(4, iri(60+random.Uint64N(30)))
		for range random.Uint64N(4) {
			add(5, iri(work-random.Uint64N(90)))
		}
		for range random.Uint64N(20) {
			add(6, iri(100+3*random.Uint64N(work/3)))
		}
	}
	return rows
}

func BenchmarkFile(b *testing.B) {
	all := catalogue(1_000_000)
	for _, order := range graph.Orders {
		rows := sorted(order, all)
		data := encode(b, order, rows)
		f := read(b, data)
		b.Run("write/"+order.String(), func(b *testing.B) {
			for b.Loop() {
				encode(b, order, rows)
			}
			b.ReportMetric(float64(len(rows)*b.N)/b.Elapsed().Seconds()/1e6, "Mrows/s")
			b.ReportMetric(float64(len(data))/float64(len(rows)), "B/row")
		})
		b.Run("scan/"+order.String(), func(b *testing.B) {
			for b.Loop() {
				c := f.Cursor()
				for c.Next() {
				}
				c.Close()
			}
			b.ReportMetric(float64(len(rows)*b.N)/b.Elapsed().Seconds()/1e6, "Mrows/s")
		})
		b.Run("seek/"+order.String(), func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				c := f.Cursor()
				c.Seek(rows[i*7919%len(rows)])
				c.Close()
			}
		})
	}
}
