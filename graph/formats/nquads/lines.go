package nquads

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

var errLongLine = errors.New("line too long")

// lines cuts a stream at LF, CR LF and CR.
type lines struct {
	r    *bufio.Reader
	long []byte // a line that outgrew the buffer of r
	rest []byte // what follows a CR within the line that r gave
	more bool   // whether rest is a line
}

func newLines(r io.Reader) lines { return lines{r: bufio.NewReaderSize(r, 64<<10)} }

// next gives a line without its end, valid until the next call. After the last
// line comes io.EOF; after errLongLine the next line.
func (l *lines) next() ([]byte, error) {
	if !l.more {
		chunk, err := l.chunk()
		if err != nil {
			return nil, err
		}
		l.rest = chunk
	}
	line, rest, more := bytes.Cut(l.rest, []byte{'\r'})
	l.rest, l.more = rest, more
	return line, nil
}

// chunk gives what stands before the next LF or CR LF.
func (l *lines) chunk() ([]byte, error) {
	chunk, err := l.r.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) {
		chunk, err = l.longChunk(chunk)
	}
	if errors.Is(err, io.EOF) && len(chunk) > 0 {
		err = nil
	}
	if err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(bytes.TrimSuffix(chunk, []byte{'\n'}), []byte{'\r'}), nil
}

// longChunk goes on with a chunk that began with start.
func (l *lines) longChunk(start []byte) ([]byte, error) {
	l.long = append(l.long[:0], start...)
	for {
		part, err := l.r.ReadSlice('\n')
		if len(l.long) <= MaxLine {
			l.long = append(l.long, part...)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if len(l.long) > MaxLine && (err == nil || errors.Is(err, io.EOF)) {
			return nil, errLongLine
		}
		return l.long, err
	}
}

// cutLine is lines.next for a text that is in memory.
func cutLine(text []byte) (line, rest []byte, err error) {
	length := bytes.IndexByte(text, '\n')
	if length < 0 {
		length = len(text)
	} else {
		rest = text[length+1:]
	}
	if len(text)-len(rest) > MaxLine {
		return nil, rest, errLongLine
	}
	line = text[:length]
	if end := bytes.IndexByte(line, '\r'); end >= 0 && end < length-1 {
		return line[:end], text[end+1:], nil
	}
	return bytes.TrimSuffix(line, []byte{'\r'}), rest, nil
}
