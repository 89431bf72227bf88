package cayleyjson

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"

	"bibgraph/graph/quad"
)

// Write writes quads as an array, an object a line, and tells how many. It
// stops at the first error. Terms come back from Read as they are: nothing is
// converted to Cayley's native values, and a plain literal that looks like
// another term is dressed as an xsd:string.
func Write(w io.Writer, quads iter.Seq2[quad.Quad, error]) (int, error) {
	return write(w, quads, "[\n\t", ",\n\t", "\n]\n", "[]\n")
}

// WriteStream writes quads as Write does, but without an array around them.
func WriteStream(w io.Writer, quads iter.Seq2[quad.Quad, error]) (int, error) {
	return write(w, quads, "", "\n", "\n", "")
}

// write puts before, between and after around quads, or empty if there are
// none.
func write(w io.Writer, quads iter.Seq2[quad.Quad, error], before, between, after, empty string) (int, error) {
	out := bufio.NewWriterSize(w, 64<<10)
	n, lead := 0, before
	for q, err := range quads {
		var line []byte
		if err == nil {
			line, err = encode(q)
		}
		if err != nil {
			return n, errors.Join(err, out.Flush())
		}
		if _, err := out.WriteString(lead); err != nil {
			return n, err
		}
		if _, err := out.Write(line); err != nil {
			return n, err
		}
		n, lead = n+1, between
	}
	if n == 0 {
		after = empty
	}
	if _, err := out.WriteString(after); err != nil {
		return n, err
	}
	return n, out.Flush()
}

func encode(q quad.Quad) ([]byte, error) {
	if err := q.Check(); err != nil {
		return nil, fmt.Errorf("cayleyjson: cannot write a quad: %w", err)
	}
	o := object{text(q.Subject), text(q.Predicate), text(q.Object), text(q.Label)}
	for i, s := range []string{o.Subject, o.Predicate, o.Object, o.Label} {
		if t := q.Terms()[i]; quad.FromString(s) != t {
			return nil, fmt.Errorf("cayleyjson: cannot write %v: it would be read as %v", t, quad.FromString(s))
		}
	}
	return json.Marshal(o)
}

// text is what FromString reads as t: nothing is escaped.
func text(t quad.Term) string {
	switch t.Kind() {
	case quad.KindIRI:
		return "<" + t.Value() + ">"
	case quad.KindBlank:
		return "_:" + t.Value()
	case quad.KindString:
		if quad.FromString(t.Value()) == t {
			return t.Value()
		}
		return typed(t)
	case quad.KindLang:
		return `"` + t.Value() + `"@` + t.Language()
	case quad.KindTyped:
		return typed(t)
	default:
		return ""
	}
}

func typed(t quad.Term) string { return `"` + t.Value() + `"^^<` + t.Datatype() + ">" }
