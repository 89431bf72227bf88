package segment

import (
	"cmp"
	"math/bits"
	"slices"

	"bibgraph/graph"
)

// widths are how many bits the differences of the four positions of a row take,
// and the position that needs no sign, or 4.
type widths struct {
	bits  [4]uint8
	plain uint8
}

// The widths that a book may have.
var steps = [...]uint8{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 22, 24, 28, 32, 36, idBits}

var stepFor = func() (table [idBits + 1]uint8) {
	for n := range table {
		table[n] = steps[slices.IndexFunc(steps[:], func(s uint8) bool { return int(s) >= n })]
	}
	return table
}()

// measure tells what the differences of a row take, and folds those with a sign.
func measure(sequence [4]int, before, row *graph.Row, d *[4]uint64) widths {
	w := widths{plain: 4}
	for _, p := range sequence {
		if row[p&3] != before[p&3] {
			// The columns before are as they were, and so is what is expected of
			// this one: it grows by d.
			w.plain = uint8(p)
			break
		}
	}
	for p := range d {
		if p != int(w.plain) {
			d[p] = zigzag(d[p])
		}
		w.bits[p] = stepFor[bits.Len64(d[p])]
	}
	return w
}

func (w widths) total() int {
	return int(w.bits[0]) + int(w.bits[1]) + int(w.bits[2]) + int(w.bits[3])
}

// holds reports whether what takes other can be written as w.
func (w widths) holds(other widths) bool {
	return w.plain == other.plain && w.bits[0] >= other.bits[0] && w.bits[1] >= other.bits[1] && w.bits[2] >= other.bits[2] && w.bits[3] >= other.bits[3]
}

// maxCode is the largest width of a code.
const maxCode = 8

// book is the list of widths that codes name.
type book struct {
	codeBits uint
	entries  []widths
}

// makeBook gives the book that writes rows of these widths shortest.
func makeBook(seen map[widths]int) book {
	type counted struct {
		widths
		rows int
	}
	list := make([]counted, 0, len(seen))
	for w, n := range seen {
		list = append(list, counted{w, n})
	}
	slices.SortFunc(list, func(a, b counted) int {
		return cmp.Or(cmp.Compare(b.rows, a.rows), slices.Compare(a.bits[:], b.bits[:]), cmp.Compare(a.plain, b.plain))
	})
	var best book
	least := -1
	for codeBits := uint(4); codeBits <= maxCode; codeBits++ {
		b := book{codeBits: codeBits}
		for plain := range uint8(5) { // for what no sample showed
			b.entries = append(b.entries, widths{[4]uint8{idBits, idBits, idBits, idBits}, plain})
		}
		for _, c := range list[:min(len(list), 1<<codeBits-len(b.entries))] {
			b.entries = append(b.entries, c.widths)
		}
		size := 0
		for _, c := range list {
			size += c.rows * (int(codeBits) + b.entries[b.find(c.widths)].total())
		}
		if least < 0 || size < least {
			best, least = b, size
		}
	}
	return best
}

// find gives the code of the shortest entry that holds w.
func (b book) find(w widths) int {
	code, least := -1, 0
	for i, entry := range b.entries {
		if total := entry.total(); (code < 0 || total < least) && entry.holds(w) {
			code, least = i, total
		}
	}
	return code
}
