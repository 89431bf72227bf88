// Package catalogue makes up a library's catalogue of any size as N-Quads:
// articles, their authors, affiliations, venues, topics and citations, with
// titles in Latin and Cyrillic letters. The same seed gives the same bytes, and
// a longer catalogue starts with the shorter one.
//
// It is what a store is measured on. Nothing in it is true, and nothing of it
// is kept while it is written, so that its size has no bound.
package catalogue

import (
	"bufio"
	"bytes"
	"io"
)

// Write writes the first n quads of the catalogue of a seed, a line each, and
// tells how many articles they began.
func Write(w io.Writer, seed uint64, n int) (articles uint64, err error) {
	out := bufio.NewWriterSize(w, 1<<20)
	var text []byte
	number := uint64(0)
	for ; n > 0; number++ {
		text = appendArticle(text[:0], seed, number)
		lines := bytes.Count(text, []byte{'\n'})
		if lines > n {
			text, lines = first(text, n), n
		}
		n -= lines
		if _, err := out.Write(text); err != nil {
			return number, err
		}
	}
	return number, out.Flush()
}

// Article gives the quads of one article as N-Quads: those about it, in a graph
// of its own, and before them those about the authors, affiliations, venues
// and topics that the catalogue names here for the first time. Articles are
// numbered from 0 in the sequence of Write.
func Article(seed, number uint64) []byte { return appendArticle(nil, seed, number) }

// first is the first n lines of the text, which has more.
func first(text []byte, n int) []byte {
	end := 0
	for range n {
		end += bytes.IndexByte(text[end:], '\n') + 1
	}
	return text[:end]
}
