package terms

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"iter"
	"unsafe"

	"github.com/klauspost/compress/s2"

	"bibgraph/graph"
	"bibgraph/graph/stores/disk/mapped"
)

// File is a finished file of terms. It may be read by many at once. The zero
// File is empty.
type File struct {
	name    string
	data    []byte
	counts  counts
	lists   [classes][]byte
	starts  []byte
	entries []byte
	width   int // of an ordinal, in bytes
	unmap   func() error
	kept    keptBlocks
}

// Open maps a file into memory.
func Open(path string) (*File, error) {
	data, unmap, err := mapped.Open(path)
	if err != nil {
		return nil, fmt.Errorf("terms: %w", err)
	}
	f, err := New(path, data)
	if err != nil {
		_ = unmap() // what is wrong with the file says more
		return nil, err
	}
	f.unmap = unmap
	return f, nil
}

// New reads a file that is in memory.
func New(name string, data []byte) (*File, error) {
	f := &File{name: name, data: data}
	if !f.decodeFooter() {
		return nil, fmt.Errorf("terms: %s is damaged or no file of terms: %w", name, graph.ErrCorrupt)
	}
	blocks := uint64(0)
	for class := graph.ClassIRI; class <= graph.ClassTyped; class++ {
		blocks += f.counts.blocks(class)
	}
	f.kept = newKeptBlocks(blocks)
	return f, nil
}

func (f *File) decodeFooter() bool {
	n := len(f.data) - footerBytes
	if n < len(magic) || string(f.data[:len(magic)]) != magic {
		return false
	}
	foot := f.data[n:]
	sums := footerBytes - len(magic) - 2*crcBytes
	if string(foot[sums+2*crcBytes:]) != magic ||
		crc32.Checksum(foot[:sums+crcBytes], castagnoli) != binary.BigEndian.Uint32(foot[sums+crcBytes:]) {
		return false
	}
	for i := range f.counts {
		if f.counts[i] = binary.BigEndian.Uint64(foot[8*i:]); f.counts[i] > graph.MaxNumber+1 {
			return false
		}
	}
	places := foot[8*classes:]
	list, starts, entries := binary.BigEndian.Uint64(places), binary.BigEndian.Uint64(places[8:]), binary.BigEndian.Uint64(places[16:])
	end, all := uint64(n), f.counts.all()
	f.width = ordinalBytes(all)
	if list > starts || starts > entries || entries > end ||
		entries-starts != (buckets(all)+1)*placeBytes || end-entries != all*uint64(1+f.width) ||
		crc32.Checksum(f.data[list:end], castagnoli) != binary.BigEndian.Uint32(foot[sums:]) {
		return false
	}
	f.starts, f.entries = f.data[starts:entries], f.data[entries:end]
	lists := f.data[list:starts]
	for i := range f.lists {
		size := listBytes * f.counts.blocks(graph.Class(i+1))
		if size > uint64(len(lists)) {
			return false
		}
		f.lists[i], lists = lists[:size], lists[size:]
	}
	return len(lists) == 0
}

// Close frees the file. Texts that it gave stay.
func (f *File) Close() error {
	if f.unmap == nil {
		return nil
	}
	return f.unmap()
}

// Len is the number of terms of a class.
func (f *File) Len(class graph.Class) uint64 {
	if class < graph.ClassIRI || class > graph.ClassTyped {
		return 0
	}
	return f.counts[class-1]
}

// Empty reports whether there is no term.
func (f *File) Empty() bool { return f.counts.all() == 0 }

// Text gives the text of the term of a class with a number below Len.
func (f *File) Text(class graph.Class, number uint64) (string, error) {
	b, err := f.Block(class, number/BlockTerms)
	if err != nil {
		return "", err
	}
	return b.Text(number % BlockTerms), nil
}

// Find gives the terms that may have a hash: all that have, and of the others
// one in 256 that are near.
func (f *File) Find(hash uint64) iter.Seq2[graph.Class, uint64] {
	return func(yield func(graph.Class, uint64) bool) {
		all := f.counts.all()
		if all == 0 {
			return
		}
		at := f.starts[bucketOf(hash, buckets(all))*placeBytes:]
		size := 1 + f.width
		first, last := min(readPlace(at), all), min(readPlace(at[placeBytes:]), all)
		for ; first < last; first++ {
			e := f.entries[first*uint64(size):][:size]
			if e[0] != byte(hash) {
				continue
			}
			ordinal := uint64(0)
			for _, b := range e[1:] {
				ordinal = ordinal<<8 | uint64(b)
			}
			if class, number := f.counts.term(ordinal); class != 0 && !yield(class, number) {
				return
			}
		}
	}
}

// frame gives a block as it is in the file, with its checksum; nil if it is not
// where it should be.
func (f *File) frame(class graph.Class, n uint64) []byte {
	e := f.lists[class-1][n*listBytes:]
	at, size := readPlace(e), uint64(binary.BigEndian.Uint32(e[placeBytes:]))
	if at > uint64(len(f.data)) || size > uint64(len(f.data))-at {
		return nil
	}
	return f.data[at : at+size]
}

// Block is the texts of a block. They stay when the file is closed.
type Block struct {
	class graph.Class
	n     uint64
	ends  []uint32 // of the texts
	texts []byte   // never changed
}

// Len is the number of texts.
func (b *Block) Len() int { return len(b.ends) }

// Text gives the i-th text.
func (b *Block) Text(i uint64) string {
	start := uint32(0)
	if i > 0 {
		start = b.ends[i-1]
	}
	text := b.texts[start:b.ends[i]]
	return unsafe.String(unsafe.SliceData(text), len(text))
}

// Block gives the n-th block of a class, in which a term with a number below Len
// has the place that its number leaves when it is divided by BlockTerms.
func (f *File) Block(class graph.Class, n uint64) (*Block, error) {
	if b := f.kept.get(class, n); b != nil {
		return b, nil
	}
	frame := f.frame(class, n)
	sum := len(frame) - crcBytes
	if sum < 0 || crc32.Checksum(frame[:sum], castagnoli) != binary.BigEndian.Uint32(frame[sum:]) {
		return nil, f.damaged(class, n)
	}
	if size, err := s2.DecodedLen(frame[:sum]); err != nil || size > maxBlock {
		return nil, f.damaged(class, n)
	}
	raw, err := s2.Decode(nil, frame[:sum])
	if err != nil {
		return nil, f.damaged(class, n)
	}
	size := min(f.counts[class-1]-n*BlockTerms, BlockTerms)
	b := &Block{class: class, n: n, ends: make([]uint32, size)}
	end := uint64(0)
	for i := range b.ends {
		length, bytes := binary.Uvarint(raw)
		if bytes <= 0 || length > uint64(len(raw)) {
			return nil, f.damaged(class, n)
		}
		end += length
		b.ends[i], raw = uint32(end), raw[bytes:]
	}
	if end != uint64(len(raw)) {
		return nil, f.damaged(class, n)
	}
	b.texts = raw
	f.kept.put(b)
	return b, nil
}

func (f *File) damaged(class graph.Class, n uint64) error {
	return fmt.Errorf("terms: block %d of class %d in %s: %w", n, class, f.name, graph.ErrCorrupt)
}
