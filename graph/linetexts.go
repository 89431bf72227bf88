package graph

import (
	"bytes"
	"fmt"
	"slices"
	"sort"
	"sync"

	"bibgraph/graph/quad"
)

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

// index gives the index in sorted of a rank.
func (t *texts) index(rank uint32) int {
	if rank > t.stop {
		rank--
	}
	return int(rank)
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

// ranks gives the ranks of a row but for its subject.
func (t *texts) ranks(r Row) (ranks ranked, err error) {
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
