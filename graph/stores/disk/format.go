package disk

import (
	"encoding/binary"

	"bibgraph/graph"
	"bibgraph/graph/stores/disk/terms"
)

// FormatVersion is the version of the format that this program writes. It
// changes whenever an older program could misread what a newer one wrote.
//
// Version 3 is a folder with a marker, a lock, sealed files of rows and terms and
// one Pebble database:
//
//	bibgraph.db/
//	├── STORE     "bibgraph store, format 3\n", written last when a store is made
//	├── LOCK      locked shared by readers, exclusively by a writer
//	├── rows/     the base: 7.spog 7.posg 7.ospg 7.gspo 7.terms, of generation 7
//	└── pebble/   the tables
//
// The files of the base (see packages segment and terms) never change. What comes
// and goes after they were written are changes, a key a row and order in Pebble:
// a row that is there besides, or one of the base that is gone. Readers walk over
// both at once, and where there are no changes over the files alone. Terms that
// the file of terms has not are in the tables id2term and term2id; their numbers
// go on where those of the file end. When the changes or these terms are many
// beside the base (see foldAt), and when an update adds many quads, the files are
// written anew with all that is there, under the next generation; what stays as
// it was is linked. They
// are on disk before one write to Pebble names their generation and takes the
// changes away, so that a crash leaves the one or the other; the files that no
// generation names go when the store is next opened for writing.
//
// Version 2 had no file of terms: all were in the tables. Version 1 had no base:
// all its rows were changes, so that it is a store of version 2 but for its
// marker, its shorter counts and tables that nothing reads any more, totals (07)
// and samples (14–23); the first new files end these.
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
//	│        │    │         │                         │ inline terms, unused terms, │
//	│        │    │         │                         │ changes; 8 bytes each       │
//	│        │ 01 │"base"   │                         │ generation, 8 bytes, and 03 │
//	│        │    │         │                         │ if there is a file of terms │
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
//	┌────────┬────┬────────┬────────┬────────┬────────┬──────────────────────────┐
//	│spog    │ 10 │ S      │ P      │ O      │ G      │ empty; 01 if a row of    │
//	│posg    │ 11 │ P      │ O      │ S      │ G      │ the base is gone         │
//	│ospg    │ 12 │ O      │ S      │ P      │ G      │                          │
//	│gspo    │ 13 │ G      │ S      │ P      │ O      │                          │
//	└────────┴────┴────────┴────────┴────────┴────────┴──────────────────────────┘
//	  changes
//
// Every ID that a quad ever used is in the file of terms or in id2term, those
// with inline value always in id2term.
const FormatVersion = 3

// Tables, the first byte of a key.
const (
	tableStore    = 0x01
	tableID2Term  = 0x02
	tableTerm2ID  = 0x03
	tableVariants = 0x04
	tableJournal  = 0x05
	tableUnused   = 0x06
	tableRows     = 0x10 // and after it, an order after the other
	tablesEnd     = 0x24 // of format 1
)

const (
	idBytes     = 5
	maxID       = 1<<(8*idBytes) - 1
	rowKeyBytes = 1 + 4*idBytes
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

// The keys of id2term whose terms have running numbers, which the file of terms
// takes in.
var (
	firstNumbered = idKey(graph.NumberedID(graph.ClassIRI, 0))
	afterNumbered = idKey(graph.NumberedID(graph.ClassTyped+1, 0))
)

func unusedKey(id graph.ID) []byte { return appendID([]byte{tableUnused}, id) }

func hashKey(table byte, hash uint64) []byte {
	return binary.BigEndian.AppendUint64([]byte{table}, hash)
}

func journalKey(piece uint64) []byte {
	return binary.BigEndian.AppendUint64([]byte{tableJournal}, piece)
}

// appendRowKey writes the first n positions of a row in an order.
func appendRowKey(b []byte, order graph.Order, row graph.Row, n int) []byte {
	b = append(b, tableRows+byte(order))
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
	quads   uint64
	terms   [graph.ClassTyped]uint64 // running numbers used, by class, IRIs first
	inline  uint64                   // terms with inline value in the dictionary
	unused  uint64                   // terms of the dictionary that no quad uses
	changes uint64                   // rows that Pebble adds to the files or takes from them
}

// nodes is how many terms some quad uses.
func (c counts) nodes() uint64 {
	return c.all() + c.inline - c.unused
}

// all is how many running numbers are used.
func (c counts) all() (n uint64) {
	for _, terms := range c.terms {
		n += terms
	}
	return n
}

// tabled is how many terms are in tables and not in the file.
func (c counts) tabled(sealed *terms.File) (n uint64) {
	for i, terms := range c.terms {
		n += terms - sealed.Len(graph.Class(i+1))
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
	return append(all, &c.inline, &c.unused, &c.changes)
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
	old := len(b) == 8*(len(fields)-1) // format 1
	if old {
		fields = fields[:len(fields)-1]
	}
	if len(b) != 8*len(fields) {
		return c, false
	}
	for i, n := range fields {
		*n = binary.BigEndian.Uint64(b[8*i:])
	}
	if old {
		c.changes = c.quads // had no files
	}
	return c, true
}
