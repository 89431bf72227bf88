package segment

import (
	"encoding/binary"
	"fmt"

	"bibgraph/graph"
	"bibgraph/graph/stores/disk/mapped"
)

// chunk is how many rows are decoded at once.
const chunk = 32

// Cursor walks over the rows of a file. It belongs to one goroutine.
type Cursor struct {
	file  *File
	err   error
	page  int         // being decoded, -1 before the first
	left  int         // rows of the page not yet decoded
	at    int         // of the current row in rows
	n     int         // rows there are in rows
	rows  []graph.Row // of those that are kept, or buffer
	pages decoder

	buffer [chunk]graph.Row
}

// Cursor gives a cursor before the first row.
func (f *File) Cursor() *Cursor {
	c, ok := f.idle.Get().(*Cursor)
	if !ok {
		c = &Cursor{file: f}
	}
	c.err, c.page, c.left, c.at, c.n, c.rows = nil, -1, 0, 0, 0, c.buffer[:]
	return c
}

// Close gives the cursor back; it must not be used any more.
func (c *Cursor) Close() { c.file.idle.Put(c) }

// Err is the error that ended the walk, if any.
func (c *Cursor) Err() error { return c.err }

// Row is the current row. It is valid until the next call.
func (c *Cursor) Row() *graph.Row { return &c.rows[c.at] }

// Next moves to the next row and reports whether there is one.
func (c *Cursor) Next() bool {
	if c.at+1 < c.n {
		c.at++
		return true
	}
	return c.more()
}

// Rows gives the current row and those behind it that are decoded, at least
// one. It is valid until the next call.
func (c *Cursor) Rows() []graph.Row { return c.rows[c.at:c.n] }

// Forget tells that what the cursor has passed is not needed in memory for now.
func (c *Cursor) Forget() {
	if f := c.file; f.unmap != nil && c.page > 0 && c.page < f.pages {
		mapped.Forget(f.data[:place(f.entry[c.page*entryBytes:])])
	}
}

// Skip moves n of Rows on and may leave the cursor behind the last of them.
func (c *Cursor) Skip(n int) { c.at += n }

// Ordinal is how many rows are before the current one, or before the end.
func (c *Cursor) Ordinal() int64 {
	if c.page >= c.file.pages {
		return c.file.Len()
	}
	if c.page < 0 {
		return 0
	}
	return int64(c.page)*PageRows + int64(c.file.rowsOf(c.page)-c.left-c.n+c.at)
}

// rowsOf is the number of rows of a page.
func (f *File) rowsOf(page int) int {
	return int(min(PageRows, f.rows-uint64(page)*PageRows))
}

// more decodes the next rows.
func (c *Cursor) more() bool {
	if c.err != nil {
		c.n = 0
		return false
	}
	if c.left == 0 {
		if c.page+1 >= c.file.pages {
			c.page, c.n, c.at = c.file.pages, 0, 0
			return false
		}
		return c.enter(c.page + 1)
	}
	return c.decode(0)
}

// decode fills rows, behind the first few, from the page.
func (c *Cursor) decode(first int) bool {
	n := min(chunk-first, c.left)
	if err := c.pages.decode(c.file, c.rows[first:first+n]); err != nil {
		c.err, c.n = err, 0
		return false
	}
	c.left -= n
	c.at, c.n = 0, first+n
	return true
}

// enter moves to the first row of a page.
func (c *Cursor) enter(page int) bool {
	if kept := c.file.kept.get(page); kept != nil {
		c.page, c.left, c.at, c.n, c.rows = page, 0, 0, c.file.rowsOf(page), kept.rows[:]
		return true
	}
	return c.begin(page) && c.decode(1)
}

// enterAgain moves to the first row of a page that was sought, and keeps its
// rows if it is the second time.
func (c *Cursor) enterAgain(page int) bool {
	if !c.file.kept.wants(page) {
		return c.enter(page)
	}
	if !c.begin(page) {
		return false
	}
	rows := &keptPage{page: page}
	rows.rows[0] = c.rows[0]
	if err := c.pages.decode(c.file, rows.rows[1:1+c.left]); err != nil {
		c.err, c.n = err, 0
		return false
	}
	c.file.kept.put(rows)
	return c.enter(page)
}

// begin makes ready to decode a page, of which it puts the first row into rows.
func (c *Cursor) begin(page int) bool {
	f := c.file
	entry := f.entry[page*entryBytes:][:entryBytes]
	start := place(entry)
	end := f.index - padding
	if page+1 < f.pages {
		end = place(f.entry[(page+1)*entryBytes:])
	}
	if start < uint64(len(magic)) || end < start+crcBytes || end > f.index-padding {
		return c.damaged(page)
	}
	bits := f.data[start : end-crcBytes]
	if checksum(entry, bits) != binary.LittleEndian.Uint32(f.data[end-crcBytes:]) {
		return c.damaged(page)
	}
	c.page, c.left = page, f.rowsOf(page)-1
	d := &c.pages
	d.page, d.end, d.at = f.data[start:end+padding-crcBytes], 8*len(bits), 0
	chapter := page / chapterPages
	d.codes = f.codesOf(chapter)
	d.last, d.slots = readKey(entry).row(f.order), f.chapters[chapter].slots
	d.slots[d.last[graph.Predicate]%slotCount] = d.last[graph.Object]
	c.rows = c.buffer[:]
	c.rows[0] = d.last
	return true
}

func place(entry []byte) uint64 {
	return uint64(entry[keyBytes])<<32 | uint64(binary.BigEndian.Uint32(entry[keyBytes+1:]))
}

func (c *Cursor) damaged(page int) bool {
	c.err = fmt.Errorf("segment: %s: page %d is damaged: %w", c.file.name, page, graph.ErrCorrupt)
	c.n = 0
	return false
}

// Seek moves forward to the first row, at or after the current one, that is not
// before the target, and reports whether there is one.
func (c *Cursor) Seek(target graph.Row) bool {
	f := c.file
	k := keyOf(f.order, target)
	if c.err != nil || c.page >= f.pages || f.pages == 0 {
		return false
	}
	if c.n == 0 || c.page+1 < f.pages && !k.before(f.firstKey(c.page+1)) {
		page := f.find(k, c.page)
		if page != c.page || c.n == 0 {
			if !c.enterAgain(page) {
				return false
			}
		}
	}
	for keyOf(f.order, c.rows[c.n-1]).before(k) {
		if !c.more() {
			return false
		}
	}
	low, high := c.at, c.n-1
	for low < high {
		if middle := (low + high) / 2; keyOf(f.order, c.rows[middle]).before(k) {
			low = middle + 1
		} else {
			high = middle
		}
	}
	c.at = low
	return true
}

// Count is the number of rows that match the first n positions of the pattern
// in the sequence of the order. It costs two looks into the index.
func (f *File) Count(pattern graph.Row, n int) (int64, error) {
	if n == 0 {
		return f.Len(), nil
	}
	c := f.Cursor()
	defer c.Close()
	first := f.order.Permute(pattern)
	clear(first[n:])
	if !c.Seek(f.order.Restore(first)) {
		return 0, c.Err()
	}
	before := c.Ordinal()
	first[n-1]++
	c.Seek(f.order.Restore(first))
	return c.Ordinal() - before, c.Err()
}
