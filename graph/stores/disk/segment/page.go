package segment

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"

	"bibgraph/graph"
)

// appendPage writes the rows but the first, and the checksum.
func (b *writerBook) appendPage(out, entry []byte, order graph.Order, rows []graph.Row) []byte {
	start := len(out)
	m := b.start(rows[0])
	var word uint64 // of which filled bits are to be written
	filled := uint(0)
	put := func(v uint64, n uint) {
		word |= v << filled
		if filled += n; filled >= 64 {
			out = binary.LittleEndian.AppendUint64(out, word)
			filled -= 64
			word = 0
			if n > filled { // v does not all fit: the rest of it
				word = v >> (n - filled)
			}
		}
	}
	sequence := order.Positions()
	for i := 1; i < len(rows); i++ {
		d := m.differences(order, &rows[i])
		w := measure(sequence, &rows[i-1], &rows[i], &d)
		code := b.code(w)
		put(uint64(code), b.codeBits)
		for p, n := range b.entries[code].bits {
			if n > 0 {
				put(d[p], uint(n))
			}
		}
	}
	for ; filled > 0; filled -= min(filled, 8) {
		out = append(out, byte(word))
		word >>= 8
	}
	return binary.LittleEndian.AppendUint32(out, checksum(entry, out[start:]))
}

func checksum(entry, page []byte) uint32 {
	return crc32.Update(crc32.Update(0, castagnoli, entry[:keyBytes]), castagnoli, page)
}

// writerBook is a book that remembers what it found.
type writerBook struct {
	chapter
	found [1 << 12]struct {
		widths
		code uint8
		ok   bool
	}
}

func (b *writerBook) code(w widths) uint8 {
	h := (uint32(w.bits[0]) | uint32(w.bits[1])<<6 | uint32(w.bits[2])<<12 | uint32(w.bits[3])<<18 | uint32(w.plain)<<24) * 0x9e3779b1
	f := &b.found[h>>20]
	if !f.ok || f.widths != w {
		f.widths, f.code, f.ok = w, uint8(b.find(w)), true
	}
	return f.code
}

func (b *writerBook) start(first graph.Row) model {
	m := model{last: first, slots: b.slots}
	m.slots[first[graph.Predicate]%slotCount] = first[graph.Object]
	return m
}

// code is an entry of the book made ready for decoding.
type code struct {
	shift [4]uint8  // of the differences, behind the code
	sign  [4]uint8  // 1 if folded
	mask  [4]uint64 // of the differences
	total uint8     // bits with the code
	wide  bool      // does not fit into a word at any place
}

// codes are those of a book, by their number.
type codes struct {
	mask uint64
	list [1 << maxCode]code
}

func (b book) codes() *codes {
	table := &codes{mask: 1<<b.codeBits - 1}
	for i, w := range b.entries {
		c := &table.list[i]
		at := uint8(b.codeBits)
		for p, n := range w.bits {
			c.shift[p], c.mask[p] = at, 1<<n-1
			if uint8(p) != w.plain {
				c.sign[p] = 1
			}
			at += n
		}
		c.total, c.wide = at, at > 56
	}
	return table
}

// decoder gives the rows of one page after the other.
type decoder struct {
	model
	codes *codes
	page  []byte // from its start, padding behind
	end   int    // bits of the page
	at    int    // bit
}

// decode fills rows with the next ones of the page.
func (d *decoder) decode(f *File, rows []graph.Row) error {
	codes := d.codes
	m := &d.model
	last, at, page := m.last, d.at, d.page
	s, p, o, g := last[0], last[1], last[2], last[3]
	codeMask := codes.mask
	for i := range rows {
		if at > d.end {
			return d.broken(f)
		}
		word := binary.LittleEndian.Uint64(page[at>>3:]) >> (at & 7)
		c := &codes.list[word&codeMask]
		var ds, dp, do, dg uint64
		if !c.wide {
			ds = word >> (c.shift[0] & 63) & c.mask[0]
			dp = word >> (c.shift[1] & 63) & c.mask[1]
			do = word >> (c.shift[2] & 63) & c.mask[2]
			dg = word >> (c.shift[3] & 63) & c.mask[3]
		} else {
			if at+int(c.total) > d.end {
				return d.broken(f)
			}
			ds = bitsAt(page, at+int(c.shift[0])) & c.mask[0]
			dp = bitsAt(page, at+int(c.shift[1])) & c.mask[1]
			do = bitsAt(page, at+int(c.shift[2])) & c.mask[2]
			dg = bitsAt(page, at+int(c.shift[3])) & c.mask[3]
		}
		at += int(c.total)
		ds = ds>>(c.sign[0]&1) ^ -(ds & uint64(c.sign[0]))
		dp = dp>>(c.sign[1]&1) ^ -(dp & uint64(c.sign[1]))
		do = do>>(c.sign[2]&1) ^ -(do & uint64(c.sign[2]))
		dg = dg>>(c.sign[3]&1) ^ -(dg & uint64(c.sign[3]))

		p = (p + graph.ID(dp)) & idMask
		slot := &m.slots[p%slotCount]
		if f.order != graph.OSPG {
			o = *slot
		}
		o = (o + graph.ID(do)) & idMask
		*slot = o
		if f.order == graph.GSPO {
			g = (g + graph.ID(dg)) & idMask
			s = (s + g - last[3] + graph.ID(ds)) & idMask
		} else {
			s = (s + graph.ID(ds)) & idMask
			g = (g + s - last[0] + graph.ID(dg)) & idMask
		}
		last = graph.Row{s, p, o, g}
		rows[i] = last
	}
	if at > d.end {
		return d.broken(f)
	}
	m.last, d.at = last, at
	return nil
}

// bitsAt gives at least 57 bits from a place on.
func bitsAt(page []byte, at int) uint64 {
	return binary.LittleEndian.Uint64(page[at>>3:]) >> (at & 7)
}

func (d *decoder) broken(f *File) error {
	return fmt.Errorf("segment: %s: a page ends too early: %w", f.name, graph.ErrCorrupt)
}
