package storetest

import (
	"context"
	"errors"
	"sync"
	"testing"

	"bibgraph/graph"
	"bibgraph/graph/quad"
)

func testCounts(t suite) {
	s := t.open(t)
	holds(t, s)
	a, b, c := triple("a", "p", "o"), triple("b", "p", "o"), triple("c", "p", "o")
	for _, step := range []struct {
		what   string
		change func(testing.TB, graph.Store, ...quad.Quad) int
		quads  []quad.Quad
		want   int
		left   []quad.Quad
	}{
		{"nothing", add, nil, 0, nil},
		{"two new", add, []quad.Quad{a, b}, 2, []quad.Quad{a, b}},
		{"one of them again", add, []quad.Quad{a}, 0, []quad.Quad{a, b}},
		{"one twice in a call", add, []quad.Quad{c, c, a}, 1, []quad.Quad{a, b, c}},
		{"out, one of them twice", remove, []quad.Quad{a, a, b}, 2, []quad.Quad{c}},
		{"out, what is not there", remove, []quad.Quad{a, triple("x", "y", "z")}, 0, []quad.Quad{c}},
		{"in again", add, []quad.Quad{a}, 1, []quad.Quad{a, c}},
	} {
		if got := step.change(t, s, step.quads...); got != step.want {
			t.Errorf("%s: changed %d, want %d", step.what, got, step.want)
		}
		holds(t, s, step.left...)
	}
}

func testLabels(t suite) {
	s := t.open(t)
	plain := triple("s", "p", "o")
	one, two := plain, plain
	one.Label, two.Label = iri("g1"), quad.Blank("g2")
	if n := add(t, s, plain, one, two); n != 3 {
		t.Errorf("%d quads were new, want a triple under three labels to be three", n)
	}
	view(t, s, func(snap graph.Snapshot) {
		for _, row := range rows(t, snap, graph.Row{0, 0, 0, graph.NoLabel}, graph.GSPO) {
			if got := quadOf(t, snap, row); got != plain {
				t.Errorf("without label there is %s", got)
			}
		}
	})
	if n := remove(t, s, one); n != 1 {
		t.Errorf("%d quads were there, want 1", n)
	}
	holds(t, s, plain, two)
	remove(t, s, plain)
	holds(t, s, two)
}

func testIncompleteQuads(t suite) {
	s := t.open(t)
	whole := triple("s", "p", "o")
	add(t, s, whole)
	for i := range 3 {
		terms := whole.Terms()
		terms[i] = quad.Term{}
		q := quad.Quad{Subject: terms[0], Predicate: terms[1], Object: terms[2], Label: iri("g")}
		update(t, s, func(tx graph.Tx) {
			if n, err := tx.Add(triple("before", "it", "x"), q); n != 0 || err == nil {
				t.Errorf("adding %s gives %d, %v, want an error and nothing added", q, n, err)
			}
			if n, err := tx.Remove(whole, q); n != 0 || err == nil {
				t.Errorf("removing %s gives %d, %v, want an error and nothing removed", q, n, err)
			}
		})
	}
	holds(t, s, whole)
}

func testTxSeesItsChanges(t suite) {
	s := t.open(t)
	old, fresh := triple("old", "p", "o"), quad.Quad{Subject: iri("new"), Predicate: iri("p"), Object: quad.Typed("07", quad.XSDInteger), Label: iri("g")}
	add(t, s, old)
	update(t, s, func(tx graph.Tx) {
		_, err := tx.Add(fresh)
		must(t, err)
		_, err = tx.Remove(old)
		must(t, err)
		same(t, "quads inside the update", quads(t, tx), []quad.Quad{fresh})
		if tx.Len() != 1 {
			t.Errorf("Len is %d inside the update, want 1", tx.Len())
		}
		if got := tx.Estimate(graph.Row{id(t, tx, iri("new")), 0, 0, 0}); got != 1 {
			t.Errorf("estimate is %d inside the update, want 1", got)
		}
		same(t, "variants inside the update", terms(t, tx, quad.Int(7)), []quad.Term{fresh.Object})
		view(t, s, func(snap graph.Snapshot) {
			same(t, "quads outside the update", quads(t, snap), []quad.Quad{old})
			if known(t, snap, iri("new")) {
				t.Error("a term is known outside before the update ended")
			}
		})
	})
	holds(t, s, fresh)
}

func testTxScanWhileChanging(t suite) {
	s := t.open(t)
	add(t, s, numbered(500)...)
	update(t, s, func(tx graph.Tx) {
		for _, order := range graph.Orders {
			c := tx.Scan(graph.Row{}, order)
			seen := 0
			for c.Next() {
				q := quadOf(t, tx, c.Row())
				_, err := tx.Remove(q)
				must(t, err)
				q.Label = iri("moved-" + order.String())
				_, err = tx.Add(q)
				must(t, err)
				seen++
			}
			must(t, c.Err())
			must(t, c.Close())
			if seen != 500 {
				t.Errorf("%s: the scan met %d rows, want the 500 from before", order, seen)
			}
		}
	})
	view(t, s, func(snap graph.Snapshot) {
		if n := len(rows(t, snap, graph.Row{0, 0, 0, id(t, snap, iri("moved-gspo"))}, graph.GSPO)); n != 500 || snap.Len() != 500 {
			t.Errorf("%d of %d quads moved, want 500", n, snap.Len())
		}
	})
}

func testSnapshotsDoNotChange(t suite) {
	s := t.open(t)
	before := numbered(50)
	add(t, s, before...)
	view(t, s, func(snap graph.Snapshot) {
		c := snap.Scan(graph.Row{}, graph.SPOG)
		c.Next()
		remove(t, s, before...) // a reader does not keep the writer waiting
		add(t, s, triple("new", "p", "o"))
		n := 1
		for c.Next() {
			n++
		}
		must(t, c.Close())
		if n != len(before) {
			t.Errorf("the open cursor met %d rows, want %d", n, len(before))
		}
		if got := len(quads(t, snap)); got != len(before) || snap.Len() != int64(got) {
			t.Errorf("the snapshot has %d quads and says %d, want %d", got, snap.Len(), len(before))
		}
		if known(t, snap, iri("new")) {
			t.Error("the snapshot knows a term that came later")
		}
		holds(t, s, triple("new", "p", "o"))
	})
}

func testOneSnapshotForMany(t suite) {
	s := t.open(t)
	add(t, s, numbered(1000)...)
	view(t, s, func(snap graph.Snapshot) {
		var readers sync.WaitGroup
		for _, order := range graph.Orders {
			readers.Go(func() {
				c := snap.Scan(graph.Row{}, order)
				n := 0
				for ; c.Next(); n++ {
					term, err := snap.Term(c.Row()[graph.Subject])
					_, ok, lookupErr := snap.Lookup(term)
					if !ok || err != nil || lookupErr != nil {
						t.Errorf("%s is known: %v, %v, %v", term, ok, err, lookupErr)
					}
				}
				if err := errors.Join(c.Err(), c.Close()); n != 1000 || err != nil {
					t.Errorf("%s: met %d rows, %v", order, n, err)
				}
				if got := snap.Estimate(graph.Row{}); got != 1000 {
					t.Errorf("estimate of all is %d", got)
				}
			})
		}
		readers.Wait()
	})
}

func testAbortedUpdates(t suite) {
	s := t.open(t)
	before := numbered(20)
	add(t, s, before...)
	change := func(tx graph.Tx) {
		_, err := tx.Remove(before[:10]...)
		must(t, err)
		_, err = tx.Add(triple("ghost", "p0", "o0"), quad.Quad{Subject: iri("s0"), Predicate: iri("p0"), Object: quad.Int(42)})
		must(t, err)
		_, err = tx.Add(quad.Quad{Subject: iri("s0"), Predicate: iri("p0"), Object: quad.Typed("042", quad.XSDInteger)})
		must(t, err)
		tx.Scan(graph.Row{}, graph.SPOG).Next() // and left open
	}
	test := func(how string) {
		holds(t, s, before...)
		view(t, s, func(snap graph.Snapshot) {
			for _, term := range []quad.Term{iri("ghost"), quad.Int(42), quad.Typed("042", quad.XSDInteger)} {
				if known(t, snap, term) {
					t.Errorf("%s: %s is known", how, term)
				}
			}
			same(t, how+": variants", terms(t, snap, quad.Int(42)), nil)
		})
	}

	oops := errors.New("oops")
	err := s.Update(t.Context(), func(tx graph.Tx) error {
		change(tx)
		return oops
	})
	if !errors.Is(err, oops) {
		t.Errorf("the update gives %v, want %v", err, oops)
	}
	test("error")

	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was swallowed")
			}
		}()
		_ = s.Update(t.Context(), func(tx graph.Tx) error {
			change(tx)
			panic(oops)
		})
	}()
	test("panic")

	ctx, cancel := context.WithCancel(t.Context())
	err = s.Update(ctx, func(tx graph.Tx) error {
		change(tx)
		cancel()
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("the update gives %v, want %v", err, context.Canceled)
	}
	test("context")

	// Whatever was left behind must not be taken for what comes now.
	fresh := triple("fresh", "p0", "o0")
	add(t, s, fresh)
	holds(t, s, append([]quad.Quad{fresh}, before...)...)
}

func testEndedContexts(t suite) {
	s := t.open(t)
	add(t, s, numbered(2000)...)
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.View(ended, func(graph.Snapshot) error { t.Error("view ran"); return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("View gives %v", err)
	}
	if err := s.Update(ended, func(graph.Tx) error { t.Error("update ran"); return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("Update gives %v", err)
	}

	ctx, cancel := context.WithCancel(t.Context())
	must(t, s.View(ctx, func(snap graph.Snapshot) error {
		c := snap.Scan(graph.Row{}, graph.SPOG)
		c.Next()
		cancel()
		n := 1
		for c.Next() {
			n++
		}
		if n == 2000 || !errors.Is(c.Err(), context.Canceled) {
			t.Errorf("the walk went on for %d rows and ended with %v", n, c.Err())
		}
		return c.Close()
	}))

	ctx, cancel = context.WithCancel(t.Context())
	err := s.Update(ctx, func(tx graph.Tx) error {
		cancel()
		n, err := tx.Add(triple("too", "late", "x"))
		if n != 0 || err == nil {
			t.Errorf("adding gives %d, %v after the end", n, err)
		}
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("Update gives %v", err)
	}

	// A writer that waits for its turn gives up.
	update(t, s, func(graph.Tx) {
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- s.Update(ctx, func(graph.Tx) error { return nil }) }()
		cancel()
		if err := <-done; !errors.Is(err, context.Canceled) {
			t.Errorf("the waiting update gives %v", err)
		}
	})
	view(t, s, func(snap graph.Snapshot) {
		if snap.Len() != 2000 {
			t.Errorf("Len is %d, want 2000", snap.Len())
		}
	})
}

// testManyAtOnce moves money between accounts, so to say: every update leaves
// ten quads under each label, and no reader may see anything else.
func testManyAtOnce(t suite) {
	s := t.open(t)
	batch := func(i int) []quad.Quad {
		made := numbered(10)
		for j := range made {
			made[j].Object = quad.Int(int64(i))
		}
		return made
	}
	add(t, s, batch(0)...)
	var readers, writers sync.WaitGroup
	stop := make(chan struct{})
	for range 3 {
		readers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				err := s.View(t.Context(), func(snap graph.Snapshot) error {
					found := rows(t, snap, graph.Row{}, graph.POSG)
					if len(found) != 10 || snap.Len() != 10 {
						t.Errorf("a reader met %d rows and Len %d, want 10", len(found), snap.Len())
					}
					for _, row := range found {
						if row[graph.Object] != found[0][graph.Object] {
							t.Error("a reader met half an update")
						}
					}
					return nil
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	var mu sync.Mutex
	last := 0
	for range 2 {
		writers.Go(func() {
			for range 50 {
				err := s.Update(t.Context(), func(tx graph.Tx) error {
					mu.Lock() // to number the updates; that they take turns is the store's
					defer mu.Unlock()
					_, err := tx.Remove(batch(last)...)
					if err != nil {
						return err
					}
					last++
					_, err = tx.Add(batch(last)...)
					return err
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	writers.Wait()
	close(stop)
	readers.Wait()
	holds(t, s, batch(100)...)
}

func testClose(t suite) {
	s := t.open(t)
	add(t, s, numbered(3)...)
	must(t, s.Close())
	for what, err := range map[string]error{
		"View":   s.View(t.Context(), func(graph.Snapshot) error { t.Error("view ran"); return nil }),
		"Update": s.Update(t.Context(), func(graph.Tx) error { t.Error("update ran"); return nil }),
		"Close":  s.Close(),
	} {
		if !errors.Is(err, graph.ErrClosed) {
			t.Errorf("%s gives %v, want %v", what, err, graph.ErrClosed)
		}
	}
}

func testCloseWaits(t suite) {
	s := t.open(t)
	add(t, s, numbered(1000)...)
	entered, closed := make(chan struct{}), make(chan error)
	var readers sync.WaitGroup
	readers.Go(func() {
		err := s.View(t.Context(), func(snap graph.Snapshot) error {
			close(entered)
			for range 20 {
				if n := len(rows(t, snap, graph.Row{}, graph.OSPG)); n != 1000 {
					t.Errorf("a view met %d rows while the store closed", n)
				}
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	})
	<-entered
	go func() { closed <- s.Close() }()
	must(t, <-closed)
	readers.Wait()
}
