package disk

import (
	"cmp"
	"iter"
	"maps"
	"slices"

	"bibgraph/graph"
)

// maxKnown is how many terms an update that is written in pieces remembers
// from one to the next, to find their IDs faster.
const maxKnown = 1 << 16

// What things take in memory, about.
const (
	rowBytes   = 80  // a fresh row
	termBytes  = 120 // a fresh term, but for its text
	knownBytes = 120 // a known term, but for its text
)

// fresh is what an update has added and what no table and no batch has yet.
type fresh struct {
	rows   map[graph.Row]struct{}
	terms  []freshTerm
	reused []graph.ID // of terms that no quad used any more
	bytes  int        // of memory, about
}

// freshTerm is a term that is new in the dictionary.
type freshTerm struct {
	found          // ids are those with its hash before it
	variant []byte // key that makes it a variant, if it is one
}

// value is what id2term says of the term.
func (t freshTerm) value() []byte {
	if t.inline {
		return nil
	}
	return t.encoded[1:]
}

func (f *fresh) has(row graph.Row) bool {
	_, ok := f.rows[row]
	return ok
}

func (f *fresh) add(row graph.Row) {
	if f.rows == nil {
		f.rows = map[graph.Row]struct{}{}
	}
	f.rows[row] = struct{}{}
	f.bytes += rowBytes
}

// list gives the rows, sorted.
func (f *fresh) list() []graph.Row {
	return slices.SortedFunc(maps.Keys(f.rows), graph.SPOG.Compare)
}

// byHash gives the terms in the order of their hashes, those with one hash
// together, with all IDs that have it from now on. Inline terms, which have no
// hash, come one by one, first.
func (f *fresh) byHash() iter.Seq2[[]byte, []freshTerm] {
	slices.SortFunc(f.terms, func(a, b freshTerm) int {
		return cmp.Or(slices.Compare(a.key, b.key), cmp.Compare(a.id, b.id))
	})
	return func(yield func([]byte, []freshTerm) bool) {
		for rest := f.terms; len(rest) > 0; {
			n := 1
			for n < len(rest) && !rest[0].inline && slices.Equal(rest[n].key, rest[0].key) {
				n++
			}
			var ids []byte
			if !rest[0].inline {
				ids = slices.Clone(rest[0].ids)
				for _, term := range rest[:n] {
					ids = appendID(ids, term.id)
				}
			}
			if !yield(ids, rest[:n]) {
				return
			}
			rest = rest[n:]
		}
	}
}
