package gizmo

import (
	"errors"
	"fmt"
	"runtime"
	"runtime/metrics"
	"strings"
	"time"

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
	// maxBrackets bounds the nesting of a script, which the parser follows on
	// its stack. It counts every opening bracket, so that no lexer is needed.
	maxBrackets = 50_000
	// maxData is how deep data may be nested for the functions below.
	maxData = 1000
	// maxLength bounds the strings that are made, and the arrays that are
	// walked, by one call.
	maxLength = 1 << 24
	// maxSteps bounds the length of a path, with that of the paths in it.
	maxSteps = 200
	// maxTags bounds the names in one call.
	maxTags = 100
	// watchEvery is how often memory is looked at.
	watchEvery = 50 * time.Millisecond
)

// ErrMemory ends a script that makes the heap grow too much.
var ErrMemory = errors.New("the script needs too much memory")

var errTags = fmt.Errorf("a call sets at most %d tags", maxTags)

func checkNesting(text string) error {
	if strings.Count(text, "(")+strings.Count(text, "[")+strings.Count(text, "{") > maxBrackets {
		return fmt.Errorf("a script has at most %d brackets: split it, or hand data in by other ways", maxBrackets)
	}
	return nil
}

// guard bounds the functions that recurse on their data or may ask for much.
func (s *session) guard() {
	s.vm.SetMaxCallStackSize(maxCalls)

	array := s.property(s.vm.GlobalObject(), "Array")
	methods := s.property(array, "prototype")
	for _, name := range methods.GetOwnPropertyNames() {
		switch name {
		case "push", "pop", "constructor", "length":
		case "flat":
			s.wrapFunction(methods, name, s.flat)
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

	json := s.property(s.vm.GlobalObject(), "JSON")
	s.wrapFunction(json, "parse", s.parseJSON)
	s.wrapFunction(json, "stringify", s.stringify)

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

func (s *session) flat(call caller, this goja.Value, args []goja.Value) goja.Value {
	if len(args) > 0 {
		args[0] = s.vm.ToValue(min(args[0].ToInteger(), maxData))
	}
	return s.walk(call, this, args)
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
	o, ok := v.(*goja.Object)
	if !ok {
		return
	}
	if n := o.Get("length"); n != nil && n.ToInteger() > maxLength {
		s.throw(errTooLong)
	}
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
		left := maxElements
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
	_ = object.DefineDataProperty(name, s.vm.ToValue(f), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
}

// checkData throws if v is nested too deeply.
func (s *session) checkData(v goja.Value, depth int, left *int) {
	o, ok := v.(*goja.Object)
	if !ok || held(v) != nil {
		return
	}
	if *left--; *left < 0 {
		s.throw(errHuge)
	}
	if depth > maxData {
		s.throw(errTooDeep)
	}
	for _, name := range o.Keys() {
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

// watchMemory interrupts the script when the heap has grown by more than
// maxMemory since now, until the function that it gives is called. The heap is
// that of the process: what others allocate meanwhile counts too.
func (s *session) watchMemory() (stop func()) {
	if s.maxMemory <= 0 {
		return func() {}
	}
	bound := heap() + uint64(s.maxMemory)
	done := make(chan struct{})
	go func() {
		ticks := time.NewTicker(watchEvery)
		defer ticks.Stop()
		for {
			select {
			case <-done:
				return
			case <-ticks.C:
			}
			if heap() <= bound {
				continue
			}
			runtime.GC() // garbage does not count
			if heap() > bound {
				s.vm.Interrupt(ErrMemory)
				return
			}
		}
	}()
	return func() { close(done) }
}

// heap is how many bytes objects on the heap take.
func heap() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
