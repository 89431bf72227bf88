// Package nquads reads and writes N-Quads and its subset N-Triples, one
// statement a line.
//
// The reader is strict by default: it takes what the grammar of
// https://www.w3.org/TR/n-quads/ takes and nothing else. Lax reading takes, on
// top of that, what Cayley takes. The package knows quads and no store.
//
// [Parallel] reads the same on several cores, in batches, and [Blocks] without
// making a string of any term: it is what a bulk load wants.
package nquads

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"unicode/utf8"

	"bibgraph/graph/quad"
)

// MaxLine is the longest line that is read, in bytes with its end.
const MaxLine = 64 << 20

// Options say how to read. The zero value reads strictly.
type Options struct {
	// Name stands for the source in errors, such as a file name.
	Name string

	// Lax also takes relative and malformed IRIs, words without quotes as
	// plain literals, and every kind of term in every place, so that Turtle's
	// "@prefix ex: <http://ex/> ." passes as three terms, as in Cayley.
	Lax bool

	// Triples reads N-Triples: a statement has no label.
	Triples bool
}

// SyntaxError is a line that is not N-Quads.
type SyntaxError struct {
	Name         string
	Line, Column int // from 1; columns count characters
	Message      string
}

// Error is "name:line:column: message".
func (e *SyntaxError) Error() string {
	if e.Name == "" {
		return fmt.Sprintf("%d:%d: %s", e.Line, e.Column, e.Message)
	}
	return fmt.Sprintf("%s:%d:%d: %s", e.Name, e.Line, e.Column, e.Message)
}

// Reader reads quads from a stream in constant memory, save for long lines.
type Reader struct {
	lines lines
	parser
}

// NewReader makes a reader of r. A byte order mark at the start is skipped;
// lines end with LF, CR or both.
func NewReader(r io.Reader, o Options) *Reader {
	return &Reader{lines: newLines(r), parser: newParser(o)}
}

// Quads gives the quads as they come and can be walked once. A bad line gives
// a *SyntaxError and reading goes on with the next line, so that who wants to
// may skip bad lines and see all of them; any other error is the last.
func (r *Reader) Quads() iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		to := &strung{words: newWords()}
		for {
			line, err := r.lines.next()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil && !errors.Is(err, errLongLine) {
				if r.name != "" {
					err = fmt.Errorf("%s: %w", r.name, err)
				}
				yield(quad.Quad{}, err)
				return
			}
			if r.number == 0 {
				line = bytes.TrimPrefix(line, byteOrderMark)
			}
			to.terms = [4]quad.Term{}
			some, err := r.read(line, err, to)
			q := quad.Quad{}
			if err == nil {
				q = quad.Quad{Subject: to.terms[0], Predicate: to.terms[1], Object: to.terms[2], Label: to.terms[3]}
			}
			if some && !yield(q, err) {
				return
			}
		}
	}
}

// read reads the next line, or tells that it was too long.
func (p *parser) read(line []byte, lineErr error, to taker) (some bool, err error) {
	p.line, p.at = line, 0
	p.number++
	if lineErr != nil {
		return true, p.fail(0, "line is longer than %d MiB", MaxLine>>20)
	}
	return p.statement(to)
}

// strung makes terms of what it takes.
type strung struct {
	words *words
	terms [4]quad.Term // of the statement
	last  [4]quad.Term
}

func (s *strung) take(place int, v quad.View) {
	s.last[place] = s.words.term(v)
	s.terms[place] = s.last[place]
}

func (s *strung) again(place int) { s.terms[place] = s.last[place] }

var byteOrderMark = []byte("\uFEFF")

// ReadTerm reads a single term, such as the body of a request that names a
// node.
func ReadTerm(text []byte, o Options) (quad.Term, error) {
	p := newParser(o)
	p.line, p.number, p.alone = bytes.TrimSpace(text), 1, true
	if err := p.encoding(); err != nil {
		return quad.Term{}, err
	}
	if i := bytes.IndexAny(p.line, "\r\n"); i >= 0 {
		return quad.Term{}, p.fail(i, "one term is wanted, on one line")
	}
	v, err := p.term(&object)
	if p.blanks(); err == nil && p.at < len(p.line) {
		err = p.fail(p.at, "one term is wanted, found %s after it", p.found())
	}
	if err != nil {
		return quad.Term{}, err
	}
	return v.Term(), nil
}

// encoding tells where the line is not UTF-8.
func (p *parser) encoding() error {
	if utf8.Valid(p.line) {
		return nil
	}
	at := 0
	for {
		r, size := utf8.DecodeRune(p.line[at:])
		if r == utf8.RuneError && size == 1 {
			return p.fail(at, "byte 0x%02X is not UTF-8: convert the file to UTF-8 first", p.line[at])
		}
		at += size
	}
}
