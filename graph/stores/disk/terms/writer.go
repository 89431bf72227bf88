package terms

import (
	"bufio"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"

	"github.com/klauspost/compress/s2"

	"bibgraph/graph"
)

// Writer writes terms as a file.
type Writer struct {
	out     *bufio.Writer
	classes [classes]writerClass
	counts  counts
	block   []byte
	frame   []byte
	at      uint64 // in the file
	failed  error
}

// writerClass is what is written of a class, and the block that is begun.
type writerClass struct {
	list   []byte
	hashes [][]uint64 // some at a time
	sizes  []byte     // uvarints
	texts  []byte
}

// hashesAtOnce is for how many hashes memory is taken at a time.
const hashesAtOnce = 1 << 12

// NewWriter writes a file of terms. Nothing of it is of use before Close has
// returned.
func NewWriter(w io.Writer) *Writer {
	out := bufio.NewWriterSize(w, 1<<18)
	_, err := out.WriteString(magic)
	return &Writer{out: out, at: uint64(len(magic)), failed: err}
}

// Add puts a term behind those of its class. The text is copied.
func (w *Writer) Add(class graph.Class, text []byte, hash uint64) error {
	c := &w.classes[class-1]
	c.sizes = binary.AppendUvarint(c.sizes, uint64(len(text)))
	c.texts = append(c.texts, text...)
	w.count(class, hash)
	if w.counts[class-1]%BlockTerms == 0 {
		w.flush(c)
	}
	return w.failed
}

func (w *Writer) count(class graph.Class, hash uint64) {
	c := &w.classes[class-1]
	last := len(c.hashes) - 1
	if last < 0 || len(c.hashes[last]) == cap(c.hashes[last]) {
		c.hashes = append(c.hashes, make([]uint64, 0, hashesAtOnce))
		last++
	}
	c.hashes[last] = append(c.hashes[last], hash)
	w.counts[class-1]++
}

// AddFile begins with all terms of a file, whose blocks are copied as they are.
func (w *Writer) AddFile(f *File, hash func(class graph.Class, text string) uint64) error {
	for class := graph.ClassIRI; class <= graph.ClassTyped; class++ {
		for n := range f.counts.blocks(class) {
			b, err := f.Block(class, n)
			if err != nil {
				return err
			}
			if len(b.ends) < BlockTerms {
				for i := range b.ends {
					text := b.Text(uint64(i))
					if err := w.Add(class, []byte(text), hash(class, text)); err != nil {
						return err
					}
				}
				continue
			}
			for i := range b.ends {
				w.count(class, hash(class, b.Text(uint64(i))))
			}
			w.write(&w.classes[class-1], f.frame(class, n))
			if w.failed != nil {
				return w.failed
			}
		}
	}
	return nil
}

// flush writes the block of a class.
func (w *Writer) flush(c *writerClass) {
	w.block = append(append(w.block[:0], c.sizes...), c.texts...)
	c.sizes, c.texts = c.sizes[:0], c.texts[:0]
	if len(w.block) > maxBlock {
		w.failed = errors.Join(w.failed, errors.New("terms: a block has too much text"))
		return
	}
	if need := s2.MaxEncodedLen(len(w.block)) + crcBytes; cap(w.frame) < need {
		w.frame = make([]byte, 0, need)
	}
	w.frame = s2.EncodeBetter(w.frame[:cap(w.frame)], w.block)
	w.frame = binary.BigEndian.AppendUint32(w.frame, crc32.Checksum(w.frame, castagnoli))
	w.write(c, w.frame)
}

// write writes a block with its checksum.
func (w *Writer) write(c *writerClass, frame []byte) {
	c.list = appendPlace(c.list, w.at)
	c.list = binary.BigEndian.AppendUint32(c.list, uint32(len(frame)))
	w.put(frame)
}

func (w *Writer) put(b []byte) {
	if w.failed == nil {
		_, w.failed = w.out.Write(b)
	}
	w.at += uint64(len(b))
}

// Close finishes the file; what it was written to is left open.
func (w *Writer) Close() error {
	var foot []byte
	for i := range w.classes {
		if len(w.classes[i].sizes) > 0 {
			w.flush(&w.classes[i])
		}
		foot = binary.BigEndian.AppendUint64(foot, w.counts[i])
	}
	starts, entries := w.entries()
	sum := uint32(0)
	part := func(pieces ...[]byte) {
		foot = binary.BigEndian.AppendUint64(foot, w.at)
		for _, b := range pieces {
			sum = crc32.Update(sum, castagnoli, b)
			w.put(b)
		}
	}
	var lists [][]byte
	for i := range w.classes {
		lists = append(lists, w.classes[i].list)
	}
	part(lists...)
	part(starts)
	part(entries)
	foot = binary.BigEndian.AppendUint32(foot, sum)
	foot = binary.BigEndian.AppendUint32(foot, crc32.Checksum(foot, castagnoli))
	w.put(append(foot, magic...))
	return errors.Join(w.failed, w.out.Flush())
}

// entries makes the buckets and their entries: first it counts what comes into
// each, then it puts the terms into their places.
func (w *Writer) entries() (starts, entries []byte) {
	all := w.counts.all()
	n := buckets(all)
	ends := make([]uint32, n+1) // fits: what is larger takes more memory than there is
	for i := range w.classes {
		for _, hashes := range w.classes[i].hashes {
			for _, hash := range hashes {
				ends[bucketOf(hash, n)+1]++
			}
		}
	}
	for i := range n {
		ends[i+1] += ends[i]
	}
	starts = make([]byte, 0, (n+1)*placeBytes)
	for _, end := range ends {
		starts = appendPlace(starts, uint64(end))
	}
	width := ordinalBytes(all)
	entries = make([]byte, all*uint64(1+width))
	ordinal := uint64(0)
	for i := range w.classes {
		for _, hashes := range w.classes[i].hashes {
			for _, hash := range hashes {
				place := &ends[bucketOf(hash, n)]
				e := entries[uint64(*place)*uint64(1+width):]
				*place++
				e[0] = byte(hash)
				for b := range width {
					e[1+b] = byte(ordinal >> (8 * (width - 1 - b)))
				}
				ordinal++
			}
		}
		w.classes[i].hashes = nil
	}
	return starts, entries
}
