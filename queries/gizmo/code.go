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
// makes them nor, in code that is made of strings, a literal of one. That code
// is bounded as the script itself is.
func (s *session) guardCode() {
	global := s.vm.GlobalObject()
	_ = global.Delete("BigInt") // it can be deleted
	s.wrapFunction(global, "eval", func(call caller, _ goja.Value, args []goja.Value) goja.Value {
		if len(args) > 0 {
			if text, ok := args[0].(goja.String); ok {
				s.checkCode(args[:1])
				if v, ok := s.evaluate(text.String()); ok {
					return v
				}
			}
		}
		return call(args...)
	})
	for _, kind := range []string{"function", "function*", "async function"} {
		f, err := s.vm.RunString("(" + kind + " () {})")
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
			if v, ok := s.evaluate("(" + made.String() + ")"); ok {
				made = v.ToObject(s.vm)
			}
			return made
		}).(*goja.Object)
		_ = function.Set("prototype", methods) // for instanceof
		s.put(methods, "constructor", function)
		if kind == "function" {
			s.put(global, "Function", function)
		}
	}
}

// evaluate runs code that a script has made, in the scope that eval has when it
// is called as a function. It leaves to goja what is no code.
func (s *session) evaluate(code string) (v goja.Value, ok bool) {
	source, err := goja.Parse("", code)
	if err != nil {
		return nil, false
	}
	boundGrowth(source)
	program, err := goja.CompileAST(source, false)
	if err != nil {
		return nil, false
	}
	v, err = s.vm.RunProgram(program)
	if err != nil {
		s.throw(err)
	}
	return v, true
}

// checkCode throws if a string may have a literal of a BigInt, also in words
// that it quotes: parts of code need not be code.
func (s *session) checkCode(parts []goja.Value) {
	for _, part := range parts {
		text := part.String()
		if err := checkSize(text); err != nil {
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
func checkNumbers(text string, program *ast.Program) (err error) {
	if bigInt.MatchString(text) {
		inspect(program, func(node any) {
			if n, ok := node.(*ast.NumberLiteral); ok && bigNumber(n) {
				err = errBigInt
			}
		})
	}
	return err
}

// bigNumber reports whether a literal is of a BigInt.
func bigNumber(n *ast.NumberLiteral) bool {
	_, ok := n.Value.(*big.Int)
	return ok
}

// inspect visits the nodes of a tree of syntax, those of a branch before the
// branch itself.
func inspect(program *ast.Program, visit func(node any)) {
	inspectValue(reflect.ValueOf(program), visit)
}

func inspectValue(v reflect.Value, visit func(node any)) {
	switch v.Kind() {
	case reflect.Interface:
		inspectValue(v.Elem(), visit)
	case reflect.Pointer:
		if !v.IsNil() && v.Type() != reflect.TypeFor[*file.File]() {
			inspectValue(v.Elem(), visit)
			visit(v.Interface())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				inspectValue(v.Field(i), visit)
			}
		}
	case reflect.Slice:
		if v.Type() == reflect.TypeFor[[]*ast.VariableDeclaration]() {
			return // lists again what stands in the body
		}
		for i := range v.Len() {
			inspectValue(v.Index(i), visit)
		}
	default: // no tree hangs on it
	}
}
