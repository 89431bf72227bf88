package storetest

import (
	"fmt"
	"slices"

	"bibgraph/graph"
	"bibgraph/graph/quad"
)

// dense is every quad of a few terms in each position, so that every pattern
// matches some but not all.
func dense() []quad.Quad {
	var all []quad.Quad
	labels := []quad.Term{{}, iri("g1"), iri("g2")}
	objects := []quad.Term{iri("a"), iri("b"), quad.String("a"), quad.Lang("a", "en"), quad.Int(-3), quad.Int(12), quad.Typed("2020", quad.XSDGYear)}
	for i, s := range []quad.Term{iri("a"), iri("b"), iri("c"), quad.Blank("x")} {
		for j, p := range []quad.Term{iri("p"), iri("q"), iri("a")} {
			for k, o := range objects {
				for l, g := range labels {
					if (i+j+k+l)%5 != 0 {
						all = append(all, quad.Quad{Subject: s, Predicate: p, Object: o, Label: g})
					}
				}
			}
		}
	}
	return all
}

// eachPattern calls f with every shape of pattern that a row gives.
func eachPattern(row graph.Row, f func(pattern graph.Row)) {
	for shape := range 1 << len(row) {
		pattern := row
		for i := range pattern {
			if shape&(1<<i) == 0 {
				pattern[i] = 0
			}
		}
		f(pattern)
	}
}

// matching gives, by plain looking, what a scan must give.
func matching(all []graph.Row, pattern graph.Row, order graph.Order) []graph.Row {
	var found []graph.Row
	for _, row := range all {
		if pattern.Matches(row) {
			found = append(found, row)
		}
	}
	slices.SortFunc(found, order.Compare)
	return found
}

func testScan(t suite) {
	s := t.open(t)
	want := dense()
	add(t, s, want...)
	holds(t, s, want...)
	view(t, s, func(snap graph.Snapshot) {
		all := rows(t, snap, graph.Row{}, graph.SPOG)
		patterns := map[graph.Row]bool{}
		for _, row := range all {
			eachPattern(row, func(pattern graph.Row) { patterns[pattern] = true })
		}
		// A pattern that no row matches, of IDs that others do, and of none.
		a, p := id(t, snap, iri("a")), id(t, snap, iri("p"))
		patterns[graph.Row{p, a, 0, 0}] = true
		patterns[graph.Row{0, 0, graph.NoLabel, 0}] = true
		patterns[graph.Row{0, 0, 0, a}] = true
		patterns[graph.Row{graph.NumberedID(graph.ClassIRI, graph.MaxNumber), 0, 0, 0}] = true
		patterns[graph.Row{a | 1<<40, 0, 0, 0}] = true
		patterns[graph.Row{0, 0, 0, ^graph.ID(0)}] = true
		for pattern := range patterns {
			for _, order := range graph.Orders {
				same(t, "scan by "+order.String(), rows(t, snap, pattern, order), matching(all, pattern, order))
			}
		}
	})
}

func testScanByValue(t suite) {
	s := t.open(t)
	for _, n := range []int64{10, -1, 9, 0, 100, -10} {
		add(t, s, quad.Quad{Subject: iri("s"), Predicate: iri("p"), Object: quad.Int(n)})
	}
	view(t, s, func(snap graph.Snapshot) {
		var got []quad.Term
		for _, row := range rows(t, snap, graph.Row{0, id(t, snap, iri("p")), 0, 0}, graph.POSG) {
			term, err := snap.Term(row[graph.Object])
			must(t, err)
			got = append(got, term)
		}
		same(t, "integers by value", got, []quad.Term{quad.Int(-10), quad.Int(-1), quad.Int(0), quad.Int(9), quad.Int(10), quad.Int(100)})
	})
}

func testSeek(t suite) {
	s := t.open(t)
	add(t, s, dense()...)
	view(t, s, func(snap graph.Snapshot) {
		all := rows(t, snap, graph.Row{}, graph.SPOG)
		a, p := id(t, snap, iri("a")), id(t, snap, iri("p"))
		for _, pattern := range []graph.Row{{}, {a, 0, 0, 0}, {0, p, 0, 0}, {0, 0, a, 0}, {0, 0, 0, graph.NoLabel}, {a, p, 0, 0}, {a, 0, a, 0}, {0, p, 0, a}} {
			for _, order := range graph.Orders {
				testSeeks(t, snap, pattern, order, matching(all, pattern, order), all)
			}
		}
	})
}

// testSeeks seeks every row, from the start and from the middle of the walk.
func testSeeks(t suite, snap graph.Snapshot, pattern graph.Row, order graph.Order, want, targets []graph.Row) {
	t.Helper()
	for i, target := range targets {
		for _, steps := range []int{0, 1, len(want) / 2} {
			if i%3 == 0 { // a place between two rows
				target[order.Positions()[3]]++
			}
			c := snap.Scan(pattern, order)
			at := -1
			for range steps {
				if c.Next() {
					at++
				}
			}
			for at = max(at, 0); at < len(want) && order.Compare(want[at], target) < 0; at++ {
			}
			if got := c.Seek(target); got != (at < len(want)) {
				t.Fatalf("%s: seek of %v after %d steps says %v", order, target, steps, got)
			}
			var rest []graph.Row
			if at < len(want) {
				rest = append(rest, c.Row())
			}
			for c.Next() {
				rest = append(rest, c.Row())
			}
			must(t, c.Err())
			must(t, c.Close())
			same(t, "rows from the sought one by "+order.String(), rest, want[at:])
		}
	}
}

func testSeekPastAll(t suite) {
	s := t.open(t)
	add(t, s, numbered(100)...)
	view(t, s, func(snap graph.Snapshot) {
		for _, order := range graph.Orders {
			c := snap.Scan(graph.Row{}, order)
			end := graph.Row{^graph.ID(0), ^graph.ID(0), ^graph.ID(0), ^graph.ID(0)}
			if c.Seek(end) {
				t.Errorf("%s: a row behind the end", order)
			}
			if c.Next() || c.Seek(graph.Row{}) {
				t.Errorf("%s: the cursor went back", order)
			}
			must(t, c.Err())
			must(t, c.Close())
		}
	})
}

func testCursorAfterClose(t suite) {
	s := t.open(t)
	add(t, s, numbered(10)...)
	view(t, s, func(snap graph.Snapshot) {
		c := snap.Scan(graph.Row{}, graph.SPOG)
		if !c.Next() {
			t.Fatal("no row")
		}
		row := c.Row()
		must(t, c.Close())
		must(t, c.Close())
		if c.Next() || c.Seek(graph.Row{}) {
			t.Error("a closed cursor moved")
		}
		if c.Row() != row {
			t.Error("the row did not stay")
		}
		snap.Scan(graph.Row{}, graph.SPOG).Next() // and left open
	})
}

func testEstimate(t suite) {
	s := t.open(t)
	all := numbered(8000)
	for i := range all {
		all[i].Label = iri(fmt.Sprintf("g%d", i%100))
	}
	rare := all[0]
	rare.Label = iri("rare")
	add(t, s, append(all, rare)...)
	testEstimates(t, s)
	remove(t, s, all[1000:]...)
	testEstimates(t, s)
	view(t, s, func(snap graph.Snapshot) {
		p, o, g := id(t, snap, iri("p1")), id(t, snap, iri("o1")), id(t, snap, rare.Label)
		testEstimateOf(t, snap, graph.Row{0, 0, 0, g}, 1)
		testEstimateOf(t, snap, graph.Row{0, 0, o, g}, 0)
		testEstimateOf(t, snap, graph.Row{0, o, 0, 0}, 0)
		testEstimateOf(t, snap, graph.Row{0, p, 0, g}, 0)
	})
}

// testEstimates tests every shape of pattern.
func testEstimates(t suite, s graph.Store) {
	t.Helper()
	view(t, s, func(snap graph.Snapshot) {
		all := rows(t, snap, graph.Row{}, graph.SPOG)
		for _, row := range []graph.Row{all[0], all[len(all)/2], all[len(all)-1]} {
			eachPattern(row, func(pattern graph.Row) {
				testEstimateOf(t, snap, pattern, int64(len(matching(all, pattern, graph.SPOG))))
			})
		}
	})
}

func testEstimateOf(t suite, snap graph.Snapshot, pattern graph.Row, want int64) {
	t.Helper()
	got := snap.Estimate(pattern)
	switch {
	case want <= 64 && got != want:
		t.Errorf("estimate of %v is %d, want exactly %d", pattern, got, want)
	case want > 64 && (got < want/8 || got > want*8):
		t.Errorf("estimate of %v is %d, far from %d", pattern, got, want)
	}
}
