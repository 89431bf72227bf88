package gizmo

import (
	"github.com/dop251/goja/ast"
)

// onlyPaths reports whether a script consists of nothing but paths: variables that
// are given paths, names of Gizmo called on them, and constants for arguments.
// Most scripts do. No function of JavaScript's own library can be reached from
// one, so that its session needs no guards, which take longer to set up than
// such a script to run.
//
//	var cited = g.M().out("<http://purl.org/spar/cito/cites>")
//	g.V("<https://doi.org/10.1000/1>").follow(cited).unique().limit(-1).all()
func onlyPaths(program *ast.Program) bool {
	p := pathScript{vars: map[string]bool{"g": true, "graph": true}}
	for _, s := range program.Body {
		if !p.statement(s) {
			return false
		}
	}
	return true
}

// pathScript holds the variables that can only hold what is plain.
type pathScript struct{ vars map[string]bool }

func (p pathScript) statement(s ast.Statement) bool {
	switch s := s.(type) {
	case *ast.EmptyStatement:
		return true
	case *ast.ExpressionStatement:
		return p.expression(s.Expression)
	case *ast.VariableStatement:
		return p.bind(s.List)
	case *ast.LexicalDeclaration:
		return p.bind(s.List)
	default:
		return false
	}
}

func (p pathScript) bind(list []*ast.Binding) bool {
	for _, b := range list {
		name, ok := b.Target.(*ast.Identifier)
		if !ok || b.Initializer == nil || !p.expression(b.Initializer) {
			return false
		}
		p.vars[name.Name.String()] = true
	}
	return true
}

func (p pathScript) expression(e ast.Expression) bool {
	switch e := e.(type) {
	case *ast.StringLiteral, *ast.BooleanLiteral, *ast.NullLiteral:
		return true
	case *ast.NumberLiteral:
		return !bigNumber(e)
	case *ast.UnaryExpression:
		n, ok := e.Operand.(*ast.NumberLiteral)
		return ok && p.expression(n)
	case *ast.Identifier:
		return p.vars[e.Name.String()]
	case *ast.CallExpression:
		for _, arg := range e.ArgumentList {
			if !p.expression(arg) {
				return false
			}
		}
		return p.callee(e.Callee)
	default:
		return false
	}
}

// callee reports whether what is called is surely a function of ours, or none.
func (p pathScript) callee(e ast.Expression) bool {
	switch e := e.(type) {
	case *ast.Identifier:
		_, ok := helperFunctions()[e.Name.String()]
		return ok
	case *ast.DotExpression:
		name := e.Identifier.Name.String()
		switch e.Left.(type) {
		case *ast.Identifier, *ast.CallExpression:
			return (pathMethods()[name] != nil || graphMembers()[name] != nil) && !givesData[name] && p.expression(e.Left)
		}
	}
	return false
}

// givesData are methods that give a script arrays and texts, which have methods
// of JavaScript's library themselves.
var givesData = map[string]bool{
	"toArray": true, "ToArray": true, "tagArray": true, "TagArray": true,
	"toValue": true, "ToValue": true, "tagValue": true, "TagValue": true,
}
