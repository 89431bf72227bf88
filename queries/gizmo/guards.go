package gizmo

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/dlclark/regexp2/v2"
	"github.com/dop251/goja"
)

// Scripts come from strangers. goja has no bound for memory, and some of its
// own functions recurse as deep as their data, which would end the process
// when the stack is full. What stands here keeps that from happening as far as
// goja permits: what a single call of its library does is not interrupted, so
// the calls that can be asked for much at once are wrapped.

const (
	// maxCalls is how deep functions may call each other.
	maxCalls = 1000
	// maxData is how deep data may be nested for the functions below.
	maxData = 1000
	// maxLength bounds the strings that are made, and the arrays that are
	// walked, by one call.
	maxLength = 1 << 24
	// maxSpread and maxArguments bound what ... spreads into an array and into
	// the arguments of a call: neither is fast.
	maxSpread    = 1 << 20
	maxArguments = 1 << 16
	// maxText bounds the strings that are made of many.
	maxText = 1 << 27
	// maxSteps bounds the length of a path, with that of the paths in it.
	maxSteps = 200
	// maxTags bounds the names in one call.
	maxTags = 100
	// maxMatch is how long one match of a JavaScript pattern with look-around or
	// back references may take; then it has not matched.
	maxMatch = time.Second
)

var errTags = fmt.Errorf("a call sets at most %d tags", maxTags)

// boundPatterns keeps such a pattern from trying for ever: while it does,
// nothing can interrupt it. The bound is for the whole program.
var boundPatterns = sync.OnceFunc(func() { regexp2.DefaultMatchTimeout = maxMatch })

// guard bounds the functions that recurse on their data or may ask for much.
func (s *session) guard() {
	boundPatterns()
	array := s.property(s.vm.GlobalObject(), "Array")
	methods := s.property(array, "prototype")
	for _, name := range methods.GetOwnPropertyNames() {
		switch name {
		case "push", "pop", "constructor", "length":
		case "flat":
			s.wrapFunction(methods, name, s.flat)
		case "join":
			s.wrapFunction(methods, name, s.join)
		case "concat":
			s.wrapFunction(methods, name, s.concat)
		default:
			s.wrapFunction(methods, name, s.walk)
		}
	}
	s.wrapFunction(array, "from", s.spread)
	s.wrapFunction(s.property(s.property(s.vm.GlobalObject(), "Function"), "prototype"), "apply", s.spread)
	reflection := s.property(s.vm.GlobalObject(), "Reflect")
	s.wrapFunction(reflection, "apply", s.spread)
	s.wrapFunction(reflection, "construct", s.spread)

	texts := s.property(s.property(s.vm.GlobalObject(), "String"), "prototype")
	for _, name := range []string{"repeat", "padStart", "padEnd"} {
		s.wrapFunction(texts, name, s.grow)
	}

	for _, name := range []string{"replace", "replaceAll"} {
		s.wrapFunction(texts, name, s.replace)
	}
	s.wrapFunction(texts, "concat", s.concat)
	s.wrapFunction(s.property(s.vm.GlobalObject(), "String"), "raw", s.raw)

	json := s.property(s.vm.GlobalObject(), "JSON")
	s.wrapFunction(json, "parse", s.parseJSON)
	s.wrapFunction(json, "stringify", s.stringify)

	s.defineBounds()
	s.guardCode()

	// Buffers are made at once, however large, and no query needs one.
	for _, name := range []string{
		"ArrayBuffer", "SharedArrayBuffer", "DataView", "Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array",
		"Uint16Array", "Int32Array", "Uint32Array", "Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array",
	} {
		_ = s.vm.GlobalObject().Delete(name) // all are configurable
	}
}

func (s *session) property(o *goja.Object, name string) *goja.Object {
	return o.Get(name).ToObject(s.vm)
}

var (
	errTooDeep = fmt.Errorf("data is nested more than %d levels deep, or contains itself", maxData)
	errTooLong = fmt.Errorf("a string or array is longer than %d", maxLength)
)

// walk guards a function that goes over an array and may call itself for the
// arrays in it.
func (s *session) walk(call caller, this goja.Value, args []goja.Value) goja.Value {
	s.checkLength(this)
	s.depth++
	defer func() { s.depth-- }()
	if s.depth > maxData {
		s.throw(errTooDeep)
	}
	return call(args...)
}

// flat guards a function that puts the elements of arrays side by side.
func (s *session) flat(call caller, this goja.Value, args []goja.Value) goja.Value {
	depth := int64(1)
	if len(args) > 0 {
		depth = min(args[0].ToInteger(), maxData)
		args[0] = s.vm.ToValue(depth)
	}
	left := int64(maxLength)
	s.checkFlat(this, depth, &left)
	return s.walk(call, this, args)
}

// checkFlat throws if an array has too many elements, counting those of the
// arrays in it.
func (s *session) checkFlat(v goja.Value, depth int64, left *int64) {
	array, ok := v.(*goja.Object)
	if !ok || array.ClassName() != "Array" {
		return
	}
	n := array.Get("length").ToInteger()
	if *left -= n; *left < 0 {
		s.throw(errTooLong)
	}
	for i := int64(0); depth > 0 && i < n; i++ {
		s.checkFlat(array.Get(strconv.FormatInt(i, 10)), depth-1, left)
	}
}

// join guards a function that makes one string of the elements of an array.
func (s *session) join(call caller, this goja.Value, args []goja.Value) goja.Value {
	s.checkLength(this)
	separator := 1
	if len(args) > 0 && !goja.IsUndefined(args[0]) {
		separator = len(args[0].String())
	}
	s.checkTexts(this, separator)
	return s.walk(call, this, args)
}

// checkTexts throws if the strings in an array, with so much between them, are
// too long together.
func (s *session) checkTexts(v goja.Value, between int) {
	array, ok := v.(*goja.Object)
	if !ok {
		return
	}
	length := array.Get("length")
	if length == nil {
		return
	}
	n := length.ToInteger()
	left := int64(maxText) - n*int64(between)
	for i := int64(0); i < n && left >= 0; i++ {
		left -= textLength(array.Get(strconv.FormatInt(i, 10)))
	}
	if left < 0 {
		s.throw(errTooLong)
	}
}

// textLength is how many units a string has, 0 for what is none.
func textLength(v goja.Value) int64 {
	if text, ok := v.(goja.String); ok {
		return int64(text.Length())
	}
	return 0
}

// concat guards a function that puts its arguments behind one another.
func (s *session) concat(call caller, this goja.Value, args []goja.Value) goja.Value {
	elements, units := int64(0), textLength(this)
	for _, v := range args {
		units += textLength(v)
		if array, ok := v.(*goja.Object); ok && array.ClassName() == "Array" {
			elements += array.Get("length").ToInteger()
		}
	}
	if elements > maxLength || units > maxText {
		s.throw(errTooLong)
	}
	return s.walk(call, this, args)
}

// replace guards a function that may put a long text in many places. What
// stands for all before or behind a match may come once for each match.
func (s *session) replace(call caller, this goja.Value, args []goja.Value) goja.Value {
	if len(args) > 1 {
		if text, ok := args[1].(goja.String); ok {
			n := int64(len(this.String())) + 1
			around := int64(strings.Count(text.String(), "$`") + strings.Count(text.String(), "$'"))
			if n > maxText/(int64(text.Length())+1) || around > 0 && n > maxText/n/around {
				s.throw(errTooLong)
			}
		}
	}
	return call(args...)
}

// raw guards String.raw.
func (s *session) raw(call caller, _ goja.Value, args []goja.Value) goja.Value {
	if len(args) > 0 {
		if o, ok := args[0].(*goja.Object); ok {
			if texts := o.Get("raw"); texts != nil {
				s.checkLength(texts)
				s.checkTexts(texts, 0)
			}
		}
	}
	return call(args...)
}

// spread guards a function that makes a list of an argument.
func (s *session) spread(call caller, _ goja.Value, args []goja.Value) goja.Value {
	for _, v := range args {
		s.checkLength(v)
	}
	return call(args...)
}

// checkLength throws if v says that it is a long array.
func (s *session) checkLength(v goja.Value) {
	if length(v) > maxLength {
		s.throw(errTooLong)
	}
}

// length is how long v says that it is, 0 if it is no object or does not say.
func length(v goja.Value) int64 {
	if o, ok := v.(*goja.Object); ok {
		if n := o.Get("length"); n != nil {
			return n.ToInteger()
		}
	}
	return 0
}

// grow guards a function that makes a string longer.
func (s *session) grow(call caller, this goja.Value, args []goja.Value) goja.Value {
	if len(args) > 0 {
		n := max(int64(len(this.String())), 1)
		if args[0].ToInteger() > maxLength/n {
			s.throw(errTooLong)
		}
	}
	return call(args...)
}

func (s *session) parseJSON(call caller, _ goja.Value, args []goja.Value) goja.Value {
	if len(args) > 0 && depthOf(args[0].String()) > maxData {
		s.throw(errTooDeep)
	}
	return call(args...)
}

func (s *session) stringify(call caller, _ goja.Value, args []goja.Value) goja.Value {
	if len(args) > 0 {
		left := int64(maxText)
		s.checkData(args[0], 0, &left)
	}
	return call(args...)
}

// caller calls the function that a wrapper guards.
type caller func(args ...goja.Value) goja.Value

// wrapper calls a function of JavaScript's own library with care.
type wrapper func(call caller, this goja.Value, args []goja.Value) goja.Value

func (s *session) wrapFunction(object *goja.Object, name string, w wrapper) {
	original, ok := goja.AssertFunction(object.Get(name))
	if !ok {
		return
	}
	f := func(fc goja.FunctionCall) goja.Value {
		return w(func(args ...goja.Value) goja.Value {
			v, err := original(fc.This, args...)
			if err != nil {
				s.throw(err)
			}
			return v
		}, fc.This, fc.Arguments)
	}
	s.put(object, name, s.vm.ToValue(f))
}

// checkData throws if v is nested too deeply, or its text would be too long.
func (s *session) checkData(v goja.Value, depth int, left *int64) {
	const mark, indent = 8, 10 // units for an element, and at most for a level
	if *left -= mark + int64(indent*depth) + textLength(v); *left < 0 {
		s.throw(errTooLong)
	}
	o, ok := v.(*goja.Object)
	if !ok || held(v) != nil {
		return
	}
	if depth > maxData {
		s.throw(errTooDeep)
	}
	for _, name := range o.Keys() {
		*left -= int64(len(name))
		s.checkData(o.Get(name), depth+1, left)
	}
}

// depthOf tells how deep a JSON text is nested.
func depthOf(json string) int {
	depth, deepest, quoted := 0, 0, false
	for i := 0; i < len(json); i++ {
		switch c := json[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[' || c == '{':
			depth++
			deepest = max(deepest, depth)
		case c == ']' || c == '}':
			depth--
		}
	}
	return deepest
}
