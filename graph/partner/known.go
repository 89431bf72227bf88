package partner

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"bibgraph/graph/quad"
)

// known gives a quad as Cayley knows it: literals of one value are one node, a
// time has whole seconds. Two of our quads may be one of Cayley's. A quad that
// Cayley's N-Quads reader drops or chokes on is an error.
func known(q quad.Quad) (quad.Quad, error) {
	if err := q.Check(); err != nil {
		return q, err
	}
	for i, t := range []*quad.Term{&q.Subject, &q.Predicate, &q.Object, &q.Label} {
		if t.IsZero() {
			continue
		}
		if err := legible(*t); err != nil {
			return q, fmt.Errorf("%s %.200s: %w", [...]string{"subject", "predicate", "object", "label"}[i], *t, err)
		}
		if at, ok := t.Native().(time.Time); ok {
			*t = quad.Time(time.Unix(at.Unix(), 0))
		} else {
			*t = t.Canonical()
		}
	}
	return q, nil
}

// legible tells what Cayley's reader does not take.
func legible(t quad.Term) error {
	iri := t.Datatype()
	if t.Kind() == quad.KindIRI {
		iri = t.Value()
		if iri == "" {
			return errors.New("an empty IRI makes Cayley drop the quad")
		}
	}
	if strings.ContainsRune(iri, 0x7f) {
		return errors.New("an IRI with the character U+007F is not read by Cayley")
	}
	if t.Kind() == quad.KindBlank && strings.Contains(t.Value(), `\`) {
		return errors.New("a blank node with a backslash is not read by Cayley")
	}
	first, _, _ := strings.Cut(t.Language(), "-")
	if strings.ContainsAny(first, "0123456789") || strings.Contains(t.Language(), "_") {
		return errors.New("a language tag that is not letters first, with hyphens, is not read by Cayley")
	}
	return nil
}
