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

var errBigInt = errors.New("there are no BigInts here: one shift of them could fill the memory")

// guardCode sees to it that there is no BigInt, which can grow beyond all
// bounds in one operation that nothing interrupts: neither the function that
// makes them nor, in code that is made of strings, a literal of one.
func (s *session) guardCode() {
	global := s.vm.GlobalObject()
	_ = global.Delete("BigInt") // it can be deleted
	s.wrapFunction(global, "eval", func(call caller, _ goja.Value, args []goja.Value) goja.Value {
		s.checkCode(args)
		return call(args...)
	})
	for _, kind := range []string{"(function () {})", "(function* () {})", "(async function () {})"} {
		f, err := s.vm.RunString(kind)
		if err != nil {
			panic(err) // goja knows all of them
		}
		methods := f.ToObject(s.vm).Prototype()
		make, _ := goja.AssertConstructor(methods.Get("constructor"))
		function := s.vm.ToValue(func(call goja.ConstructorCall) *goja.Object {
			s.checkCode(call.Arguments)
			made, err := make(nil, call.Arguments...)
			if err != nil {
				s.throw(err)
			}
			return made
		}).(*goja.Object)
		_ = function.Set("prototype", methods) // for instanceof
		s.put(methods, "constructor", function)
		if kind == "(function () {})" {
			s.put(global, "Function", function)
		}
	}
}

// checkCode throws if a string may have a literal of a BigInt, also in words
// that it quotes: parts of code need not be code.
func (s *session) checkCode(parts []goja.Value) {
	for _, part := range parts {
		text := part.String()
		if err := checkNesting(text); err != nil {
			s.throw(err)
		}
		if bigInt.MatchString(text) {
			s.throw(errBigInt)
		}
	}
}

// put gives a member of JavaScript's own library another value.
func (s *session) put(object *goja.Object, name string, v goja.Value) {
	_ = object.DefineDataProperty(name, v, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
}

// bigInt is what a literal of a BigInt looks like; words in quotes may too.
var bigInt = regexp.MustCompile(`[0-9]\w*n`)

// checkNumbers refuses a script with literals of BigInts, before it is compiled:
// the compiler works constants out.
func checkNumbers(text string, program *ast.Program) error {
	if bigInt.MatchString(text) && hasBigInt(reflect.ValueOf(program)) {
		return errBigInt
	}
	return nil
}

// bigNumber reports whether a literal is of a BigInt.
func bigNumber(n *ast.NumberLiteral) bool {
	_, ok := n.Value.(*big.Int)
	return ok
}

// hasBigInt looks for literals in a tree of syntax.
func hasBigInt(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		if v.IsNil() || v.Type() == reflect.TypeFor[*file.File]() {
			return false
		}
		if v.Type() == reflect.TypeFor[*ast.NumberLiteral]() {
			return bigNumber(v.Interface().(*ast.NumberLiteral))
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
