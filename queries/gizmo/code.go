package gizmo

import (
	"errors"
	"math/big"
	"reflect"
	"regexp"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
)

var (
	errBigInt = errors.New("there are no BigInts here: one shift of them could fill the memory")
	errCode   = errors.New("code is not made while a script runs")
)

// A BigInt can grow beyond all bounds in one operation that nothing interrupts.
// So there is no BigInt, no literal of one, and no code made of strings, which
// could have literals.
func (s *session) guardCode() {
	global := s.vm.GlobalObject()
	_ = global.Delete("BigInt") // these two can be deleted
	_ = global.Delete("eval")

	methods := s.property(s.property(global, "Function"), "prototype")
	function := s.vm.ToValue(func(goja.FunctionCall) goja.Value { s.throw(errCode); return nil }).(*goja.Object)
	_ = function.DefineDataProperty("prototype", methods, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE)
	s.put(methods, "constructor", function)
	s.put(global, "Function", function)
	for _, kind := range []string{"(function* () {})", "(async function () {})"} {
		if f, err := s.vm.RunString(kind); err == nil {
			s.put(f.ToObject(s.vm).Prototype(), "constructor", function)
		}
	}
}

// put gives a member of JavaScript's own library another value.
func (s *session) put(object *goja.Object, name string, v goja.Value) {
	_ = object.DefineDataProperty(name, v, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
}

// bigInt is what a literal of a BigInt looks like; a string may have it too.
var bigInt = regexp.MustCompile(`[0-9a-fA-F]n`)

// checkNumbers refuses a script with literals of BigInts, before it is compiled:
// the compiler works constants out.
func checkNumbers(text string) error {
	if !bigInt.MatchString(text) {
		return nil
	}
	program, err := goja.Parse("", text)
	if err == nil && hasBigInt(reflect.ValueOf(program)) {
		return errBigInt
	}
	return nil // goja tells errors of syntax itself
}

// hasBigInt looks for literals in a tree of syntax.
func hasBigInt(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		if v.IsNil() || v.Type() == reflect.TypeFor[*file.File]() {
			return false
		}
		if v.Type() == reflect.TypeFor[*ast.NumberLiteral]() {
			_, ok := v.Interface().(*ast.NumberLiteral).Value.(*big.Int)
			return ok
		}
		return hasBigInt(v.Elem())
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() && hasBigInt(v.Field(i)) {
				return true
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			if hasBigInt(v.Index(i)) {
				return true
			}
		}
	default: // no tree hangs on it
	}
	return false
}
