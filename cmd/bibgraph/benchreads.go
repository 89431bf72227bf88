package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"time"

	"bibgraph/graph"
	"bibgraph/graph/vocab"
)

// samples is how many rows the figures of single look-ups are the mean of.
const samples = 500

// read measures what queries do with a snapshot.
func (r *storeReport) read(ctx context.Context, snap graph.Snapshot) error {
	for _, order := range graph.Orders {
		took, err := r.best(func() (time.Duration, error) {
			start := time.Now()
			rows, err := walk(snap.Scan(graph.Row{}, order))
			if err == nil && int64(rows) != snap.Len() {
				err = fmt.Errorf("a scan by %s gives %d of %d quads", order, rows, snap.Len())
			}
			return time.Since(start), err
		})
		if err != nil {
			return err
		}
		r.atLeast(40, "M quads/s", "scan by "+order.String(), float64(snap.Len())/took.Seconds()/1e6, "one core")
	}
	sample, err := spread(snap, samples)
	if err != nil {
		return err
	}
	for _, measure := range []func(graph.Snapshot, []graph.Row) error{r.counts, r.existence, r.stars} {
		if err := errors.Join(ctx.Err(), measure(snap, sample)); err != nil {
			return err
		}
	}
	return r.citations(snap)
}

// walk counts what a cursor has.
func walk(c graph.Cursor) (rows int, err error) {
	for c.Next() {
		rows++
	}
	return rows, errors.Join(c.Err(), c.Close())
}

// spread gives n rows from all over the store, in no order.
func spread(snap graph.Snapshot, n int) (sample []graph.Row, err error) {
	c := snap.Scan(graph.Row{}, graph.SPOG)
	step := max(1, int(snap.Len())/n)
	for i := 0; c.Next(); i++ {
		if i%step == step/2 {
			sample = append(sample, c.Row())
		}
	}
	shuffle := rand.New(rand.NewPCG(1, 1)) //nolint:gosec // the same each time
	shuffle.Shuffle(len(sample), func(i, j int) { sample[i], sample[j] = sample[j], sample[i] })
	return sample, errors.Join(c.Err(), c.Close())
}

// mean measures what f does with one row of the sample, in microseconds.
func (r *storeReport) mean(sample []graph.Row, f func(i int, row graph.Row) error) (float64, error) {
	shortest := math.Inf(1)
	for start := time.Now(); math.IsInf(shortest, 1) || time.Since(start) < r.patience; {
		began, done := time.Now(), 0
		for ; done < len(sample) && (done == 0 || time.Since(start) < 2*r.patience); done++ {
			if err := f(done, sample[done]); err != nil {
				return 0, err
			}
		}
		shortest = min(shortest, time.Since(began).Seconds()*1e6/float64(done))
	}
	return shortest, nil
}

// counts measures exact counts of every prefix of every order, and gives the
// slowest.
func (r *storeReport) counts(snap graph.Snapshot, sample []graph.Row) error {
	slowest, of, sum, n := 0.0, "", 0.0, 0
	for _, order := range graph.Orders {
		positions := order.Positions()
		for bound := 1; bound < len(positions); bound++ {
			took, err := r.mean(sample, func(_ int, row graph.Row) error {
				var pattern graph.Row
				for _, position := range positions[:bound] {
					pattern[position] = row[position]
				}
				rows, err := snap.Count(pattern)
				if err == nil && rows == 0 {
					err = fmt.Errorf("no row matches %v, which %v does", pattern, row)
				}
				return err
			})
			if err != nil {
				return err
			}
			if took > slowest {
				slowest, of = took, order.String()[:bound]
			}
			sum, n = sum+took, n+1
		}
	}
	r.atMost(1, "µs", "count of a bound prefix, the slowest", slowest, fmt.Sprintf("%s; the mean of all is %.2f", of, sum/float64(n)))
	return nil
}

// existence measures asking for single quads, half of which are not there.
func (r *storeReport) existence(snap graph.Snapshot, sample []graph.Row) error {
	took, err := r.mean(sample, func(i int, row graph.Row) error {
		if i%2 == 0 {
			row[graph.Object] = sample[(i+1)%len(sample)][graph.Object]
		}
		rows, err := snap.Count(row)
		if err == nil && i%2 != 0 && rows != 1 {
			err = fmt.Errorf("row %v is there %d times", row, rows)
		}
		return err
	})
	r.atMost(2, "µs", "existence of a quad", took, "half of them are there")
	return err
}

// stars measures the rows of one subject.
func (r *storeReport) stars(snap graph.Snapshot, sample []graph.Row) error {
	found, asked := 0, 0
	took, err := r.mean(sample, func(_ int, row graph.Row) error {
		rows, err := walk(snap.Scan(graph.Row{graph.Subject: row[graph.Subject]}, graph.SPOG))
		found, asked = found+rows, asked+1
		return err
	})
	r.atMost(4, "µs", "star of one subject", took, fmt.Sprintf("%.0f rows on average", float64(found)/float64(max(asked, 1))))
	return err
}

// What the targets of citations were set for: a work cited so often, and a
// work whose references are cited so often.
const (
	citingRows    = 283
	couplingPaths = 17_194
)

// citations measures walks along citations, or along another predicate where
// the data has none.
func (r *storeReport) citations(snap graph.Snapshot) error {
	link, err := linkOf(snap)
	if err != nil {
		return err
	}
	cited, citing, err := famous(snap, link)
	if err != nil {
		return err
	}
	for _, c := range []struct {
		name   string
		target float64
		walk   func() (int, error)
	}{
		{"works citing X", 0.1, func() (int, error) { return walk(snap.Scan(graph.Row{0, link, cited, 0}, graph.POSG)) }},
		{"co-citation with X", 0.2, func() (int, error) { return coCitation(snap, link, cited) }},
		{"coupling of W", 2, func() (int, error) { return coupling(snap, link, citing) }},
	} {
		paths := 0
		took, err := r.best(func() (time.Duration, error) {
			start := time.Now()
			var err error
			paths, err = c.walk()
			return time.Since(start), err
		})
		if err != nil {
			return err
		}
		r.atMost(c.target, "ms", c.name, took.Seconds()*1e3, fmt.Sprintf("%d paths", paths))
	}
	return nil
}

// coCitation walks from a work to who cites it, and on to all that they cite.
func coCitation(snap graph.Snapshot, link, work graph.ID) (paths int, err error) {
	citing, cited := snap.Scan(graph.Row{0, link, work, 0}, graph.POSG), snap.Scan(graph.Row{}, graph.SPOG)
	for citing.Next() {
		subject := citing.Row()[graph.Subject]
		for ok := cited.Seek(graph.Row{subject, link, 0, 0}); ok; ok = cited.Next() {
			if row := cited.Row(); row[graph.Subject] != subject || row[graph.Predicate] != link {
				break
			}
			paths++
		}
	}
	return paths, errors.Join(citing.Err(), cited.Err(), citing.Close(), cited.Close())
}

// coupling walks from a work to what it cites, and back to all who cite that.
func coupling(snap graph.Snapshot, link, work graph.ID) (paths int, err error) {
	cited, citing := snap.Scan(graph.Row{work, link, 0, 0}, graph.SPOG), snap.Scan(graph.Row{}, graph.POSG)
	for cited.Next() {
		object := cited.Row()[graph.Object]
		for ok := citing.Seek(graph.Row{0, link, object, 0}); ok; ok = citing.Next() {
			if row := citing.Row(); row[graph.Object] != object || row[graph.Predicate] != link {
				break
			}
			paths++
		}
	}
	return paths, errors.Join(cited.Err(), citing.Err(), cited.Close(), citing.Close())
}

// linkOf gives the predicate to walk along: that of citations, or the one by
// which a node is named about as often as the targets have it.
func linkOf(snap graph.Snapshot) (graph.ID, error) {
	if id, ok, err := snap.Lookup(vocab.CitoCites); ok || err != nil {
		return id, err
	}
	type pair struct{ predicate, object graph.ID }
	var link, at pair
	least, times := math.MaxInt, 0
	c := snap.Scan(graph.Row{}, graph.POSG)
	for ok := true; ok; {
		ok = c.Next()
		row := c.Row()
		now := pair{row[graph.Predicate], row[graph.Object]}
		if ok && now == at {
			times++
			continue
		}
		class := at.object.Class()
		if off := max(times-citingRows, citingRows-times); (class == graph.ClassIRI || class == graph.ClassBlank) && off < least {
			link, least = at, off
		}
		at, times = now, 1
	}
	err := errors.Join(c.Err(), c.Close())
	if link.predicate == 0 && err == nil {
		err = errors.New("no predicate of the data leads from one node to another")
	}
	return link.predicate, err
}

// famous gives the work that is cited about as often as the targets have it,
// and the work whose references are.
func famous(snap graph.Snapshot, link graph.ID) (cited, citing graph.ID, err error) {
	times := map[graph.ID]int{}
	c := snap.Scan(graph.Row{0, link, 0, 0}, graph.POSG)
	for c.Next() {
		times[c.Row()[graph.Object]]++
	}
	if err := errors.Join(c.Err(), c.Close()); err != nil {
		return 0, 0, err
	}
	paths := map[graph.ID]int{}
	c = snap.Scan(graph.Row{0, link, 0, 0}, graph.SPOG)
	for c.Next() {
		paths[c.Row()[graph.Subject]] += times[c.Row()[graph.Object]]
	}
	return nearest(times, citingRows), nearest(paths, couplingPaths), errors.Join(c.Err(), c.Close())
}

// nearest gives the ID whose number is nearest to the one wanted, the first of
// several.
func nearest(numbers map[graph.ID]int, wanted int) (id graph.ID) {
	least := math.MaxInt
	for candidate, n := range numbers {
		off := max(n-wanted, wanted-n)
		if off < least || off == least && candidate < id {
			id, least = candidate, off
		}
	}
	return id
}
