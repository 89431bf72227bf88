// Package terms keeps the terms of a dictionary in sealed files: their texts by
// ID, and their IDs by the hash of their texts.
//
// A file holds the terms of each class from number 0 on and never changes once
// it is finished. It is mapped into memory. Texts are compressed in blocks of 128
// terms with neighbouring numbers, each behind its own checksum; blocks that were
// read are kept, up to 8,192 a file. What a text is made of, what its hash is and
// which file is live are left to package disk.
//
//	┌───────┬─────────┬─────────┬───┬───────┬─────────┬─────────┬────────┐
//	│ magic │ block 0 │ block 1 │ … │ list  │ buckets │ entries │ footer │
//	└───────┴─────────┴─────────┴───┴───────┴─────────┴─────────┴────────┘
//
// Numbers are big-endian. A block is an S2 block and the CRC-32C of it: the
// lengths of the texts as uvarints, and the texts. The blocks of the classes come
// in any sequence; the list has their places, class by class: 5 bytes of the
// place and 4 of the length.
//
// The buckets share the terms out by their hashes, about eight to a bucket, a
// lower hash never behind a higher one: of n buckets a hash h belongs to number
// h·n / 2⁶⁴. For each bucket, and behind the last, there are 5 bytes of the first
// of its entries. An entry is the lowest byte of the hash and the ordinal of the
// term, counted through the classes, in as many bytes as the last ordinal takes.
// What is found so is compared by its text.
//
// The footer has the number of terms of each class, where list, buckets and
// entries begin, the CRC-32C of all three, and of itself; it ends with the magic.
package terms

import (
	"hash/crc32"
	"math/bits"

	"bibgraph/graph"
)

// BlockTerms is how many terms a block has; the last of a class may have fewer.
const BlockTerms = 128

const (
	magic       = "bgterms1"
	classes     = int(graph.ClassTyped) // whose terms have numbers, from 1 on
	placeBytes  = 5
	listBytes   = placeBytes + 4
	crcBytes    = 4
	bucketTerms = 8
	maxBlock    = 1<<32 - 1 // bytes of the texts of a block, and what they take before
	footerBytes = 8*classes + 3*8 + 2*crcBytes + len(magic)
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// counts are how many terms of each class there are.
type counts [classes]uint64

func (c *counts) all() (n uint64) {
	for _, terms := range c {
		n += terms
	}
	return n
}

// term gives the term of an ordinal, which counts through the classes.
func (c *counts) term(ordinal uint64) (graph.Class, uint64) {
	for i, terms := range c {
		if ordinal < terms {
			return graph.Class(i + 1), ordinal
		}
		ordinal -= terms
	}
	return 0, 0
}

// blocks is how many blocks the terms of a class take.
func (c *counts) blocks(class graph.Class) uint64 {
	return (c[class-1] + BlockTerms - 1) / BlockTerms
}

// buckets is how many buckets there are for so many terms.
func buckets(terms uint64) uint64 { return terms/bucketTerms + 1 }

func bucketOf(hash, buckets uint64) uint64 {
	bucket, _ := bits.Mul64(hash, buckets)
	return bucket
}

// ordinalBytes is what an ordinal takes where there are so many terms.
func ordinalBytes(terms uint64) int { return max((bits.Len64(terms)+7)/8, 1) }

// appendPlace writes a place of 5 bytes.
func appendPlace(b []byte, at uint64) []byte {
	return append(b, byte(at>>32), byte(at>>24), byte(at>>16), byte(at>>8), byte(at))
}

func readPlace(b []byte) uint64 {
	return uint64(b[0])<<32 | uint64(b[1])<<24 | uint64(b[2])<<16 | uint64(b[3])<<8 | uint64(b[4])
}
