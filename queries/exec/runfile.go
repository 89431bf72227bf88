package exec

import (
	"bufio"
	"encoding/binary"
	"io"
	"math"
	"math/bits"
	"os"

	"bibgraph/graph"
)

// runFile is a temporary file of sorted runs of records, one behind the other.
//
// A record is its cells, 8 bytes each, and for each rank a byte of the kind, the
// number and the rest, 8 bytes each, and the text behind its length, a uvarint.
// Numbers are little-endian.
type runFile struct {
	s     *sorter
	file  *os.File
	size  int64
	out   *bufio.Writer
	start int64 // of the run that is being written
	runs  []part
	spare []byte
}

// part is a piece of a file.
type part struct{ start, end int64 }

// onDisk is how many times the memory of a query its temporary files may take, so
// that the runs to be merged are some hundreds at most.
const onDisk = 16

// newRunFile makes the file of a sorter. The run removes it when it ends.
func newRunFile(s *sorter) *runFile {
	f, err := os.CreateTemp("", "bibgraph-query-")
	if err != nil {
		s.r.fail(err)
	}
	rf := &runFile{s: s, file: f}
	s.r.files = append(s.r.files, rf)
	rf.out = bufio.NewWriterSize(rf.file, rf.buffer())
	return rf
}

// buffer is how many bytes are read or written at once.
func (rf *runFile) buffer() int { return int(min(max(rf.s.r.limit/256, 16), 64<<10)) }

// begin begins a run.
func (rf *runFile) begin() { rf.start = rf.size }

// end ends the run.
func (rf *runFile) end() {
	if err := rf.out.Flush(); err != nil {
		rf.s.r.fail(err)
	}
	rf.runs = append(rf.runs, part{rf.start, rf.size})
}

func (rf *runFile) write(rec record) {
	b := rf.spare[:0]
	for _, id := range rec.cells {
		b = binary.LittleEndian.AppendUint64(b, uint64(id))
	}
	for i := range rec.ranks {
		k := &rec.ranks[i]
		b = append(b, byte(k.rank))
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(k.number))
		b = binary.LittleEndian.AppendUint64(b, uint64(k.rest))
		b = binary.AppendUvarint(b, uint64(len(k.text)))
		b = append(b, k.text...)
	}
	if _, err := rf.out.Write(b); err != nil {
		rf.s.r.fail(err)
	}
	rf.spare = b
	rf.size += int64(len(b))
	rf.s.r.spilled(len(b))
}

// close gives the file back to the disk.
func (rf *runFile) close() {
	if rf.file == nil {
		return
	}
	rf.s.r.spilled(-int(rf.size))
	_ = rf.file.Close()
	_ = os.Remove(rf.file.Name()) // a file that stays takes room and harms nothing
	rf.file = nil
}

// merge begins to read all runs as one.
func (rf *runFile) merge() *merging {
	m := &merging{s: rf.s, given: -1, bytes: len(rf.runs) * rf.buffer()}
	rf.s.r.charge(m.bytes)
	for _, p := range rf.runs {
		run := io.NewSectionReader(rf.file, p.start, p.end-p.start)
		in := &runReader{
			r: rf.s.r, in: bufio.NewReaderSize(run, rf.buffer()), left: run.Size(),
			rec: record{make([]graph.ID, rf.s.width), make([]sortKey, len(rf.s.falling))},
		}
		if in.read() {
			m.runs = append(m.runs, in)
		}
	}
	return m
}

// merging reads sorted runs as one. Of equal records those of earlier runs come
// first.
type merging struct {
	s     *sorter
	runs  []*runReader
	given int // the run whose record was given last, or -1
	bytes int // of the buffers
}

func (m *merging) next() (record, bool) {
	if m.given >= 0 && !m.runs[m.given].read() {
		m.runs = append(m.runs[:m.given], m.runs[m.given+1:]...)
	}
	m.given = -1
	if len(m.runs) == 0 || !m.s.r.tick() {
		m.s.r.charge(-m.bytes)
		m.bytes = 0
		return record{}, false
	}
	m.given = 0
	for i := 1; i < len(m.runs); i++ {
		if m.s.compare(m.runs[i].rec, m.runs[m.given].rec) < 0 {
			m.given = i
		}
	}
	return m.runs[m.given].rec, true
}

// runReader reads the records of a run.
type runReader struct {
	r    *run
	in   *bufio.Reader
	left int64 // bytes
	rec  record
	text []byte
}

// read reads the next record and reports whether there is one.
func (in *runReader) read() bool {
	if in.left == 0 {
		return false
	}
	for i := range in.rec.cells {
		in.rec.cells[i] = graph.ID(in.number())
	}
	for i := range in.rec.ranks {
		k := &in.rec.ranks[i]
		kind := in.bytes(1)
		k.rank = rank(kind[0])
		k.number = math.Float64frombits(in.number())
		k.rest = int64(in.number())
		n, err := binary.ReadUvarint(in.in)
		if err != nil {
			in.r.fail(err)
			return false
		}
		in.left -= int64(bits.Len64(n|1)+6) / 7
		k.text = string(in.bytes(int(n)))
	}
	return in.r.err == nil
}

func (in *runReader) number() uint64 { return binary.LittleEndian.Uint64(in.bytes(8)) }

// bytes gives the next bytes, valid until it is called again.
func (in *runReader) bytes(n int) []byte {
	if cap(in.text) < n {
		in.text = make([]byte, n)
	}
	in.text = in.text[:n]
	if _, err := io.ReadFull(in.in, in.text); err != nil {
		in.r.fail(err)
	}
	in.left -= int64(n)
	return in.text
}
