package disk

import (
	"encoding/binary"
	"math/bits"

	"bibgraph/graph"
)

// FormatVersion is the version of the format that this program writes. It
// changes whenever an older program could misread what a newer one wrote.
//
// Version 1 is a folder with a marker, a lock and one Pebble database, in
// which every row is a key:
//
//	bibgraph.db/
//	├── STORE     "bibgraph store, format 1\n", written last when a store is made
//	├── LOCK      empty; locked shared by readers, exclusively by a writer
//	└── pebble/   the tables
//
// Numbers are big-endian, an ID is 5 bytes (see graph.ID), and the first byte
// of a key names its table. A term is its class, then, for literals with a tag
// or datatype, the length of that as a uvarint and the tag or datatype itself,
// and last the text. Terms may be long, so they are found by hash (64-bit
// xxHash of the store's secret and the term, so that nobody can make up pages
// full of terms with one hash) and their bytes compared.
//
//	table     key                                      value
//	┌────────┬────┬─────────┐                         ┌─────────────────────────────┐
//	│store   │ 01 │"counts" │                         │ quads, terms of class 1…5,  │
//	│        │    │         │                         │ inline terms, unused terms  │
//	│        │    │         │                         │ 8 bytes each                │
//	│        │ 01 │"secret" │                         │ 32 random bytes             │
//	└────────┴────┴─────────┘                         └─────────────────────────────┘
//	┌────────┬────┬────────┐                          ┌─────────────────────────────┐
//	│id2term │ 02 │ ID     │                          │ term without class; empty   │
//	└────────┴────┴────────┘                          │ for an ID with inline value │
//	                                                  └─────────────────────────────┘
//	┌────────┬────┬────────────┐                      ┌─────────────────────────────┐
//	│term2id │ 03 │ hash 8     │                      │ the IDs with that hash      │
//	└────────┴────┴────────────┘                      └─────────────────────────────┘
//	┌────────┬────┬────────────┬────────┐             ┌───────┐
//	│variants│ 04 │ hash 8     │ ID     │             │ empty │
//	└────────┴────┴────────────┴────────┘             └───────┘
//	  hash of the canonical term, ID of another spelling of it
//	┌────────┬────┬────────────┐                      ┌─────────────────────────────┐
//	│journal │ 05 │ piece 8    │                      │ Pebble batch that undoes    │
//	└────────┴────┴────────────┘                      │ the piece, read backwards   │
//	  only while an update is written in pieces       └─────────────────────────────┘
//	┌────────┬────┬────────┐                          ┌───────┐
//	│unused  │ 06 │ ID     │                          │ empty │
//	└────────┴────┴────────┘                          └───────┘
//	  terms of the dictionary that no quad uses any more
//	┌────────┬────┬────────┐                          ┌─────────────────────────────┐
//	│totals  │ 07 │ P      │                          │ quads with the predicate, 8 │
//	└────────┴────┴────────┘                          └─────────────────────────────┘
//	┌────────┬────┬────────┬────────┬────────┬────────┬───────┐
//	│spog    │ 10 │ S      │ P      │ O      │ G      │ empty │
//	│posg    │ 11 │ P      │ O      │ S      │ G      │ empty │
//	│ospg    │ 12 │ O      │ S      │ P      │ G      │ empty │
//	│gspo    │ 13 │ G      │ S      │ P      │ O      │ empty │
//	└────────┴────┴────────┴────────┴────────┴────────┴───────┘
//	  14–17, 18–1b, 1c–1f, 20–23: the same four of one row in 64, 64², 64³, 64⁴
//
// Every ID that a quad ever used is in id2term. A row is in the sample of level
// n if 6n bits of its hash are zero, so that many rows are counted by few.
const FormatVersion = 1

// Tables, the first byte of a key.
const (
	tableStore    = 0x01
	tableID2Term  = 0x02
	tableTerm2ID  = 0x03
	tableVariants = 0x04
	tableJournal  = 0x05
	tableUnused   = 0x06
	tableTotals   = 0x07
	tableRows     = 0x10 // and after it, an order after the other, a level after the other
)

const (
	idBytes     = 5
	maxID       = 1<<(8*idBytes) - 1
	rowKeyBytes = 1 + 4*idBytes
	sampleBits  = 6 // a level has one row in 64 of the level below
	lastLevel   = 4
)

// Keys of the table of the store.
var (
	countsKey = append([]byte{tableStore}, "counts"...)
	secretKey = append([]byte{tableStore}, "secret"...)
)

const secretBytes = 32

// appendID writes an ID. One that is too large for any store becomes the
// largest there is, which no term has.
func appendID(b []byte, id graph.ID) []byte {
	id = min(id, maxID)
	return append(b, byte(id>>32), byte(id>>24), byte(id>>16), byte(id>>8), byte(id))
}

func readID(b []byte) graph.ID {
	return graph.ID(b[0])<<32 | graph.ID(binary.BigEndian.Uint32(b[1:idBytes]))
}

func idKey(id graph.ID) []byte { return appendID([]byte{tableID2Term}, id) }

func unusedKey(id graph.ID) []byte { return appendID([]byte{tableUnused}, id) }

func totalKey(predicate graph.ID) []byte { return appendID([]byte{tableTotals}, predicate) }

func encodeTotal(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

func hashKey(table byte, hash uint64) []byte {
	return binary.BigEndian.AppendUint64([]byte{table}, hash)
}

func journalKey(piece uint64) []byte {
	return binary.BigEndian.AppendUint64([]byte{tableJournal}, piece)
}

// appendRowKey writes the first n positions of a row in an order, at a level.
func appendRowKey(b []byte, level int, order graph.Order, row graph.Row, n int) []byte {
	b = append(b, tableRows+byte(level*len(graph.Orders))+byte(order))
	ids := order.Permute(row)
	for _, id := range ids[:n] {
		b = appendID(b, id)
	}
	return b
}

// readRowKey reads a row as the order lays it out.
func readRowKey(key []byte) graph.Row {
	return graph.Row{readID(key[1:]), readID(key[6:]), readID(key[11:]), readID(key[16:])}
}

// sampleLevel is the highest level that has the row.
func sampleLevel(row graph.Row) int {
	var h uint64
	for _, id := range row {
		h = (h ^ uint64(id)) * 0x9e3779b97f4a7c15
		h ^= h >> 32
	}
	h *= 0xd6e8feb86659fd93
	h ^= h >> 32
	return min(bits.TrailingZeros64(h)/sampleBits, lastLevel)
}

// after is the first key behind all keys that start with prefix.
func after(prefix []byte) []byte {
	end := append([]byte(nil), prefix...)
	for i := len(end) - 1; i >= 0; i-- {
		if end[i]++; end[i] != 0 {
			return end[:i+1]
		}
	}
	return nil
}

// counts are the totals that every commit writes with its rows.
type counts struct {
	quads  uint64
	terms  [graph.ClassTyped]uint64 // running numbers used, by class, IRIs first
	inline uint64                   // terms with inline value in the dictionary
	unused uint64                   // terms of the dictionary that no quad uses
}

// nodes is how many terms some quad uses.
func (c counts) nodes() uint64 {
	n := c.inline - c.unused
	for _, terms := range c.terms {
		n += terms
	}
	return n
}

// noTerms reports whether the dictionary is empty.
func (c counts) noTerms() bool {
	return c.inline == 0 && c.terms == [graph.ClassTyped]uint64{}
}

// fieldsOf gives the counts in the order in which they are written.
func fieldsOf(c *counts) []*uint64 {
	all := []*uint64{&c.quads}
	for i := range c.terms {
		all = append(all, &c.terms[i])
	}
	return append(all, &c.inline, &c.unused)
}

func (c counts) encode() []byte {
	var b []byte
	for _, n := range fieldsOf(&c) {
		b = binary.BigEndian.AppendUint64(b, *n)
	}
	return b
}

func decodeCounts(b []byte) (counts, bool) {
	var c counts
	fields := fieldsOf(&c)
	if len(b) != 8*len(fields) {
		return c, false
	}
	for i, n := range fields {
		*n = binary.BigEndian.Uint64(b[8*i:])
	}
	return c, true
}
