package jsonld

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"bibgraph/graph/quad"
)

// Write writes quads as one expanded document, a node a line, sorted and each
// once, and tells how many it was given. It holds them in memory and writes
// nothing if a quad has an error. What it writes Read gives back, to the letter;
// a quad that JSON-LD has no room for, such as one with a literal for subject,
// is an error. Lists stay the quads that they are.
func Write(w io.Writer, quads iter.Seq2[quad.Quad, error]) (int, error) {
	var all []quad.Quad
	relative := false
	for q, err := range quads {
		if err == nil {
			err = check(q)
		}
		if err != nil {
			return 0, err
		}
		all = append(all, q)
		relative = relative || needsVocab(q)
	}
	n := len(all)
	slices.SortFunc(all, func(a, b quad.Quad) int {
		if byLabel := a.Label.Compare(b.Label); byLabel != 0 {
			return byLabel
		}
		return a.Compare(b)
	})
	out := &writer{bufio.NewWriterSize(w, 64<<10)}
	out.document(slices.Compact(all), relative)
	return n, out.Flush()
}

// check tells what keeps q out of JSON-LD.
func check(q quad.Quad) error {
	if err := q.Check(); err != nil {
		return fmt.Errorf("jsonld: cannot write a quad: %w", err)
	}
	for i, name := range []string{"subject", "predicate", "object", "label"} {
		t := q.Terms()[i]
		iri := t.Datatype()
		if t.Kind() == quad.KindIRI {
			iri = t.Value()
		}
		switch {
		case t.IsLiteral() && name != "object":
			return fmt.Errorf("jsonld: cannot write %.200s: a literal cannot be the %s", q, name)
		case strings.HasPrefix(iri, "@"), strings.HasPrefix(iri, "_:"):
			return fmt.Errorf("jsonld: cannot write %.200s: the IRI <%.80s> would be read as something else", q, iri)
		}
	}
	return nil
}

// needsVocab reports whether an IRI that JSON-LD takes for a term is relative.
func needsVocab(q quad.Quad) bool {
	if !strings.Contains(q.Predicate.String(), ":") {
		return true
	}
	if q.Object.Kind() == quad.KindTyped {
		return !strings.Contains(q.Object.Datatype(), ":")
	}
	return isType(q) && !strings.Contains(q.Object.String(), ":")
}

// isType reports whether q can be written with @type.
func isType(q quad.Quad) bool {
	return q.Predicate == quad.IRI(rdfType) && !q.Object.IsLiteral()
}

// writer writes the parts of a document. Errors wait for Flush.
type writer struct{ *bufio.Writer }

func (w *writer) text(s string) { _, _ = w.WriteString(s) } // see above

// string writes a JSON string.
func (w *writer) string(s string) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // a string and a buffer cannot fail
	_, _ = w.Write(bytes.TrimSuffix(b.Bytes(), []byte{'\n'}))
}

// document writes sorted quads; relative if properties are.
func (w *writer) document(quads []quad.Quad, relative bool) {
	if relative {
		w.text(`{"@context":{"@vocab":""},"@graph":`)
	}
	w.text("[")
	lead := "\n"
	for graph := range groups(quads, func(q quad.Quad) quad.Term { return q.Label }) {
		if label := graph[0].Label; !label.IsZero() {
			w.text(lead + `{"@id":`)
			w.string(id(label))
			w.text(`,"@graph":[`)
			lead = "\n"
		}
		for node := range groups(graph, func(q quad.Quad) quad.Term { return q.Subject }) {
			w.text(lead)
			w.node(node)
			lead = ",\n"
		}
		if !graph[0].Label.IsZero() {
			w.text("\n]}")
		}
	}
	if len(quads) > 0 {
		w.text("\n")
	}
	w.text("]")
	if relative {
		w.text("}")
	}
	w.text("\n")
}

// node writes the quads of one subject.
func (w *writer) node(quads []quad.Quad) {
	w.text(`{"@id":`)
	w.string(id(quads[0].Subject))
	for values := range groups(quads, func(q quad.Quad) quad.Term { return q.Predicate }) {
		types := len(values) // literals sort last
		for types > 0 && !isType(values[types-1]) {
			types--
		}
		if types > 0 {
			w.values(`,"@type":[`, values[:types], func(t quad.Term) { w.string(id(t)) })
		}
		if types < len(values) {
			w.text(",")
			w.string(id(values[0].Predicate))
			w.values(":[", values[types:], w.value)
		}
	}
	w.text("}")
}

func (w *writer) values(lead string, quads []quad.Quad, write func(quad.Term)) {
	for _, q := range quads {
		w.text(lead)
		write(q.Object)
		lead = ","
	}
	w.text("]")
}

// value writes a node reference or a value object.
func (w *writer) value(t quad.Term) {
	key, more := `{"@value":`, ""
	switch t.Kind() {
	case quad.KindLang:
		more = `,"@language":`
	case quad.KindTyped:
		more = `,"@type":`
	case quad.KindString:
	default:
		key = `{"@id":`
	}
	w.text(key)
	if t.IsLiteral() {
		w.string(t.Value())
	} else {
		w.string(id(t))
	}
	if more != "" {
		w.text(more)
		if t.Kind() == quad.KindLang {
			w.string(t.Language())
		} else {
			w.string(t.Datatype())
		}
	}
	w.text("}")
}

// id is what JSON-LD calls an IRI or a blank node.
func id(t quad.Term) string {
	if t.Kind() == quad.KindBlank {
		return "_:" + t.Value()
	}
	return t.Value()
}

// groups gives the runs of quads with one key.
func groups(quads []quad.Quad, key func(quad.Quad) quad.Term) iter.Seq[[]quad.Quad] {
	return func(yield func([]quad.Quad) bool) {
		start := 0
		for i := range quads {
			if i+1 < len(quads) && key(quads[i+1]) == key(quads[i]) {
				continue
			}
			if !yield(quads[start : i+1]) {
				return
			}
			start = i + 1
		}
	}
}
