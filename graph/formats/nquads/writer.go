package nquads

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"

	"bibgraph/graph/quad"
)

// Write writes quads in canonical form, a line each, in the order in which they
// come, and tells how many it wrote. It stops at the first error; the quads
// before it are written.
//
// A quad that RDF allows and whose IRIs are absolute comes out as N-Quads that
// strict reading takes. Any other is written so that lax reading gives it back;
// a quad that no reading would give back is an error.
func Write(w io.Writer, quads iter.Seq2[quad.Quad, error]) (int, error) {
	out := bufio.NewWriterSize(w, 64<<10)
	var line []byte
	n := 0
	for q, err := range quads {
		if line, err = appendLine(line[:0], q, err); err != nil {
			return n, errors.Join(err, out.Flush())
		}
		if _, err := out.Write(line); err != nil {
			return n, err
		}
		n++
	}
	return n, out.Flush()
}

// WriteSorted writes the quads as Write does, but sorted by Unicode code point
// and each once, so that the same quads always give the same bytes. Labels of
// blank nodes count: it does not look for a renaming. It holds all lines in
// memory and writes nothing if a quad has an error.
func WriteSorted(w io.Writer, quads iter.Seq2[quad.Quad, error]) (int, error) {
	var sorted []string
	var line []byte
	for q, err := range quads {
		if line, err = appendLine(line[:0], q, err); err != nil {
			return 0, err
		}
		sorted = append(sorted, string(line))
	}
	slices.Sort(sorted)
	sorted = slices.Compact(sorted)
	out := bufio.NewWriterSize(w, 64<<10)
	for i, line := range sorted {
		if _, err := out.WriteString(line); err != nil {
			return i, err
		}
	}
	return len(sorted), out.Flush()
}

func appendLine(b []byte, q quad.Quad, err error) ([]byte, error) {
	if err != nil {
		return b, err
	}
	if err := q.Check(); err != nil {
		return b, fmt.Errorf("nquads: cannot write a quad: %w", err)
	}
	return append(q.Append(b), '\n'), nil
}
