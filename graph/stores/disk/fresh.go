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
func (t *freshTerm) value() []byte {
	if t.inline {
		return nil
	}
	return t.encoded[1:]
}

// add adds a row and reports whether it is new.
func (f *fresh) add(row graph.Row) bool {
	if f.rows == nil {
		f.rows = map[graph.Row]struct{}{}
	}
	had := len(f.rows)
	f.rows[row] = struct{}{}
	if len(f.rows) == had {
		return false
	}
	f.bytes += rowBytes
	return true
}

// list gives the rows in no order.
func (f *fresh) list() []graph.Row {
	return slices.AppendSeq(make([]graph.Row, 0, len(f.rows)), maps.Keys(f.rows))
}

// sortedRows gives the rows as they go into files or tables.
func (f *fresh) sortedRows() freshRows {
	room, rows := &rowRoom{}, make([]packedRow, 0, len(f.rows))
	for row := range f.rows {
		rows = append(rows, pack(row))
	}
	return freshRows{rows: room.sorted(rows), room: room}
}

// sorted gives the terms in some order.
func (f *fresh) sorted(compare func(a, b *freshTerm) int) []*freshTerm {
	terms := make([]*freshTerm, len(f.terms))
	for i := range terms {
		terms[i] = &f.terms[i]
	}
	slices.SortFunc(terms, compare)
	return terms
}

// byHash gives the terms in the order of their hashes, those with one hash
// together, with all IDs that have it from now on. Inline terms, which have no
// hash, come one by one, last.
func (f *fresh) byHash() iter.Seq2[[]byte, []*freshTerm] {
	return func(yield func([]byte, []*freshTerm) bool) {
		rest := f.sorted(func(a, b *freshTerm) int {
			if a.inline != b.inline {
				return cmp.Compare(a.id, b.id) // those with inline value have the higher classes
			}
			return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.id, b.id))
		})
		for len(rest) > 0 {
			first, n := rest[0], 1
			var ids []byte
			if !first.inline {
				for n < len(rest) && rest[n].hash == first.hash {
					n++
				}
				ids = make([]byte, 0, len(first.ids)+n*idBytes)
				ids = append(ids, first.ids...)
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
