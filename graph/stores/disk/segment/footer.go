package segment

import (
	"encoding/binary"
	"hash/crc32"
	"slices"

	"bibgraph/graph"
)

// chapter is what some pages share.
type chapter struct {
	book
	slots [slotCount]graph.ID // what is expected of objects at the start of a page
}

// footer is what is known of a whole file.
type footer struct {
	order    graph.Order
	rows     uint64
	chapters []chapter
	index    uint64 // where it starts
	indexSum uint32
}

// tailBytes is the end of a footer: its checksum, its length and the magic.
const tailBytes = 4 + 4 + len(magic)

func (f *footer) encode() []byte {
	b := []byte{byte(f.order)}
	b = binary.BigEndian.AppendUint64(b, f.rows)
	b = binary.BigEndian.AppendUint64(b, f.index)
	b = binary.BigEndian.AppendUint32(b, f.indexSum)
	for _, c := range f.chapters {
		b = append(b, byte(c.codeBits))
		b = binary.BigEndian.AppendUint16(b, uint16(len(c.entries)))
		for _, e := range c.entries {
			b = append(append(b, e.bits[:]...), e.plain)
		}
		for _, id := range c.slots {
			b = binary.BigEndian.AppendUint64(b, uint64(id))
		}
	}
	n := len(b)
	b = binary.BigEndian.AppendUint32(b, crc32.Checksum(b, castagnoli))
	b = binary.BigEndian.AppendUint32(b, uint32(n))
	return append(b, magic...)
}

// Sizes of the parts of a footer.
const (
	headBytes    = 1 + 8 + 8 + 4
	chapterBytes = 1 + 2 + 8*slotCount // and the book
	widthsBytes  = 5
)

// decodeFooter reads the footer at the end of a file.
func decodeFooter(file []byte) (f footer, ok bool) {
	tail := len(file) - tailBytes
	if tail < len(magic) || string(file[:len(magic)]) != magic || string(file[len(file)-len(magic):]) != magic {
		return f, false
	}
	n := int(binary.BigEndian.Uint32(file[tail+4:]))
	if n > tail-len(magic) || n < headBytes {
		return f, false
	}
	b := file[tail-n : tail]
	if crc32.Checksum(b, castagnoli) != binary.BigEndian.Uint32(file[tail:]) {
		return f, false
	}
	f.order, f.rows, f.index, f.indexSum = graph.Order(b[0]), binary.BigEndian.Uint64(b[1:]), binary.BigEndian.Uint64(b[9:]), binary.BigEndian.Uint32(b[17:])
	if int(f.order) >= len(graph.Orders) || f.rows > 1<<48 {
		return f, false
	}
	pages := (f.rows + PageRows - 1) / PageRows
	end := uint64(tail - n)
	if f.index > end || f.index < uint64(len(magic)+padding) || end-f.index != pages*entryBytes {
		return f, false
	}
	if !f.decodeChapters(b[headBytes:], (pages+chapterPages-1)/chapterPages) {
		return f, false
	}
	return f, crc32.Checksum(file[f.index:end], castagnoli) == f.indexSum
}

func (f *footer) decodeChapters(b []byte, n uint64) bool {
	for ; n > 0; n-- {
		if len(b) < chapterBytes {
			return false
		}
		c := chapter{book: book{codeBits: uint(b[0])}}
		entries := int(binary.BigEndian.Uint16(b[1:]))
		b = b[3:]
		if c.codeBits > maxCode || entries > 1<<c.codeBits || len(b) < widthsBytes*entries+8*slotCount {
			return false
		}
		for ; entries > 0; entries-- {
			e := widths{[4]uint8(b), b[4]}
			if slices.Max(e.bits[:]) > idBits {
				return false
			}
			c.entries = append(c.entries, e)
			b = b[widthsBytes:]
		}
		for i := range c.slots {
			c.slots[i] = graph.ID(binary.BigEndian.Uint64(b[8*i:])) & idMask
		}
		b = b[8*slotCount:]
		f.chapters = append(f.chapters, c)
	}
	return len(b) == 0
}
