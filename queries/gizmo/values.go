package gizmo

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"time"

	"github.com/dop251/goja"

	"bibgraph/graph/quad"
	"bibgraph/queries/results"
)

// What scripts hold of ours, behind objects without members.
type (
	pathObject   struct{ path path }
	filterObject struct{ tests []test }
	termObject   struct {
		term quad.Term
		// typed is set if the term was written as a typed literal.
		typed bool
	}
)

// String is what JavaScript's String() gives.
func (t *termObject) String() string { return t.term.CayleyText() }

// hidden shows scripts no member of Go values.
type hidden struct{}

// FieldName implements goja.FieldNameMapper.
func (hidden) FieldName(reflect.Type, reflect.StructField) string { return "" }

// MethodName implements goja.FieldNameMapper.
func (hidden) MethodName(reflect.Type, reflect.Method) string { return "" }

// held gives the Go value that v stands for, nil if it is none of ours.
func held(v goja.Value) any {
	if o, ok := v.(*goja.Object); ok {
		switch o.ExportType() {
		case reflect.TypeFor[*pathObject](), reflect.TypeFor[*filterObject](), reflect.TypeFor[*termObject]():
			return o.Export()
		}
	}
	return nil
}

func absent(v goja.Value) bool { return v == nil || goja.IsUndefined(v) || goja.IsNull(v) }

// typeName names the type of v as Cayley's errors do.
func typeName(v goja.Value) string {
	if absent(v) {
		return "<nil>"
	}
	switch held(v).(type) {
	case *pathObject:
		return "*path.Path"
	case *filterObject:
		return "gizmo.valFilter"
	}
	return v.ExportType().String()
}

// term reads a value by Cayley's rules: strings by their look, whole numbers
// as integers, dates as times. The zero Term is a value that no node has.
func (s *session) term(v goja.Value) (quad.Term, error) {
	t, typed, err := s.written(v)
	if typed && !canBeNode(t) {
		t = quad.Term{}
	}
	return t, err
}

// written is term before any thought of what the store holds; typed tells that
// a typed literal was written down.
func (s *session) written(v goja.Value) (t quad.Term, typed bool, err error) {
	if absent(v) {
		return quad.Term{}, false, errors.New("not a quad.Value: <nil>")
	}
	if t, ok := held(v).(*termObject); ok {
		return t.term, t.typed, nil
	}
	switch v.ExportType() {
	case reflect.TypeFor[string](), reflect.TypeFor[bool](), reflect.TypeFor[int64](), reflect.TypeFor[float64](), reflect.TypeFor[time.Time]():
	default:
		return quad.Term{}, false, fmt.Errorf("not a quad.Value: %s", typeName(v))
	}
	switch x := v.Export().(type) {
	case string:
		t := quad.FromString(x)
		return t, t.Kind() == quad.KindTyped, nil
	case bool:
		return quad.Bool(x), false, nil
	case int64:
		return quad.Int(x), false, nil
	case float64:
		if x == math.Trunc(x) && math.Abs(x) < 1<<63 {
			return quad.Int(int64(x)), false, nil
		}
		return quad.Float(x), false, nil
	case time.Time:
		return quad.Time(x), false, nil
	default:
		return quad.Term{}, false, fmt.Errorf("not a quad.Value: %T", x)
	}
}

// canBeNode reports whether a typed literal that was written down, and not
// read from data, can be a node: Cayley keeps loaded numbers, booleans and
// times under the short datatype and in canonical form only.
func canBeNode(t quad.Term) bool {
	return t.Native() == nil || t.CayleyText() == `"`+t.Value()+`"^^<`+t.Datatype()+`>`
}

// terms reads values and leaves out what no node has.
func (s *session) terms(values []goja.Value) ([]quad.Term, error) {
	var out []quad.Term
	for _, v := range values {
		t, err := s.term(v)
		if err != nil {
			return nil, err
		}
		if !t.IsZero() {
			out = append(out, t)
		}
	}
	return out, nil
}

// one is the choice of a single value.
func (s *session) one(v goja.Value) (choice, error) {
	terms, err := s.terms([]goja.Value{v})
	return choice{terms: terms}, err
}

// choice reads what out() and its like take: nothing, null or [] for any; a
// value, a path, or an array of them.
func (s *session) choice(v goja.Value) (choice, error) {
	if absent(v) {
		return choice{any: true}, nil
	}
	list := []goja.Value{v}
	if o, ok := v.(*goja.Object); ok && o.ClassName() == "Array" {
		list = elements(o)
		if len(list) == 0 {
			return choice{any: true}, nil
		}
	}
	var c choice
	for _, v := range list {
		if p, ok := held(v).(*pathObject); ok {
			c.paths = append(c.paths, p.path)
			continue
		}
		t, err := s.term(v)
		if err != nil {
			return choice{}, err
		}
		if !t.IsZero() {
			c.terms = append(c.terms, t)
		}
	}
	c.terms = unique(c.terms)
	return c, nil
}

// elements gives the values of an array.
func elements(array *goja.Object) []goja.Value {
	n := array.Get("length").ToInteger()
	var list []goja.Value
	for i := range min(n, maxElements) {
		list = append(list, array.Get(strconv.FormatInt(i, 10)))
	}
	return list
}

// names reads tags: strings, or arrays of strings.
func names(values []goja.Value) ([]string, error) {
	var out []string
	for _, v := range values {
		list := []goja.Value{v}
		if o, ok := v.(*goja.Object); ok && o.ClassName() == "Array" {
			list = elements(o)
		}
		for _, v := range list {
			name, err := text(v)
			if err != nil {
				return nil, err
			}
			out = append(out, name)
		}
	}
	if len(out) > maxTags {
		return nil, errTags
	}
	return out, nil
}

// text reads a string and nothing else.
func text(v goja.Value) (string, error) {
	if absent(v) || v.ExportType() != reflect.TypeFor[string]() {
		return "", fmt.Errorf("expected string, got: %s", typeName(v))
	}
	return v.String(), nil
}

// js is a term as scripts see it.
func (s *session) js(t quad.Term) goja.Value {
	if at, ok := t.Native().(time.Time); ok && s.collation == results.JSON {
		date, err := s.vm.New(s.vm.Get("Date"), s.vm.ToValue(at.UnixMilli()))
		if err == nil {
			return date
		}
	}
	value := s.collation.Value(t)
	members, ok := value.(results.Object)
	if !ok {
		if value == nil {
			return goja.Null()
		}
		return s.vm.ToValue(value)
	}
	o := s.vm.NewObject()
	for _, m := range members {
		_ = o.Set(m.Name, m.Value) // a plain object takes any member
	}
	return o
}
