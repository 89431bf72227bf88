package segment

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"slices"

	"bibgraph/graph"
)

// magic starts a file of rows, and a footer.
const magic = "bgrows2\n"

// chapterPages is how many pages share a book.
const chapterPages = 512

// sampled says that the book is made from one page in so many.
const sampled = 8

// Writer writes rows as a file.
type Writer struct {
	out      *bufio.Writer
	order    graph.Order
	rows     []graph.Row // of the chapter
	chapters []chapter
	index    []byte
	page     []byte
	at       uint64 // in the file
	count    uint64
	last     graph.Row
	sequence [4]int // of positions
	failed   error
}

// NewWriter writes a file of rows in an order. Nothing of it is of use before
// Close has returned.
func NewWriter(w io.Writer, order graph.Order) *Writer {
	out := bufio.NewWriterSize(w, 1<<18)
	_, err := out.WriteString(magic)
	return &Writer{out: out, order: order, sequence: order.Positions(), at: uint64(len(magic)), failed: err}
}

// Add puts a row behind those before it.
func (w *Writer) Add(row graph.Row) error {
	if w.count > 0 && !w.grows(&row) {
		return fmt.Errorf("segment: row %v does not come after the last in %s", row, w.order)
	}
	w.last = row
	w.count++
	if w.rows = append(w.rows, row); len(w.rows) == chapterPages*PageRows {
		w.flush()
	}
	return w.failed
}

// grows reports whether a row comes after the last one.
func (w *Writer) grows(row *graph.Row) bool {
	for _, p := range w.sequence {
		if row[p&3] != w.last[p&3] {
			return row[p&3] > w.last[p&3]
		}
	}
	return false
}

// makeChapter makes the book and the first expectations from a sample.
func (w *Writer) makeChapter() *writerBook {
	b := &writerBook{}
	for rows := w.rows; len(rows) > 0; rows = rows[min(len(rows), sampled*PageRows):] {
		b.slots[rows[0][graph.Predicate]%slotCount] = rows[0][graph.Object]
	}
	seen := map[widths]int{}
	for rows := w.rows; len(rows) > 0; rows = rows[min(len(rows), sampled*PageRows):] {
		m := b.start(rows[0])
		for _, row := range rows[1:min(len(rows), PageRows)] {
			before := m.last
			d := m.differences(w.order, &row)
			seen[measure(w.sequence, &before, &row, &d)]++
		}
	}
	b.book = makeBook(seen)
	return b
}

// flush writes the rows that there are as a chapter.
func (w *Writer) flush() {
	b := w.makeChapter()
	w.chapters = append(w.chapters, b.chapter)
	for rows := range slices.Chunk(w.rows, PageRows) {
		start := len(w.index)
		w.index = keyOf(w.order, rows[0]).append(w.index)
		w.index = append(w.index, byte(w.at>>32))
		w.index = binary.BigEndian.AppendUint32(w.index, uint32(w.at))
		w.page = b.appendPage(w.page[:0], w.index[start:], w.order, rows)
		w.write(w.page)
	}
	w.rows = w.rows[:0]
}

func (w *Writer) write(b []byte) {
	if w.failed == nil {
		_, w.failed = w.out.Write(b)
	}
	w.at += uint64(len(b))
}

// Close finishes the file; what it was written to is left open.
func (w *Writer) Close() error {
	if len(w.rows) > 0 {
		w.flush()
	}
	w.write(make([]byte, padding))
	f := &footer{order: w.order, rows: w.count, chapters: w.chapters, index: w.at, indexSum: crc32.Checksum(w.index, castagnoli)}
	w.write(w.index)
	w.write(f.encode())
	return errors.Join(w.failed, w.out.Flush())
}
