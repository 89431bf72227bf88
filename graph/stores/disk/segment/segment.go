// Package segment keeps sorted rows in sealed files: pages of delta-coded rows
// behind an index of their first rows. The place of a page tells the ordinals
// of its rows, so that the rows before any other are counted without a walk.
//
// A file holds the rows of one order and never changes once it is finished. A
// file is mapped into memory; pages are decoded without allocation, each behind
// its own checksum, but for those that are sought again, which are kept decoded,
// up to 16 MiB a file. What a store makes of the files, and which of them are
// live, is left to package disk.
//
//	┌───────┬────────┬────────┬───┬─────────┬───────────────────┬────────┐
//	│ magic │ page 0 │ page 1 │ … │ padding │ entry 0 entry 1 … │ footer │
//	└───────┴────────┴────────┴───┴─────────┴───────────────────┴────────┘
//
// An entry has the first row of its page, four IDs of 5 bytes big-endian in the
// sequence of the order, and 5 bytes of the page's place. A page has the other
// rows as bits, the lowest first, and a CRC-32C of the first row and the bits.
// The footer has the number of rows, a chapter for every 512 pages, and
// checksums; it ends with its length. A chapter has the code book of its pages
// and what they first expect.
//
// A row is coded by how it differs from what the rows before it in the page let
// expect: an object from the last one of its predicate, a label from where the
// last label stood to its subject. A code of a few bits names an entry of the
// code book, which tells how many bits each of the four differences takes; the
// book is made for each chapter from a sample of its rows. Of the columns in the
// sequence of the order the first that changes only grows and needs no sign.
package segment

import (
	"encoding/binary"
	"hash/crc32"

	"bibgraph/graph"
)

// PageRows is how many rows a page has; the last may have fewer.
const PageRows = 128

const (
	idBytes    = 5
	idBits     = 8 * idBytes
	idMask     = 1<<idBits - 1
	keyBytes   = 4 * idBytes
	entryBytes = keyBytes + 5
	crcBytes   = 4
	slotCount  = 64 // predictions of objects, by the lowest bits of the predicate
	padding    = 16 // so that a word can be read at any place of a page
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// key is a row in the sequence of an order, to be compared fast.
type key struct {
	high, middle uint64
	low          uint32
}

func keyOf(order graph.Order, row graph.Row) key {
	r := order.Permute(row)
	for i, id := range r {
		if id > idMask { // behind all that start so; no term has the last ID
			for ; i < len(r); i++ {
				r[i] = idMask
			}
			break
		}
	}
	return key{
		high:   uint64(r[0])<<24 | uint64(r[1])>>16,
		middle: uint64(r[1])<<48 | uint64(r[2])<<8 | uint64(r[3])>>32,
		low:    uint32(r[3]),
	}
}

func readKey(b []byte) key {
	return key{binary.BigEndian.Uint64(b), binary.BigEndian.Uint64(b[8:]), binary.BigEndian.Uint32(b[16:keyBytes])}
}

func (k key) before(other key) bool {
	if k.high != other.high {
		return k.high < other.high
	}
	if k.middle != other.middle {
		return k.middle < other.middle
	}
	return k.low < other.low
}

// row gives the row back.
func (k key) row(order graph.Order) graph.Row {
	return order.Restore(graph.Row{
		graph.ID(k.high >> 24),
		graph.ID(k.high&0xffffff<<16 | k.middle>>48),
		graph.ID(k.middle >> 8 & idMask),
		graph.ID(k.middle&0xff<<32 | uint64(k.low)),
	})
}

func (k key) append(b []byte) []byte {
	b = binary.BigEndian.AppendUint64(b, k.high)
	b = binary.BigEndian.AppendUint64(b, k.middle)
	return binary.BigEndian.AppendUint32(b, k.low)
}
