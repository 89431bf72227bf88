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

// longest is the size of the largest piece that is used again.
const longest = 8 * chunkSize

// Parallel reads N-Quads on several cores. It cuts the stream at line ends,
// parses the pieces at the same time and gives their quads in the order of the
// stream, in batches of up to some thousands that belong to the caller.
//
// Errors are those of [Reader.Quads] and come in their place among the quads,
// with a nil batch: after a *SyntaxError reading goes on, any other is the
// last. At most 3×workers pieces of 256 KiB, or of a longer line, are held.
// Workers below 1 count as 1. When the sequence ends, or is left, every
// goroutine that it started has ended, save that a Read of r that is under way
// is waited for. It can be walked once.
func Parallel(r io.Reader, o Options, workers int) iter.Seq2[[]quad.Quad, error] {
	return func(yield func([]quad.Quad, error) bool) {
		for b, err := range Blocks(r, o, workers) {
			var quads []quad.Quad
			if b != nil {
				quads = b.Quads()
			}
			if !yield(quads, err) {
				return
			}
		}
	}
}

// Blocks is Parallel with blocks instead of batches, which are valid until the
// next one.
func Blocks(r io.Reader, o Options, workers int) iter.Seq2[*quad.Block, error] {
	return func(yield func(*quad.Block, error) bool) {
		workers := max(workers, 1)
		todo, inOrder := make(chan *piece), make(chan *piece, workers)
		free := make(chan *piece, 3*workers) // those that may be used again
		enough := make(chan struct{})
		var running sync.WaitGroup
		defer running.Wait()
		defer close(enough)
		running.Go(func() {
			defer close(inOrder)
			defer close(todo)
			for p := range pieces(r, o.Name, free) {
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
				parser := newParser(o)
				for p := range todo {
					p.parse(&parser)
					p.parsed <- struct{}{}
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
				if !yield(part.block, part.err) {
					return
				}
			}
			linesBefore += p.lines
			select {
			case free <- p:
			default:
			}
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
	block  *quad.Block // the first part's, of the piece's last use or this one
}

// parsedPart is quads, or an error.
type parsedPart struct {
	block *quad.Block
	err   error
}

// parse reads p with a parser that may have read others before.
func (p *piece) parse(parser *parser) {
	p.parts = p.parts[:0]
	p.block.Reset()
	parser.number = 0
	parser.forget()
	to := &blocked{Block: p.block}
	flush := func() {
		if len(to.Rows) > 0 {
			p.parts = append(p.parts, parsedPart{block: to.Block})
			to.Block = &quad.Block{}
			parser.forget()
		}
	}
	rest := p.text
	if p.first {
		rest = bytes.TrimPrefix(rest, byteOrderMark)
	}
	for len(rest) > 0 {
		var line []byte
		var err error
		line, rest, err = cutLine(rest)
		to.row = [4]uint32{}
		some, err := parser.read(line, err, to)
		if err != nil {
			flush()
			p.parts = append(p.parts, parsedPart{err: err})
		} else if some {
			to.Rows = append(to.Rows, to.row)
		}
	}
	flush()
	if p.err != nil {
		p.parts = append(p.parts, parsedPart{err: p.err})
	}
	p.lines = parser.number
}

// blocked puts what it takes into a block.
type blocked struct {
	*quad.Block
	row  [4]uint32 // of the statement
	last [4]uint32
}

func (b *blocked) take(place int, v quad.View) {
	b.last[place] = b.Add(v)
	b.row[place] = b.last[place]
}

func (b *blocked) again(place int) { b.row[place] = b.last[place] }

// pieces cuts a stream after line feeds, into pieces that are free where there
// are some. Of a line that is too long it keeps enough to tell.
func pieces(r io.Reader, name string, free <-chan *piece) iter.Seq[*piece] {
	return func(yield func(*piece) bool) {
		var rest []byte
		for first := true; ; first = false {
			var p *piece
			select {
			case p = <-free:
			default:
				p = &piece{parsed: make(chan struct{}, 1), block: &quad.Block{}}
			}
			text, err := whole(r, p.text[:0], &rest)
			p.text, p.first, p.err = text, first, nil
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

// whole reads on to the end of a line, into text if it fits. rest is what was
// read beyond one, and becomes what is now.
func whole(r io.Reader, text []byte, rest *[]byte) ([]byte, error) {
	if cap(text) < chunkSize || cap(text) > longest {
		text = make([]byte, 0, chunkSize)
	}
	text = append(text, *rest...)
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
			*rest = append((*rest)[:0], text[start+end:]...)
			return text[:start+end], nil
		}
		text = text[:min(len(text), MaxLine+1)]
	}
}
