package mql

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"bibgraph/graph/quad"
)

// Bounds of a query: each object in an object is asked for by the objects
// around it too.
const (
	maxDepth  = 50
	maxFields = 500
)

// query is what is asked of a node.
type query struct {
	// terms are the values that the node may have, if set; none is a value
	// that no node has.
	terms []quad.Term
	fixed bool
	// object is set for a query in braces, which has fields.
	object bool
	fields []field
	// optional is set for null and the empty list.
	optional bool
	// repeated is set for a list, which holds all values and not the last.
	repeated bool
}

// field is a key of an object and what stands there.
type field struct {
	key       string
	id        bool // key is "id", and query is of the node itself
	predicate quad.Term
	reverse   bool
	query     query
}

// parser counts fields.
type parser struct{ fields int }

func parse(text string) (query, error) {
	var value any
	if err := json.Unmarshal([]byte(text), &value); err != nil {
		return query{}, err //nolint:wrapcheck // as Cayley words it
	}
	q, err := new(parser).query(value, nil)
	switch {
	case err != nil:
		return query{}, err
	case q.optional:
		return query{}, errors.New("optional iterator at the top level") // Cayley's words
	case !q.object:
		return query{}, errors.New("a query is an object, or a list of one")
	}
	return q, nil
}

// query reads what stands at a place of the text.
func (p *parser) query(value any, place []string) (query, error) {
	if len(place) > maxDepth {
		return query{}, fmt.Errorf("a query is nested at most %d levels deep", maxDepth)
	}
	switch v := value.(type) {
	case nil:
		return query{optional: true}, nil
	case bool:
		return fixed(quad.Bool(v)), nil
	case float64:
		if v == math.Trunc(v) && math.Abs(v) < 1<<63 {
			return fixed(quad.Int(int64(v))), nil
		}
		return fixed(quad.Float(v)), nil
	case string:
		return fixed(quad.NodeFromString(v)), nil
	case []any:
		if len(v) > 1 {
			return query{}, fmt.Errorf("multiple fields at location root %s", strings.Join(append([]string{""}, place...), "."))
		}
		if len(v) == 0 {
			return query{optional: true, repeated: true}, nil
		}
		q, err := p.query(v[0], place)
		q.repeated = true
		return q, err
	case map[string]any:
		return p.object(v, place)
	default:
		panic(fmt.Sprintf("encoding/json made a %T", v))
	}
}

func fixed(t quad.Term) query {
	q := query{fixed: true}
	if !t.IsZero() {
		q.terms = []quad.Term{t}
	}
	return q
}

func (p *parser) object(members map[string]any, place []string) (query, error) {
	q := query{object: true}
	if p.fields += len(members); p.fields > maxFields {
		return query{}, fmt.Errorf("a query has at most %d fields", maxFields)
	}
	for _, key := range slices.Sorted(maps.Keys(members)) {
		inner, err := p.query(members[key], append(slices.Clip(place), key))
		if err != nil {
			return query{}, err
		}
		f := field{key: key, id: key == "id", query: inner}
		if f.id && inner.object {
			return query{}, errors.New(`"id" is the node itself: ask for what it has beside it`)
		}
		name := key
		if strings.HasPrefix(name, "@") {
			if _, after, ok := strings.Cut(name, ":"); ok {
				name = after
			}
		}
		name, f.reverse = strings.CutPrefix(name, "!")
		f.predicate = quad.NodeFromString(name)
		q.fields = append(q.fields, f)
	}
	return q, nil
}
