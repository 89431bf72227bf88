package gizmo

import (
	"reflect"
	"sync"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/unistring"

	"bibgraph/graph/quad"
	"bibgraph/queries/algebra"
	"bibgraph/queries/results"
)

// Cayley cannot group, so its users count in JavaScript:
//
//	g.V().out("<cites>").forEach(function (row) { n[row.id] = (n[row.id] || 0) + 1 })
//
// A call of JavaScript for each row costs far more than the row. Where a script
// counts in one of the ways below the engine counts, and JavaScript hears of
// each key once. The answers are the same.

// countings are the bodies of a function that counts: N is what it counts in,
// K the member of its row that it counts by, or a variable that was given it.
var countings = []string{
	"N[K] = (N[K] || 0) + 1",
	"N[K] = 1 + (N[K] || 0)",
	"N[K] = N[K] + 1 || 1",
	"N[K] = N[K] ? N[K] + 1 : 1",
	"N[K] = N[K] || 0; N[K]++",
	"N[K] = N[K] || 0; N[K] += 1",
	"if (N[K]) N[K]++; else N[K] = 1",
	"if (N[K]) N[K] += 1; else N[K] = 1",
	"if (!N[K]) N[K] = 1; else N[K]++",
	"if (!N[K]) N[K] = 1; else N[K] += 1",
	"if (!N[K]) N[K] = 0; N[K]++",
	"if (!N[K]) N[K] = 0; N[K] += 1",
	"if (N[K] === undefined) N[K] = 0; N[K]++",
	"if (N[K] === undefined) N[K] = 1; else N[K]++",
	"if (K in N) N[K]++; else N[K] = 1",
	"if (!(K in N)) N[K] = 0; N[K]++",
}

// countingTrees are the countings as trees of syntax.
var countingTrees = sync.OnceValue(func() [][]ast.Statement {
	trees := make([][]ast.Statement, len(countings))
	for i, text := range countings {
		program, err := goja.Parse("", text)
		if err != nil {
			panic(err) // they are ours
		}
		trees[i] = program.Body
	}
	return trees
})

// countingName is the method that counts. No script can write it as a name.
const countingName = "forEach+count"

// recognizeCounting changes the calls of forEach in a script that count.
func recognizeCounting(program *ast.Program) {
	inspect(program, func(node any) {
		call, ok := node.(*ast.CallExpression)
		if !ok || len(call.ArgumentList) != 1 {
			return
		}
		callee, ok := call.Callee.(*ast.DotExpression)
		if !ok || !forEachNames[callee.Identifier.Name.String()] {
			return
		}
		f, ok := call.ArgumentList[0].(*ast.FunctionLiteral)
		if !ok {
			return
		}
		if c, ok := countingOf(f); ok {
			callee.Identifier.Name = countingName
			call.ArgumentList = []ast.Expression{f, &ast.StringLiteral{Idx: f.Idx0(), Value: c.by}, c.gives}
		}
	})
}

var forEachNames = map[string]bool{"forEach": true, "ForEach": true, "map": true, "Map": true}

// counting is what a function does that counts.
type counting struct {
	by    unistring.String // a member of its row
	gives ast.Expression   // a function that gives what it counts in
}

// countingOf tells how a function counts, if it does.
func countingOf(f *ast.FunctionLiteral) (counting, bool) {
	params := f.ParameterList
	if f.Async || f.Generator || f.Name != nil || len(params.List) != 1 || params.Rest != nil || params.List[0].Initializer != nil {
		return counting{}, false
	}
	row, ok := params.List[0].Target.(*ast.Identifier)
	if !ok {
		return counting{}, false
	}
	body, key := f.Body.List, (*ast.Binding)(nil)
	if len(body) > 1 {
		if s, ok := body[0].(*ast.VariableStatement); ok && len(s.List) == 1 {
			body, key = body[1:], s.List[0]
		}
	}
	for _, tree := range countingTrees() {
		var m matching
		if !m.same(reflect.ValueOf(tree), reflect.ValueOf(body)) {
			continue
		}
		by := m.key
		if key != nil {
			if !same(key.Target, by) || same(by, m.in) {
				return counting{}, false
			}
			by = key.Initializer
		}
		member, ok := by.(*ast.DotExpression)
		if !ok || !same(member.Left, row) || same(row, m.in) || m.in.Name == "arguments" {
			return counting{}, false
		}
		thunk, err := goja.Parse("", "(function () { return "+m.in.Name.String()+" })")
		if err != nil {
			return counting{}, false
		}
		return counting{member.Identifier.Name, thunk.Body[0].(*ast.ExpressionStatement).Expression}, true
	}
	return counting{}, false
}

// matching is what N and K of a counting stand for.
type matching struct {
	in  *ast.Identifier
	key ast.Expression
}

// same reports whether two trees are the same, wherever they stand.
func same(a, b ast.Node) bool {
	return (*matching)(nil).same(reflect.ValueOf(a), reflect.ValueOf(b))
}

// same reports whether a tree is the same as one of a counting.
func (m *matching) same(want, got reflect.Value) bool {
	for want.Kind() == reflect.Interface {
		want = want.Elem()
	}
	for got.Kind() == reflect.Interface {
		got = got.Elem()
	}
	if !want.IsValid() || !got.IsValid() {
		return want.IsValid() == got.IsValid()
	}
	if block, ok := reflect.TypeAssert[*ast.BlockStatement](got); ok && len(block.List) == 1 {
		return m.same(want, reflect.ValueOf(block.List[0]))
	}
	if m != nil && want.Type() == reflect.TypeFor[*ast.Identifier]() {
		switch want.Interface().(*ast.Identifier).Name {
		case "N":
			in, ok := reflect.TypeAssert[*ast.Identifier](got)
			if m.in == nil {
				m.in = in
			}
			return ok && same(m.in, in)
		case "K":
			key, ok := reflect.TypeAssert[ast.Expression](got)
			if m.key == nil {
				m.key = key
			}
			return ok && same(m.key, key)
		}
	}
	if want.Type() != got.Type() {
		return false
	}
	switch want.Kind() {
	case reflect.Pointer:
		return want.IsNil() == got.IsNil() && (want.IsNil() || m.same(want.Elem(), got.Elem()))
	case reflect.Struct:
		for i := range want.NumField() {
			if want.Type().Field(i).IsExported() && !m.same(want.Field(i), got.Field(i)) {
				return false
			}
		}
		return true
	case reflect.Slice:
		if want.Len() != got.Len() {
			return false
		}
		for i := range want.Len() {
			if !m.same(want.Index(i), got.Index(i)) {
				return false
			}
		}
		return true
	default:
		return want.Type() == reflect.TypeFor[file.Idx]() || want.Interface() == got.Interface()
	}
}

// countInto counts rows by a tag in an object of the script, as the function
// does that is its first argument.
func (c call) countInto() (goja.Value, error) {
	f, _ := goja.AssertFunction(c.args[0])
	tag := c.word(1)
	gives, _ := goja.AssertFunction(c.args[2])
	rows := c.question(0)
	at := -1
	for i, name := range rows.Names {
		if name == tag {
			at = i // of two with one name the last is seen
		}
	}
	if at < 0 {
		c.args = c.args[:1]
		return c.forEach()
	}
	op := algebra.Group{Input: rows, By: rows.Keep[at : at+1], Count: countVar}
	for solution, err := range c.run(c.ctx, op) {
		if err != nil {
			return nil, err
		}
		row := c.row(results.Row{Names: []string{tag}, Terms: []quad.Term{solution.Get(op.By[0])}}).ToObject(c.vm)
		n, _ := solution.Get(countVar).Native().(int64)
		if err := c.countOne(f, c.called(gives, goja.Undefined()), row, tag, n); err != nil {
			return nil, err
		}
	}
	return goja.Undefined(), nil
}

// countVar is no variable that a lowering makes.
const countVar algebra.Var = ".count"

// countOne counts n rows that have one key.
func (c call) countOne(f goja.Callable, in goja.Value, row *goja.Object, tag string, n int64) error {
	if o, ok := in.(*goja.Object); ok && o.ClassName() == "Object" && o.ExportType() != reflect.TypeFor[goja.Proxy]() {
		key := goja.Undefined().String()
		if v := row.Get(tag); v != nil {
			key = v.String()
		}
		old := o.Get(key)
		if old == nil || goja.IsUndefined(old) {
			return o.Set(key, n)
		}
		if had, ok := old.Export().(int64); ok {
			return o.Set(key, had+n)
		}
	}
	for range n { // the function knows what it makes of such a thing
		if _, err := f(goja.Undefined(), row); err != nil {
			return err
		}
	}
	return nil
}
