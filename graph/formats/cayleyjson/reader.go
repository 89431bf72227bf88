// Package cayleyjson reads and writes Cayley's two JSON forms of quads: one
// array of objects, and a stream of objects, one a line.
//
//	{"subject":"<art/a1>","predicate":"<title>","object":"\"Japan\"@en","label":"<g/meta>"}
//
// Each part is a string that stands for a term by Cayley's rule, which is
// quad.FromString. The form knows no strict reading: any term goes in any
// place. The package knows quads and no store.
package cayleyjson

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"

	"bibgraph/graph/quad"
)

// object is a quad as it stands in JSON.
type object struct {
	Subject   string `json:"subject"`
	Predicate string `json:"predicate"`
	Object    string `json:"object"`
	Label     string `json:"label,omitempty"`
}

// Read gives the quads of an array; name stands for the source in errors. A
// bad quad gives an error with its index and reading goes on with the next;
// what is not JSON gives an error that is the last. It can be walked once.
func Read(r io.Reader, name string) iter.Seq2[quad.Quad, error] {
	return named(name, func(yield func(quad.Quad, error) bool) {
		dec := json.NewDecoder(r)
		switch first, err := dec.Token(); {
		case err != nil:
			yield(quad.Quad{}, notJSON(dec, err))
			return
		case first == nil: // Cayley writes null for no quads
		case first != json.Delim('['):
			yield(quad.Quad{}, errors.New("a JSON array of quads is wanted: objects without one are the format json-stream"))
			return
		default:
			for index := 0; dec.More(); index++ {
				q, err := next(dec, index)
				if !yield(q, err) || broken(err) {
					return
				}
			}
			if _, err := dec.Token(); err != nil {
				yield(quad.Quad{}, notJSON(dec, err))
				return
			}
		}
		if _, err := dec.Token(); !errors.Is(err, io.EOF) {
			yield(quad.Quad{}, errors.New("there is more after the JSON array"))
		}
	})
}

// ReadStream gives the quads of objects that follow one another, with errors
// as Read has them.
func ReadStream(r io.Reader, name string) iter.Seq2[quad.Quad, error] {
	return named(name, func(yield func(quad.Quad, error) bool) {
		dec := json.NewDecoder(r)
		for index := 0; ; index++ {
			q, err := next(dec, index)
			if errors.Is(err, io.EOF) || !yield(q, err) || broken(err) {
				return
			}
		}
	})
}

// ReadTerm reads a single term, a JSON string.
func ReadTerm(text []byte) (quad.Term, error) {
	var s string
	if err := json.Unmarshal(text, &s); err != nil {
		return quad.Term{}, fmt.Errorf("a JSON string is wanted: %w", err)
	}
	t := quad.FromString(s)
	if t.IsZero() {
		return t, errors.New("the string is empty")
	}
	return t, nil
}

// next reads the quad that comes next. It is io.EOF where none begins.
func next(dec *json.Decoder, index int) (quad.Quad, error) {
	var o object
	err := dec.Decode(&o)
	mistyped, ok := errors.AsType[*json.UnmarshalTypeError](err)
	switch {
	case ok && mistyped.Field == "":
		return quad.Quad{}, fmt.Errorf("invalid quad at index %d. it is a JSON %s, not an object", index, mistyped.Value)
	case ok:
		return quad.Quad{}, fmt.Errorf("invalid quad at index %d. %s is a JSON %s, not a string", index, mistyped.Field, mistyped.Value)
	case errors.Is(err, io.EOF):
		return quad.Quad{}, err
	case err != nil:
		return quad.Quad{}, notJSON(dec, err)
	}
	q := quad.Quad{
		Subject:   quad.FromString(o.Subject),
		Predicate: quad.FromString(o.Predicate),
		Object:    quad.FromString(o.Object),
		Label:     quad.FromString(o.Label),
	}
	if err := q.Check(); err != nil {
		return quad.Quad{}, fmt.Errorf("invalid quad at index %d. %w", index, err)
	}
	return q, nil
}

// brokenError is an error after which nothing can be read.
type brokenError struct {
	at    int64
	cause error
}

func (e *brokenError) Error() string { return fmt.Sprintf("%v (at byte %d)", e.cause, e.at) }
func (e *brokenError) Unwrap() error { return e.cause }

func broken(err error) bool {
	_, ok := errors.AsType[*brokenError](err)
	return ok
}

func notJSON(dec *json.Decoder, err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = errors.New("unexpected end of JSON input")
	}
	at := dec.InputOffset()
	if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
		at = syntax.Offset
	}
	return &brokenError{at, err}
}

// named puts the name of the source before errors.
func named(name string, quads iter.Seq2[quad.Quad, error]) iter.Seq2[quad.Quad, error] {
	if name == "" {
		return quads
	}
	return func(yield func(quad.Quad, error) bool) {
		for q, err := range quads {
			if err != nil {
				err = fmt.Errorf("%s: %w", name, err)
			}
			if !yield(q, err) {
				return
			}
		}
	}
}
