package graph

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"runtime"
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

// read reads all terms, on all processors where the snapshot walks over parts.
func (t *texts) read() error {
	walk, parts := func(_, _ int, f func(ID, quad.Term) error) error { return walkTerms(t.snap, f) }, 1
	if walker, ok := t.snap.(TermWalker); ok {
		walk, parts = walker.WalkTerms, runtime.GOMAXPROCS(0)
	}
	read := make([]texts, parts)
	failures := make([]error, parts)
	var running sync.WaitGroup
	for i := range read {
		room := int(t.snap.NodeCount())
		if i > 0 {
			room = room/parts + 1 // the first part takes all in the end
		}
		running.Go(func() {
			read[i] = texts{ids: make([]ID, 0, room), ends: make([]int, 0, room), text: make([]byte, 0, room*usualText), bad: map[ID]bool{}}
			failures[i] = walk(i, parts, read[i].add)
		})
	}
	running.Wait()
	t.ids, t.ends, t.text, t.bad = read[0].ids, read[0].ends, read[0].text, read[0].bad
	for _, more := range read[1:] {
		before := len(t.text)
		t.ids, t.text = append(t.ids, more.ids...), append(t.text, more.text...)
		for _, end := range more.ends {
			t.ends = append(t.ends, before+end)
		}
		maps.Copy(t.bad, more.bad)
	}
	for c := range t.starts {
		t.starts[c] = sort.Search(len(t.ids), func(i int) bool { return t.ids[i].Class() >= Class(c) })
	}
	return errors.Join(failures...)
}

// add adds a term.
func (t *texts) add(id ID, term quad.Term) error {
	if term.Check() != nil {
		t.bad[id] = true
	}
	t.ids = append(t.ids, id)
	t.text = term.Append(t.text)
	t.ends = append(t.ends, len(t.text))
	return nil
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
	list := make([]keyed, len(t.ids))
	for i := range list {
		list[i].place = uint32(i)
	}
	half := len(list) / 2
	var other sync.WaitGroup
	other.Go(func() { t.sortFrom(list[:half], 0) })
	t.sortFrom(list[half:], 0)
	other.Wait()
	merged := make([]uint32, 0, len(list))
	for a, b := list[:half], list[half:]; len(a)+len(b) > 0; {
		if len(b) == 0 || len(a) > 0 && bytes.Compare(t.of(a[0].place), t.of(b[0].place)) < 0 {
			merged, a = append(merged, a[0].place), a[1:]
		} else {
			merged, b = append(merged, b[0].place), b[1:]
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
