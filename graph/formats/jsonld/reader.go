package jsonld

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"

	"github.com/piprate/json-gold/ld"

	"bibgraph/graph/quad"
)

// MaxSize is the size of the largest document, in bytes: it is read as a whole.
const MaxSize = 256 << 20

// Read gives the quads of a document, once; name stands for the source in
// errors. Reading ends at the first error, and what is not JSON gives nothing
// but the error.
func Read(r io.Reader, name string) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		fail := func(err error) {
			if name != "" {
				err = fmt.Errorf("%s: %w", name, err)
			}
			yield(quad.Quad{}, err)
		}
		document, hash, err := parse(r)
		if err != nil {
			fail(err)
			return
		}
		x := expansion{blanks: "b" + hash + "x", yield: func(q quad.Quad) bool { return yield(q, nil) }}
		if document, err = x.expand(document); err == nil {
			err = x.document(document)
		}
		if err != nil && !errors.Is(err, errEnough) {
			fail(err)
		}
	}
}

// parse reads the one JSON value that r holds, and 8 digits of its hash.
func parse(r io.Reader) (document any, hash string, err error) {
	sum := sha256.New()
	limited := &io.LimitedReader{R: r, N: MaxSize + 1}
	dec := json.NewDecoder(io.TeeReader(limited, sum))
	dec.UseNumber()
	if err = dec.Decode(&document); err == nil {
		_, err = dec.Token()
		if errors.Is(err, io.EOF) {
			return document, hex.EncodeToString(sum.Sum(nil))[:8], nil
		}
		if err == nil {
			err = fmt.Errorf("there is more after the JSON document (at byte %d)", dec.InputOffset())
		}
	}
	syntax, isSyntax := errors.AsType[*json.SyntaxError](err)
	switch {
	case limited.N <= 0:
		err = fmt.Errorf("the document is larger than %d MiB; N-Quads may be of any size", MaxSize>>20)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		err = fmt.Errorf("unexpected end of JSON input (at byte %d)", MaxSize+1-limited.N)
	case isSyntax:
		err = fmt.Errorf("%w (at byte %d)", err, syntax.Offset)
	}
	return nil, "", err
}

// expand applies the contexts of a document. One that has none, or only the
// relative one that Write puts there, is as good as expanded.
func (x *expansion) expand(document any) (any, error) {
	if top, ok := document.(map[string]any); ok {
		if context, ok := top["@context"].(map[string]any); ok && len(context) == 1 && context["@vocab"] == "" {
			rest := make(map[string]any, len(top))
			for key, value := range top {
				if key != "@context" {
					rest[key] = value
				}
			}
			if !hasContext(rest) {
				x.relative = true
				return rest, nil
			}
		}
	}
	if !hasContext(document) {
		return document, nil
	}
	return expand(document)
}

// hasContext reports whether there is a context anywhere in a document.
func hasContext(element any) bool {
	switch e := element.(type) {
	case map[string]any:
		if _, ok := e["@context"]; ok {
			return true
		}
		for _, value := range e {
			if hasContext(value) {
				return true
			}
		}
	case []any:
		return slices.ContainsFunc(e, hasContext)
	}
	return false
}

// expand lets json-gold expand a document. That a document which no one
// thought of breaks the library must not end the process.
func expand(document any) (expanded any, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("the document cannot be expanded: %v", cause)
		}
	}()
	o := ld.NewJsonLdOptions("")
	o.DocumentLoader = noLoader{}
	return ld.NewJsonLdProcessor().Expand(withTags(document, escapeTag), o)
}

// noLoader fetches nothing.
type noLoader struct{}

// LoadDocument refuses.
func (noLoader) LoadDocument(iri string) (*ld.RemoteDocument, error) {
	return nil, fmt.Errorf("the context %q is not in the document, and none is fetched: put it in, or expand the document first", iri)
}
