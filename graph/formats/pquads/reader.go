package pquads

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"

	"bibgraph/graph/quad"
)

// MaxMessage is the longest quad that is read, in bytes.
const MaxMessage = 64 << 20

// Read gives the quads of a stream, once; name stands for the source in
// errors. An error names the quad and the byte where its message begins, and is
// the last: a quad may lean on the one before.
func Read(r io.Reader, name string) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		in := reader{in: bufio.NewReaderSize(r, 64<<10)}
		for number := 0; ; number++ {
			q, err := in.next(number)
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil && name != "" {
				err = fmt.Errorf("%s: %w", name, err)
			}
			if !yield(q, err) || err != nil {
				return
			}
		}
	}
}

// reader reads frame after frame.
type reader struct {
	in     *bufio.Reader
	at     int64 // how many bytes were read
	buffer bytes.Buffer
	strict bool
	before quad.Quad
}

// next reads a quad, after the start of the file if it is the first. It is
// io.EOF where none begins.
func (r *reader) next(number int) (quad.Quad, error) {
	if number == 0 {
		if err := r.start(); err != nil {
			return quad.Quad{}, err
		}
	}
	begin := r.at
	q, err := r.quad()
	if err != nil && !errors.Is(err, io.EOF) {
		return quad.Quad{}, fmt.Errorf("quad %d (at byte %d): %w", number+1, begin, err)
	}
	r.before = q
	return q, err
}

func (r *reader) quad() (quad.Quad, error) {
	message, err := r.frame()
	if err != nil {
		return quad.Quad{}, err
	}
	q, err := decode(message, r.strict, r.before)
	if err != nil {
		return quad.Quad{}, err
	}
	return q, q.Check()
}

// start reads the magic number, the version and the header.
func (r *reader) start() error {
	head := make([]byte, len(start))
	n, err := io.ReadFull(r.in, head)
	r.at += int64(n)
	switch magic := start[:4]; {
	case err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF):
		return err
	case !bytes.HasPrefix(head, magic[:min(n, len(magic))]) || n == 0:
		return errors.New("not a pquads file: it does not begin with the bytes 00 70 71 00")
	case err != nil:
		return fmt.Errorf("the file ends at byte %d, within its first %d", r.at, len(start))
	case !bytes.Equal(head, start):
		return fmt.Errorf("unsupported pquads version: %d", binary.LittleEndian.Uint32(head[4:]))
	}
	message, err := r.frame()
	if errors.Is(err, io.EOF) {
		err = errors.New("the file ends before it")
	}
	if err == nil {
		r.strict, err = strict(message)
	}
	if err != nil {
		return fmt.Errorf("the header (at byte %d): %w", len(start), err)
	}
	return nil
}

// frame reads a message with its length, valid until the next call. It is
// io.EOF where none begins.
func (r *reader) frame() ([]byte, error) {
	before := r.at
	length, err := binary.ReadUvarint(byteCounter{r})
	switch {
	case errors.Is(err, io.EOF) && r.at == before:
		return nil, io.EOF
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return nil, errCut
	case err != nil:
		return nil, fmt.Errorf("its length: %w", err)
	case length > MaxMessage:
		return nil, fmt.Errorf("a message of %d bytes is longer than %d MiB", length, MaxMessage>>20)
	}
	r.buffer.Reset()
	n, err := io.CopyN(&r.buffer, r.in, int64(length)) // grows as bytes come, whatever the length promises
	r.at += n
	if errors.Is(err, io.EOF) {
		return nil, errCut
	}
	return r.buffer.Bytes(), err
}

var errCut = errors.New("the file ends within the message")

// byteCounter reads bytes and counts them.
type byteCounter struct{ *reader }

// ReadByte reads one byte.
func (c byteCounter) ReadByte() (byte, error) {
	b, err := c.in.ReadByte()
	if err == nil {
		c.at++
	}
	return b, err
}
