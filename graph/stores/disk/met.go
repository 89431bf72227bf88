package disk

import (
	"math/bits"

	"bibgraph/graph"
)

// met finds the IDs of the terms that a bulk load has met. It keeps no text: a
// term is told from others by 88 bits of its hashes, of which one is made with
// the store's secret and the other with one of the process. That two of a
// hundred million terms have the same is less likely than one in 10^10.
//
// The terms are in shards by the first bits of their hash, each a table with the
// terms near the place that the next bits give.
type met [1 << shardBits]metShard

const (
	shardBits  = 6
	smallShard = 1 << 15 // places
)

type metShard struct {
	places  []metTerm
	pointed int // places that hashes point at; the others are behind them
	used    int
}

// metTerm is a term; the zero one is a free place.
type metTerm struct {
	hash   uint64 // of the dictionary
	packed uint64 // 24 bits of the other hash, and the ID
}

func (t metTerm) id() graph.ID { return graph.ID(t.packed & maxID) }

// metTermBytes is what a place takes.
const metTermBytes = 16

// bytes is the memory that the table takes.
func (m *met) bytes() int {
	n := 0
	for i := range m {
		n += len(m[i].places)
	}
	return n * metTermBytes
}

// touch reads the places where terms will be looked for, one independent of the
// other, so that the processor waits for all of them at once. What it gives is of
// use only in that it must be made.
func (m *met) touch(hashes []uint64) (seen uint64) {
	for _, hash := range hashes {
		if s := &m[hash>>(64-shardBits)]; len(s.places) > 0 {
			seen ^= s.places[s.place(hash)].packed
		}
	}
	return seen
}

// find gives the place of a term, which is free if the term is not there. It is
// valid until the next call.
func (m *met) find(hash uint64, other uint32) *metTerm {
	s := &m[hash>>(64-shardBits)]
	check := uint64(other) << (8 * idBytes)
	for {
		if 5*s.used >= 4*s.pointed {
			s.grow()
		}
		for place := s.place(hash); place < len(s.places); place++ {
			t := &s.places[place]
			if t.packed == 0 || t.hash == hash && t.packed&^maxID == check {
				return t
			}
		}
		s.grow()
	}
}

// fill puts a term into its place.
func (m *met) fill(t *metTerm, hash uint64, other uint32, id graph.ID) {
	*t = metTerm{hash, uint64(other)<<(8*idBytes) | uint64(id)}
	m[hash>>(64-shardBits)].used++
}

// place is where a term is looked for first: the places are in the sequence of
// the hashes.
func (s *metShard) place(hash uint64) int {
	high, _ := bits.Mul64(hash<<shardBits, uint64(s.pointed))
	return int(high)
}

// grow makes the table larger, twice as large while it is small, until all have
// a place.
func (s *metShard) grow() {
	old := s.places
	s.pointed = max(8, s.pointed+max(s.pointed/2, min(s.pointed, smallShard)))
	s.places = make([]metTerm, s.pointed+min(8+s.pointed/16, 64))
	for _, t := range old {
		if t.packed == 0 {
			continue
		}
		place := s.place(t.hash)
		for s.places[place].packed != 0 {
			if place++; place == len(s.places) {
				s.places = append(s.places, metTerm{}) // more than spare have one place
			}
		}
		s.places[place] = t
	}
}
