package nquads

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"sync"

	"bibgraph/graph/quad"
)

// chunkSize is how many bytes are parsed at a time, up to the end of a line.
const chunkSize = 256 << 10

// Parallel reads N-Quads on several cores. It cuts the stream at line ends,
// parses the pieces at the same time and gives their quads in the order of the
// stream, in batches of up to some thousands that belong to the caller.
//
// Errors are those of [Reader.Quads] and come in their place among the quads,
// with a nil batch: after a *SyntaxError reading goes on, any other is the
// last. At most 2×workers pieces of 256 KiB, or of a longer line, are held.
// Workers below 1 count as 1. When the sequence ends, or is left, every
// goroutine that it started has ended, save that a Read of r that is under way
// is waited for. It can be walked once.
func Parallel(r io.Reader, o Options, workers int) iter.Seq2[[]quad.Quad, error] {
	return func(yield func([]quad.Quad, error) bool) {
		workers := max(workers, 1)
		todo, inOrder := make(chan *piece), make(chan *piece, workers)
		enough := make(chan struct{})
		var running sync.WaitGroup
		defer running.Wait()
		defer close(enough)
		running.Go(func() {
			defer close(inOrder)
			defer close(todo)
			for p := range pieces(r, o.Name) {
				for _, to := range []chan<- *piece{inOrder, todo} {
					select {
					case to <- p:
					case <-enough:
						return
					}
				}
			}
		})
		for range workers {
			running.Go(func() {
				r := NewReader(nil, o)
				for p := range todo {
					p.parse(r)
				}
			})
		}
		linesBefore := 0
		for p := range inOrder {
			<-p.parsed
			for _, part := range p.parts {
				if bad, ok := errors.AsType[*SyntaxError](part.err); ok {
					bad.Line += linesBefore
				}
				if !yield(part.quads, part.err) {
					return
				}
			}
			linesBefore += p.lines
		}
	}
}

// piece is some whole lines, and what was read of them.
type piece struct {
	text   []byte
	first  bool  // begins the stream
	err    error // ends the stream after text
	parsed chan struct{}
	parts  []parsedPart
	lines  int
}

// parsedPart is quads, or an error.
type parsedPart struct {
	quads []quad.Quad
	err   error
}

// parse reads p with a reader that may have read others before.
func (p *piece) parse(r *Reader) {
	defer close(p.parsed)
	r.lines.r.Reset(bytes.NewReader(p.text))
	r.number, r.inside = 0, !p.first
	quads := make([]quad.Quad, 0, bytes.Count(p.text, []byte{'\n'})+1)
	flush := func() {
		if len(quads) > 0 {
			p.parts = append(p.parts, parsedPart{quads: quads})
			quads = nil
		}
	}
	for q, err := range r.Quads() {
		if err == nil {
			quads = append(quads, q)
			continue
		}
		flush()
		p.parts = append(p.parts, parsedPart{err: err})
	}
	flush()
	if p.err != nil {
		p.parts = append(p.parts, parsedPart{err: p.err})
	}
	p.lines, p.text = r.number-1, nil // the last was the end
}

// pieces cuts a stream after line feeds. Of a line that is too long it keeps
// enough to tell.
func pieces(r io.Reader, name string) iter.Seq[*piece] {
	return func(yield func(*piece) bool) {
		var rest []byte
		for first := true; ; first = false {
			text, err := whole(r, &rest)
			p := &piece{text: text, first: first, parsed: make(chan struct{})}
			if err != nil && !errors.Is(err, io.EOF) {
				p.err = err
				if name != "" {
					p.err = fmt.Errorf("%s: %w", name, err)
				}
			}
			if !yield(p) || err != nil {
				return
			}
		}
	}
}

// whole reads on to the end of a line. rest is what was read beyond one, and
// becomes what is now.
func whole(r io.Reader, rest *[]byte) ([]byte, error) {
	text := append(make([]byte, 0, chunkSize), *rest...)
	for {
		start := len(text)
		if cap(text)-start < chunkSize/2 {
			text = append(make([]byte, 0, 2*cap(text)), text...)
		}
		n, err := io.ReadFull(r, text[start:cap(text)])
		text = text[:start+n]
		if errors.Is(err, io.ErrUnexpectedEOF) {
			err = io.EOF
		}
		if err != nil {
			return text, err
		}
		if end := bytes.LastIndexByte(text[start:], '\n') + 1; end > 0 {
			*rest = bytes.Clone(text[start+end:])
			return text[:start+end], nil
		}
		text = text[:min(len(text), MaxLine+1)]
	}
}
