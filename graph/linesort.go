package graph

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"slices"
)

// keyed is a place with some bytes of its text.
type keyed struct {
	key   uint64
	place uint32
}

const (
	keyBytes = 8
	fewTexts = 16 // are sorted by comparing them
)

// sortFrom sorts texts that are the same up to a depth: by the eight bytes behind
// what all have in common, and those that are the same there by what follows.
// Terms have long beginnings in common, such as that of a site.
func (t *texts) sortFrom(list []keyed, depth int) {
	if len(list) < fewTexts {
		t.compareFrom(list, depth)
		return
	}
	first := t.of(list[0].place)
	same := len(first)
	for _, k := range list[1:] {
		same = min(same, depth+common(first[depth:same], t.of(k.place)[depth:]))
	}
	depth = same
	for i, k := range list {
		var key [keyBytes]byte
		copy(key[:], t.of(k.place)[depth:])
		list[i].key = binary.BigEndian.Uint64(key[:])
	}
	slices.SortFunc(list, func(a, b keyed) int { return cmp.Compare(a.key, b.key) })
	for len(list) > 0 {
		n := 1
		ends := len(t.of(list[0].place)) < depth+keyBytes // its key has bytes that it has not
		for n < len(list) && list[n].key == list[0].key {
			ends = ends || len(t.of(list[n].place)) < depth+keyBytes
			n++
		}
		switch {
		case n == 1:
		case ends:
			t.compareFrom(list[:n], depth)
		default:
			t.sortFrom(list[:n], depth+keyBytes)
		}
		list = list[n:]
	}
}

// compareFrom sorts texts by what follows a depth.
func (t *texts) compareFrom(list []keyed, depth int) {
	slices.SortFunc(list, func(a, b keyed) int {
		return bytes.Compare(t.of(a.place)[depth:], t.of(b.place)[depth:])
	})
}

// common is the length of what a and b have in common at their beginnings.
func common(a, b []byte) int {
	n := min(len(a), len(b))
	for i := range n {
		if a[i] != b[i] {
			return i
		}
	}
	return n
}
