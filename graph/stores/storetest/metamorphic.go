package storetest

import (
	"errors"
	"flag"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"bibgraph/graph"
	"bibgraph/graph/quad"
)

// Metamorphic does the same random things to a store that lasts and to another,
// the model, which must answer the same. The store is opened again and again,
// by what open draws: whatever options it has may change how it works and
// never what it answers.
func Metamorphic(t *testing.T, model func() graph.Store, open func(r *rapid.T) Open) {
	t.Helper()
	fewerChecks(t)
	rapid.Check(t, func(r *rapid.T) {
		p := &pair{tb: t, open: open, place: filepath.Join(t.TempDir(), "store"), model: model()}
		p.reopen(r)
		defer func() {
			if err := errors.Join(p.store.Close(), p.model.Close()); err != nil {
				r.Fatal(err)
			}
		}()
		r.Repeat(map[string]func(*rapid.T){
			"update": p.update,
			"bulk":   p.bulk,
			"blocks": p.blocks,
			"probe":  p.probe,
			"reopen": p.reopen,
			"tidy":   p.compact,
			"":       p.agree,
		})
		p.all(r)
	})
}

// fewerChecks has rapid run fewer checks than it does by default, as each opens
// the store many times. -rapid.checks says otherwise.
func fewerChecks(t *testing.T) {
	t.Helper()
	checks := flag.Lookup("rapid.checks")
	if before := checks.Value.String(); before == checks.DefValue {
		must(t, checks.Value.Set("20"))
		t.Cleanup(func() { must(t, checks.Value.Set(before)) })
	}
}

// pair is a store and its model.
type pair struct {
	tb           testing.TB
	open         func(r *rapid.T) Open
	place        string
	store, model graph.Store
}

// pool is what random quads are made of: few terms, so that quads meet.
var pool = struct{ nodes, predicates, objects, labels []quad.Term }{
	nodes:      []quad.Term{iri("a"), iri("b"), iri("c"), quad.Blank("a"), quad.Blank("b")},
	predicates: []quad.Term{iri("p"), iri("q"), iri("a")},
	objects: []quad.Term{
		iri("a"), iri("c"), quad.Blank("a"), quad.String("a"), quad.Lang("a", "en"), quad.Lang("а", "ru"), quad.String(""),
		quad.Int(1), quad.Typed("01", quad.XSDInteger), quad.Int(-7), quad.Typed("1999", quad.XSDGYear),
		quad.Typed("1999-01-31", quad.XSDDate), quad.Bool(true), quad.Typed("1", quad.XSDBoolean),
	},
	labels: []quad.Term{{}, iri("g"), iri("a"), quad.Blank("g")},
}

func drawQuad(r *rapid.T) quad.Quad {
	return quad.Quad{
		Subject:   rapid.SampledFrom(pool.nodes).Draw(r, "s"),
		Predicate: rapid.SampledFrom(pool.predicates).Draw(r, "p"),
		Object:    rapid.SampledFrom(pool.objects).Draw(r, "o"),
		Label:     rapid.SampledFrom(pool.labels).Draw(r, "g"),
	}
}

// bulkQuads are more than fit one page or batch, some of them in the pool.
func bulkQuads(from, n int) []quad.Quad {
	made := make([]quad.Quad, n)
	for i := range made {
		k := from + i
		made[i] = quad.Quad{
			Subject:   iri(fmt.Sprintf("bulk%d", k/7)),
			Predicate: pool.predicates[k%len(pool.predicates)],
			Object:    quad.Int(int64(k % 50)),
			Label:     pool.labels[k%2],
		}
		if k%5 == 0 {
			made[i].Object = pool.objects[k/5%len(pool.objects)]
		}
	}
	return made
}

// both does one update to both. What f returns must be the same.
func (p *pair) both(r *rapid.T, f func(tx graph.Tx) (string, error)) {
	var told [2]string
	var failed [2]error
	for i, s := range []graph.Store{p.store, p.model} {
		failed[i] = s.Update(p.tb.Context(), func(tx graph.Tx) (err error) {
			told[i], err = f(tx)
			return err
		})
	}
	if told[0] != told[1] || !errors.Is(failed[0], failed[1]) {
		r.Fatalf("the store says %s, %v; the model %s, %v", told[0], failed[0], told[1], failed[1])
	}
}

// change is one call of an update.
type change struct {
	remove bool
	quads  []quad.Quad
}

func (c change) make(tx graph.Tx) (int, error) {
	if c.remove {
		return tx.Remove(c.quads...)
	}
	return tx.Add(c.quads...)
}

// update adds and removes a few quads, looks at what it has done, and may fail.
func (p *pair) update(r *rapid.T) {
	changes := rapid.SliceOfN(rapid.Custom(func(r *rapid.T) change {
		return change{rapid.Bool().Draw(r, "remove"), rapid.SliceOfN(rapid.Custom(drawQuad), 0, 12).Draw(r, "quads")}
	}), 1, 4).Draw(r, "changes")
	abort := rapid.IntRange(0, 4).Draw(r, "abort") == 0
	look := rapid.Bool().Draw(r, "look")
	p.both(r, func(tx graph.Tx) (told string, err error) {
		for _, c := range changes {
			n, err := c.make(tx)
			if err != nil {
				return told, err
			}
			told += fmt.Sprintf("%d ", n)
			if look {
				told += fmt.Sprint(tx.Len(), tx.NodeCount(), lines(tx, graph.Row{}, graph.OSPG))
			}
		}
		if abort {
			return told, errAbort
		}
		return told, nil
	})
}

// bulk adds or removes many quads.
func (p *pair) bulk(r *rapid.T) {
	c := change{rapid.IntRange(0, 2).Draw(r, "remove") == 0, bulkQuads(rapid.IntRange(0, 400).Draw(r, "from"), rapid.IntRange(1, 400).Draw(r, "n"))}
	abort := rapid.IntRange(0, 4).Draw(r, "abort") == 0
	p.both(r, func(tx graph.Tx) (string, error) {
		n, err := c.make(tx)
		if err == nil && abort {
			err = errAbort
		}
		return strconv.Itoa(n), err
	})
}

// blocks adds many quads in the store's own way.
func (p *pair) blocks(r *rapid.T) {
	quads := bulkQuads(rapid.IntRange(0, 400).Draw(r, "from"), rapid.IntRange(1, 400).Draw(r, "n"))
	size, abort := rapid.IntRange(1, 100).Draw(r, "size"), rapid.IntRange(0, 4).Draw(r, "abort") == 0
	var added [2]int
	for i, s := range []graph.Store{p.store, p.model} {
		n, err := graph.AddBlocks(p.tb.Context(), s, func(yield func(*quad.Block, error) bool) {
			for some := range slices.Chunk(quads, size) {
				if !yield(blockOf(some), nil) {
					return
				}
			}
			if abort {
				yield(nil, errAbort)
			}
		})
		if abort != errors.Is(err, errAbort) || !abort && err != nil {
			r.Fatalf("adding gives %v", err)
		}
		if !abort {
			added[i] = n
		}
	}
	if added[0] != added[1] {
		r.Fatalf("the store says %d, the model %d", added[0], added[1])
	}
}

// reopen closes the store and opens it in another way.
func (p *pair) reopen(r *rapid.T) {
	for _, readOnly := range []bool{true, false} {
		if p.store != nil {
			if err := p.store.Close(); err != nil {
				r.Fatal(err)
			}
		} else if readOnly {
			continue
		}
		var err error
		if p.store, err = p.open(r)(p.tb.Context(), p.place, readOnly); err != nil {
			r.Fatal(err)
		}
		p.agree(r)
	}
}

// compact tidies the store up, if it knows how.
func (p *pair) compact(r *rapid.T) {
	s, ok := p.store.(graph.Compacter)
	if !ok {
		return
	}
	if err := s.Compact(p.tb.Context(), nil); err != nil {
		r.Fatal(err)
	}
}

// agree compares what is cheap.
func (p *pair) agree(r *rapid.T) {
	p.compare(r, func(snap graph.Snapshot) string { return fmt.Sprint(snap.Len(), snap.NodeCount()) })
}

// compare asks both the same.
func (p *pair) compare(r *rapid.T, f func(graph.Snapshot) string) {
	var told [2]string
	for i, s := range []graph.Store{p.store, p.model} {
		err := s.View(p.tb.Context(), func(snap graph.Snapshot) error {
			told[i] = f(snap)
			return nil
		})
		if err != nil {
			r.Fatal(err)
		}
	}
	if told[0] != told[1] {
		r.Fatalf("the store says\n%s\nthe model\n%s", told[0], told[1])
	}
}

// probe asks for one pattern in one order, and for its terms.
func (p *pair) probe(r *rapid.T) {
	like := drawQuad(r)
	if rapid.Bool().Draw(r, "of many") {
		like = bulkQuads(rapid.IntRange(0, 800).Draw(r, "which"), 1)[0]
	}
	mask := rapid.IntRange(0, 15).Draw(r, "bound")
	order := rapid.SampledFrom(graph.Orders[:]).Draw(r, "order")
	seek := rapid.Float64Range(0, 1).Draw(r, "seek")
	p.compare(r, func(snap graph.Snapshot) string {
		var pattern graph.Row
		told := ""
		for i, term := range like.Terms() {
			id, known, err := snap.Lookup(term)
			variants, err2 := snap.Variants(term)
			told += fmt.Sprintln(term, known, len(variants), err, err2)
			if mask>>i&1 != 0 {
				if !known {
					return told
				}
				pattern[i] = id
			}
		}
		count, err := snap.Count(pattern)
		told += fmt.Sprintln(count, err, lines(snap, pattern, order), seeks(snap, pattern, order, seek))
		if n := snap.Estimate(pattern); (n == 0) != (count == 0) || n < 0 || count <= 64 && n != count && leads(pattern) {
			told += fmt.Sprintf("%d rows of %v are estimated as %d", count, pattern, n)
		}
		return told
	})
}

// leads tells whether what the pattern binds leads an order.
func leads(pattern graph.Row) bool {
	bound := 0
	for _, id := range pattern {
		if id != 0 {
			bound++
		}
	}
	return graph.OrderFor(pattern).Prefix(pattern) == bound
}

// lines gives the quads of a scan as sorted lines, and says when the scan was
// not sorted itself.
func lines(snap graph.Snapshot, pattern graph.Row, order graph.Order) string {
	var found []string
	var last graph.Row
	c := snap.Scan(pattern, order)
	for ; c.Next(); last = c.Row() {
		if order.Compare(last, c.Row()) >= 0 {
			return fmt.Sprintf("%v comes before %v in %s", last, c.Row(), order)
		}
		var q [4]string
		for i, id := range c.Row() {
			term, err := snap.Term(id)
			if err != nil {
				return err.Error()
			}
			q[i] = term.String()
		}
		found = append(found, fmt.Sprint(q))
	}
	if err := errors.Join(c.Err(), c.Close()); err != nil {
		return err.Error()
	}
	slices.Sort(found)
	return fmt.Sprintf("%d: %q", len(found), found)
}

// seeks holds Seek to what Next gives: to a row of the scan at a share of its
// way, to just behind it, and past all. It is empty if that is so.
func seeks(snap graph.Snapshot, pattern graph.Row, order graph.Order, share float64) string {
	var all []graph.Row
	c := snap.Scan(pattern, order)
	for c.Next() {
		all = append(all, c.Row())
	}
	err := errors.Join(c.Err(), c.Close())
	if len(all) == 0 || err != nil {
		return fmt.Sprint(err)
	}
	at := int(share * float64(len(all)-1))
	behind := all[at]
	behind[order.Positions()[3]]++
	c = snap.Scan(pattern, order)
	defer c.Close() //nolint:errcheck // it was only read
	if !c.Seek(all[at]) || c.Row() != all[at] {
		return fmt.Sprintf("Seek to %v, row %d, gives %v, %v", all[at], at, c.Row(), c.Err())
	}
	if ok := c.Seek(behind); ok != (at+1 < len(all)) || ok && c.Row() != all[at+1] {
		return fmt.Sprintf("Seek to behind %v, row %d of %d, gives %v, %v %v", all[at], at, len(all), ok, c.Row(), c.Err())
	}
	return fmt.Sprint(c.Err())
}

// all compares everything and holds the store to be sound.
func (p *pair) all(r *rapid.T) {
	for _, order := range graph.Orders {
		p.compare(r, func(snap graph.Snapshot) string { return lines(snap, graph.Row{}, order) })
	}
	if Sound(p.tb, p.store); p.tb.Failed() {
		r.Fatal("the store is not sound")
	}
}
