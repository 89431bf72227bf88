package graph

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"sort"
	"sync"

	"bibgraph/graph/quad"
)

// TermWalker is a snapshot that gives its terms faster one after the other than
// Term gives each.
type TermWalker interface {
	// WalkTerms calls f with the IDs that some quad uses, or has used, in their
	// order, and their terms.
	WalkTerms(f func(ID, quad.Term) error) error
}

// WriteLines writes all quads as canonical N-Quads, sorted by Unicode code
// point, so that the same quads always give the same bytes, and tells how many.
// It holds all terms in memory and no quads. A quad that no reading would give
// back is an error.
//
// Sorting the terms is enough: in a line a blank follows each, and it sorts
// before all that a longer term has there. A quad without label has its full
// stop there, between literals and all else.
func WriteLines(w io.Writer, snap Snapshot) (int, error) {
	texts := &texts{snap: snap}
	if err := texts.read(); err != nil {
		return 0, err
	}
	texts.sort()
	return texts.write(w)
}

// texts are the terms of a snapshot as they stand in a line. Places count terms
// by their IDs.
type texts struct {
	snap   Snapshot
	ids    []ID
	ends   []int // of the terms in text
	text   []byte
	sorted []uint32 // places, by text
	rank   []uint32 // of the places
	stop   uint32   // the rank of a full stop; ranks before are places in sorted, those behind one less
	bad    map[ID]bool
	starts [1 << 4]int // places where the classes start
}

// usualText is how long terms are, about.
const usualText = 64

// read reads all terms.
func (t *texts) read() error {
	walk := func(f func(ID, quad.Term) error) error { return walkTerms(t.snap, f) }
	if walker, ok := t.snap.(TermWalker); ok {
		walk = walker.WalkTerms
	}
	t.bad = map[ID]bool{}
	n := int(t.snap.NodeCount())
	t.ids, t.ends, t.text = make([]ID, 0, n), make([]int, 0, n), make([]byte, 0, n*usualText)
	err := walk(func(id ID, term quad.Term) error {
		if term.Check() != nil {
			t.bad[id] = true
		}
		t.ids = append(t.ids, id)
		t.text = term.Append(t.text)
		t.ends = append(t.ends, len(t.text))
		return nil
	})
	for c := range t.starts {
		t.starts[c] = sort.Search(len(t.ids), func(i int) bool { return t.ids[i].Class() >= Class(c) })
	}
	return err
}

// walkTerms is WalkTerms for any snapshot.
func walkTerms(snap Snapshot, f func(ID, quad.Term) error) error {
	some := make([]ID, 0, 1024)
	for last, more := ID(0), true; more; {
		ids, err := snap.Nodes(some, last)
		if err != nil {
			return err
		}
		for _, id := range ids {
			term, err := snap.Term(id)
			if err != nil {
				return err
			}
			if err := f(id, term); err != nil {
				return err
			}
			last = id
		}
		more = len(ids) == cap(some)
	}
	return nil
}

// of gives the text of a place.
func (t *texts) of(place uint32) []byte {
	if place == 0 {
		return t.text[:t.ends[0]]
	}
	return t.text[t.ends[place-1]:t.ends[place]]
}

// place gives the place of an ID: numbers of a class have no gaps, values have.
func (t *texts) place(id ID) (uint32, error) {
	at := t.starts[id.Class()]
	if guess := at + int(id.Number()); guess < len(t.ids) && t.ids[guess] == id {
		return uint32(guess), nil
	}
	found, ok := slices.BinarySearch(t.ids[at:], id)
	if !ok {
		return 0, fmt.Errorf("%w: %d is in a quad", ErrUnknownID, id)
	}
	return uint32(at + found), nil
}

// sort sorts the places.
func (t *texts) sort() {
	t.sorted = make([]uint32, len(t.ids))
	for i := range t.sorted {
		t.sorted[i] = uint32(i)
	}
	half := len(t.sorted) / 2
	var other sync.WaitGroup
	compare := func(a, b uint32) int { return bytes.Compare(t.of(a), t.of(b)) }
	other.Go(func() { slices.SortFunc(t.sorted[:half], compare) })
	slices.SortFunc(t.sorted[half:], compare)
	other.Wait()
	merged := make([]uint32, 0, len(t.sorted))
	for a, b := t.sorted[:half], t.sorted[half:]; len(a)+len(b) > 0; {
		if len(b) == 0 || len(a) > 0 && compare(a[0], b[0]) < 0 {
			merged, a = append(merged, a[0]), a[1:]
		} else {
			merged, b = append(merged, b[0]), b[1:]
		}
	}
	t.sorted, t.rank = merged, make([]uint32, len(merged))
	t.stop = uint32(sort.Search(len(merged), func(i int) bool { return t.of(merged[i])[0] > '.' }))
	for i, place := range merged {
		t.rank[place] = uint32(i)
		if t.rank[place] >= t.stop {
			t.rank[place]++
		}
	}
}

// subjectsAtOnce is how many terms one goroutine takes at a time.
const subjectsAtOnce = 1 << 12

// page is the lines of some subjects.
type page struct {
	text  []byte
	lines int
	err   error
}

// write writes the lines subject by subject, some on each processor.
func (t *texts) write(w io.Writer) (n int, err error) {
	workers := runtime.GOMAXPROCS(0)
	todo, made := make(chan func()), make(chan chan page, workers)
	enough := make(chan struct{})
	var running sync.WaitGroup
	defer running.Wait()
	defer close(enough)
	for range workers {
		running.Go(func() {
			for work := range todo {
				work()
			}
		})
	}
	free := make(chan []byte, 2*workers)
	running.Go(func() {
		defer close(todo)
		defer close(made)
		for subjects := range slices.Chunk(t.sorted, subjectsAtOnce) {
			result := make(chan page, 1)
			work := func() {
				var b []byte
				select {
				case b = <-free:
				default:
				}
				result <- t.lines(b[:0], subjects)
			}
			select {
			case made <- result:
			case <-enough:
				return
			}
			select {
			case todo <- work:
			case <-enough:
				return
			}
		}
	})
	for result := range made {
		p := <-result
		if p.err != nil {
			return n, p.err
		}
		if _, err := w.Write(p.text); err != nil {
			return n, err
		}
		n += p.lines
		select {
		case free <- p.text:
		default:
		}
	}
	return n, nil
}

// lines appends the lines of some subjects to b.
func (t *texts) lines(b []byte, subjects []uint32) (p page) {
	p.text = b
	var rows [][3]uint32 // ranks of predicate, object and label
	for _, subject := range subjects {
		rows = rows[:0]
		c := t.snap.Scan(Row{t.ids[subject]}, SPOG)
		for c.Next() && p.err == nil {
			var row [3]uint32
			if row, p.err = t.ranks(c.Row()); p.err == nil {
				rows = append(rows, row)
			}
		}
		if p.err = errors.Join(p.err, c.Err(), c.Close()); p.err != nil {
			return p
		}
		slices.SortFunc(rows, func(a, b [3]uint32) int { return slices.Compare(a[:], b[:]) })
		for _, row := range rows {
			p.text = append(p.text, t.of(subject)...)
			for _, rank := range row {
				switch {
				case rank == t.stop:
					continue
				case rank > t.stop:
					rank--
				}
				p.text = append(append(p.text, ' '), t.of(t.sorted[rank])...)
			}
			p.text = append(p.text, " .\n"...)
		}
		p.lines += len(rows)
	}
	return p
}

// ranks gives the ranks of a row but for its subject.
func (t *texts) ranks(r Row) (ranks [3]uint32, err error) {
	for i, id := range r {
		if len(t.bad) > 0 && t.bad[id] {
			cache := termCache{snapshot: t.snap}
			q, err := cache.quad(r)
			if err == nil {
				err = q.Check()
			}
			return ranks, fmt.Errorf("cannot write a quad: %w", err)
		}
		if i == Subject {
			continue
		}
		if id == NoLabel {
			ranks[i-1] = t.stop
			continue
		}
		place, err := t.place(id)
		if err != nil {
			return ranks, err
		}
		ranks[i-1] = t.rank[place]
	}
	return ranks, nil
}
