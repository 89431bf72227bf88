package gizmo

import (
	"fmt"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"
	"github.com/dop251/goja/unistring"
)

// Sums, templates and spreads can double a string or an array in one step, and
// nothing interrupts a step: after thirty of them the memory is full. So what
// they add at once is bounded. The tree of a script is changed before it is
// compiled: each of these
//
//	x + y    x += y    `${y}`    [...y]    f(...y)
//
// gets a call of the function below in place of y.

// The functions that let what is short pass. No script can write their names.
const (
	shortText = "+"
	shortList = "..."
)

// defineBounds makes those functions known to scripts, for good. They take a
// value and how long it may be.
func (s *session) defineBounds() {
	for name, f := range map[string]func(goja.FunctionCall) goja.Value{
		shortText: func(fc goja.FunctionCall) goja.Value {
			v := s.primitive(fc.Argument(0))
			if textLength(v) > fc.Argument(1).ToInteger() {
				s.throw(errTooLong)
			}
			return v
		},
		shortList: func(fc goja.FunctionCall) goja.Value {
			if most := fc.Argument(1).ToInteger(); length(fc.Argument(0)) > most {
				s.throw(fmt.Errorf("an array that is longer than %d is not spread", most))
			}
			return fc.Argument(0)
		},
	} {
		_ = s.vm.GlobalObject().DefineDataProperty(name, s.vm.ToValue(f), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE)
	}
}

// boundGrowth changes the tree of a script.
func boundGrowth(program *ast.Program) {
	inspect(program, func(node any) {
		switch n := node.(type) {
		case *ast.BinaryExpression:
			if n.Operator == token.PLUS {
				n.Right = bounded(shortText, n.Right, maxLength)
			}
		case *ast.AssignExpression:
			if n.Operator == token.PLUS {
				n.Right = bounded(shortText, n.Right, maxLength)
			}
		case *ast.TemplateLiteral:
			for i, y := range n.Expressions {
				if n.Tag == nil {
					n.Expressions[i] = bounded(shortText, y, maxLength/len(n.Expressions))
				}
			}
		case *ast.ArrayLiteral:
			boundSpreads(n.Value, maxSpread)
		case *ast.CallExpression:
			boundSpreads(n.ArgumentList, maxArguments)
		case *ast.NewExpression:
			boundSpreads(n.ArgumentList, maxArguments)
		}
	})
}

func boundSpreads(list []ast.Expression, most int) {
	for _, e := range list {
		if spread, ok := e.(*ast.SpreadElement); ok {
			spread.Expression = bounded(shortList, spread.Expression, most)
		}
	}
}

// bounded lets y pass if it is not longer than most.
func bounded(by unistring.String, y ast.Expression, most int) ast.Expression {
	switch y.(type) {
	case *ast.StringLiteral, *ast.NumberLiteral:
		return y // no longer than the script
	}
	return &ast.CallExpression{
		Callee:          &ast.Identifier{Name: by, Idx: y.Idx0()},
		LeftParenthesis: y.Idx0(), RightParenthesis: y.Idx1(),
		ArgumentList: []ast.Expression{y, &ast.NumberLiteral{Idx: y.Idx0(), Value: int64(most)}},
	}
}

// primitive gives the value that JavaScript takes in place of an object in a
// sum (ECMA-262, 7.1.1).
func (s *session) primitive(v goja.Value) goja.Value {
	o, ok := v.(*goja.Object)
	if !ok {
		return v
	}
	if f, ok := goja.AssertFunction(o.GetSymbol(goja.SymToPrimitive)); ok {
		return s.called(f, o, s.vm.ToValue("default"))
	}
	for _, name := range []string{"valueOf", "toString"} {
		if f, ok := goja.AssertFunction(o.Get(name)); ok {
			if p := s.called(f, o); !isObject(p) {
				return p
			}
		}
	}
	return v // JavaScript itself tells what is wrong
}

func isObject(v goja.Value) bool {
	_, ok := v.(*goja.Object)
	return ok
}

// called calls a function of the script, and lets what it throws through.
func (s *session) called(f goja.Callable, this goja.Value, args ...goja.Value) goja.Value {
	v, err := f(this, args...)
	if err != nil {
		s.throw(err)
	}
	return v
}
