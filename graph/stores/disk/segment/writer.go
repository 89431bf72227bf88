package segment

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"runtime"
	"slices"

	"bibgraph/graph"
)

// magic starts a file of rows, and a footer.
const magic = "bgrows2\n"

// chapterPages is how many pages share a book.
const chapterPages = 512

// Writer writes rows as a file. It belongs to one goroutine.
type Writer struct {
	out      *bufio.Writer
	order    graph.Order
	next     *encoded        // has the rows of the chapter that is begun
	pending  []chan *encoded // those before it
	workers  int
	chapters []chapter
	index    []byte
	at       uint64 // in the file
	count    uint64
	last     graph.Row
	sequence [4]int // of positions
	failed   error
}

// NewWriter writes a file of rows in an order, chapters on all processors at
// once. Nothing of it is of use before Close has returned.
func NewWriter(w io.Writer, order graph.Order) *Writer {
	out := bufio.NewWriterSize(w, 1<<18)
	_, err := out.WriteString(magic)
	return &Writer{
		out: out, order: order, sequence: order.Positions(), at: uint64(len(magic)), failed: err,
		next: &encoded{}, workers: runtime.GOMAXPROCS(0),
	}
}

// Add puts rows behind those before them. They are copied.
func (w *Writer) Add(rows ...graph.Row) error {
	for i := range rows {
		last := &w.last
		if i > 0 {
			last = &rows[i-1]
		}
		if !w.follows(last, &rows[i]) && w.count+uint64(i) > 0 {
			return fmt.Errorf("segment: row %v does not come after the last in %s", rows[i], w.order)
		}
	}
	for len(rows) > 0 {
		n := min(len(rows), chapterPages*PageRows-len(w.next.rows))
		w.next.rows, w.last, rows = append(w.next.rows, rows[:n]...), rows[n-1], rows[n:]
		w.count += uint64(n)
		if len(w.next.rows) == chapterPages*PageRows {
			w.flush()
		}
	}
	return w.failed
}

// follows reports whether a row comes after another.
func (w *Writer) follows(last, row *graph.Row) bool {
	for _, p := range w.sequence {
		if row[p&3] != last[p&3] {
			return row[p&3] > last[p&3]
		}
	}
	return false
}

// flush has the rows that there are encoded, while others come.
func (w *Writer) flush() {
	result, c := make(chan *encoded, 1), w.next
	go func() {
		c.encode(w.order)
		result <- c
	}()
	w.pending = append(w.pending, result)
	if w.next = nil; len(w.pending) > w.workers {
		w.next = w.collect()
	} else {
		w.next = &encoded{rows: make([]graph.Row, 0, chapterPages*PageRows)}
	}
}

// collect writes the first chapter that is being encoded, and gives its room.
func (w *Writer) collect() *encoded {
	c := <-w.pending[0]
	w.pending = append(w.pending[:0], w.pending[1:]...)
	w.chapters = append(w.chapters, c.chapter)
	for entry := range slices.Chunk(c.index, entryBytes) {
		at := w.at + place(entry)
		w.index = append(append(w.index, entry[:keyBytes]...), byte(at>>32))
		w.index = binary.BigEndian.AppendUint32(w.index, uint32(at))
	}
	w.write(c.pages)
	c.rows = c.rows[:0]
	return c
}

func (w *Writer) write(b []byte) {
	if w.failed == nil {
		_, w.failed = w.out.Write(b)
	}
	w.at += uint64(len(b))
}

// Close finishes the file; what it was written to is left open.
func (w *Writer) Close() error {
	if len(w.next.rows) > 0 {
		w.flush()
	}
	for len(w.pending) > 0 {
		w.collect()
	}
	w.write(make([]byte, padding))
	f := &footer{order: w.order, rows: w.count, chapters: w.chapters, index: w.at, indexSum: crc32.Checksum(w.index, castagnoli)}
	w.write(w.index)
	w.write(f.encode())
	return errors.Join(w.failed, w.out.Flush())
}
