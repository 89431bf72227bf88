package gizmo

import (
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/dop251/goja"

	"bibgraph/graph/quad"
	"bibgraph/queries/results"
)

const (
	maxDepth    = 500
	maxElements = 1 << 20
)

var (
	errDeep = fmt.Errorf("a value to emit is nested more than %d levels deep, or contains itself", maxDepth)
	errHuge = fmt.Errorf("a value to emit has more than %d elements", maxElements)
)

// emitted turns what a script emits into a value of results.Row.
func (s *session) emitted(v goja.Value) (any, error) {
	left := maxElements
	return s.export(v, 0, &left)
}

func (s *session) export(v goja.Value, depth int, left *int) (any, error) {
	if *left--; *left < 0 {
		return nil, errHuge
	}
	if depth > maxDepth {
		return nil, errDeep
	}
	if absent(v) {
		return nil, nil
	}
	if _, ok := v.(*goja.Symbol); ok {
		return nil, errors.New("a symbol is no value to emit")
	}
	o, ok := v.(*goja.Object)
	if !ok {
		return plain(v)
	}
	switch x := held(v).(type) {
	case *termObject:
		return bare(x.term), nil
	case *pathObject, *filterObject:
		return results.Object{}, nil
	}
	switch o.ClassName() {
	case "Function":
		return nil, errors.New("a function is no value to emit")
	case "Date", "Number", "String", "Boolean":
		return plain(v)
	case "Array":
		if o.Get("length").ToInteger() > maxElements {
			return nil, errHuge
		}
		list := []any{}
		for _, e := range elements(o) {
			x, err := s.export(e, depth+1, left)
			if err != nil {
				return nil, err
			}
			list = append(list, x)
		}
		return list, nil
	}
	members := results.Object{}
	for _, name := range o.Keys() {
		x, err := s.export(o.Get(name), depth+1, left)
		if err != nil {
			return nil, err
		}
		members = append(members, results.Member{Name: name, Value: x})
	}
	return members, nil
}

// plain exports a value without members.
func plain(v goja.Value) (any, error) {
	switch x := v.Export().(type) {
	case float64:
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return nil, fmt.Errorf("%s is no value that JSON can hold", v)
		}
		return x, nil
	case bool, int64, string:
		return x, nil
	case time.Time:
		return x.UTC().Format(time.RFC3339Nano), nil
	default:
		return v.String(), nil
	}
}

// bare is how Cayley prints the values that iri() and its like make.
func bare(t quad.Term) any {
	switch t.Kind() {
	case quad.KindLang:
		return results.Object{{Name: "Value", Value: t.Value()}, {Name: "Lang", Value: t.Language()}}
	case quad.KindTyped:
		return results.Object{{Name: "Value", Value: t.Value()}, {Name: "Type", Value: t.Datatype()}}
	default:
		return t.Value()
	}
}
