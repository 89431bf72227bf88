package segment

import (
	"fmt"
	"sync"
	"sync/atomic"

	"bibgraph/graph"
	"bibgraph/graph/stores/disk/mapped"
)

// File is a finished file of rows. It may be read by many at once.
type File struct {
	footer
	name  string
	data  []byte
	codes []atomic.Pointer[codes] // of the chapters, made when they are first read
	entry []byte                  // the index
	pages int
	unmap func() error
	idle  sync.Pool // of cursors
	kept  keptPages
}

// Open maps a file into memory.
func Open(path string) (*File, error) {
	data, unmap, err := mapped.Open(path)
	if err != nil {
		return nil, fmt.Errorf("segment: %w", err)
	}
	file, err := New(path, data)
	if err != nil {
		_ = unmap() // what is wrong with the file says more
		return nil, err
	}
	file.unmap = unmap
	return file, nil
}

// New reads a file that is in memory.
func New(name string, data []byte) (*File, error) {
	foot, ok := decodeFooter(data)
	if !ok {
		return nil, fmt.Errorf("segment: %s is damaged or no file of rows: %w", name, graph.ErrCorrupt)
	}
	f := &File{footer: foot, name: name, data: data, codes: make([]atomic.Pointer[codes], len(foot.chapters))}
	f.pages = int((foot.rows + PageRows - 1) / PageRows)
	f.entry = data[foot.index:][:f.pages*entryBytes]
	f.kept = newKeptPages(f.pages)
	return f, nil
}

// Close frees the file. Nothing of it may be in use any more.
func (f *File) Close() error {
	if f.unmap == nil {
		return nil
	}
	return f.unmap()
}

// Len is the number of rows.
func (f *File) Len() int64 { return int64(f.rows) }

// Size is the size of the file in bytes.
func (f *File) Size() int64 { return int64(len(f.data)) }

// firstKey is the first row of a page.
func (f *File) firstKey(page int) key { return readKey(f.entry[page*entryBytes:]) }

// find gives the last page, from one on, whose first row is not after k. If
// there is none it is that one, and -1 stands for the first without a guess.
func (f *File) find(k key, from int) int {
	low, high := max(from, 0)+1, f.pages                     // the first page after k
	for step := 1; from >= 0 && low+step < high; step *= 4 { // what is near is looked at first
		if k.before(f.firstKey(low + step)) {
			high = low + step
			break
		}
		low += step + 1
	}
	for low < high {
		middle := int(uint(low+high) / 2)
		if k.before(f.firstKey(middle)) {
			high = middle
		} else {
			low = middle + 1
		}
	}
	return low - 1
}

// codesOf gives the codes of a chapter.
func (f *File) codesOf(chapter int) *codes {
	c := f.codes[chapter].Load()
	if c == nil {
		c = f.chapters[chapter].codes()
		f.codes[chapter].Store(c)
	}
	return c
}

// Order is the order of the rows.
func (f *File) Order() graph.Order { return f.order }
