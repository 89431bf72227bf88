package gizmo_test

import (
	"context"
	"errors"
	"iter"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"bibgraph/graph/quad"
	"bibgraph/queries/algebra"
	"bibgraph/queries/gizmo"
	"bibgraph/queries/results"
)

func TestMain(m *testing.M) {
	// The clock of patterns stops by itself a while after the last match.
	goleak.VerifyTestMain(m, goleak.IgnoreAnyFunction("github.com/dlclark/regexp2/v2.runClock"))
}

// three answers any question with three nodes.
func three(_ context.Context, op algebra.Op) iter.Seq2[algebra.Solution, error] {
	return func(yield func(algebra.Solution, error) bool) {
		vars := op.Vars()
		for _, name := range []string{"a", "b", "c"} {
			terms := make([]quad.Term, len(vars))
			for i := range terms {
				terms[i] = quad.IRI(name)
			}
			if !yield(algebra.NewSolution(vars, terms), nil) {
				return
			}
		}
	}
}

func run(ctx context.Context, text string) (rows []results.Row, err error) {
	for row, e := range gizmo.Run(ctx, text, three, gizmo.Options{}) {
		if e != nil {
			err = e
			continue
		}
		rows = append(rows, row)
	}
	return rows, err
}

// No script may end the process; each of these did, or ran without end, in an
// engine without guards.
func TestRun_hostile(t *testing.T) {
	deep := "var a = []; for (var i = 0; i < 50000; i++) a = [a]; "
	for _, c := range []struct{ name, text, want string }{
		{"brackets", strings.Repeat("(", 1<<20), "brackets"},
		{"templates", strings.Repeat("`${", 1<<17), "brackets"},
		{"calls itself", "function f() { f() }; f()", "calls itself too deeply"},
		{"through callbacks", "function f() { g.V().forEach(f) }; f()", "calls itself too deeply"},
		{"through sort", "function f() { return [1, 2].sort(f) }; f()", "calls itself too deeply"},
		{"through toString", "var o = {toString: function () { return '' + o }}; '' + o", "calls itself too deeply"},
		{"deep text", deep + "String(a)", "nested"},
		{"deep JSON", deep + "JSON.stringify(a)", "nested"},
		{"deep parse", "JSON.parse('['.repeat(1e6))", "nested"},
		{"deep emit", deep + "g.emit(a)", "nested"},
		{"deep value", deep + "g.V(a)", "not a quad.Value: []interface {}"},
		{"deep predicate", deep + "g.V().out(a)", "not a quad.Value: []interface {}"},
		{"deep tags", deep + "g.V().out(null, a)", "expected string, got: []interface {}"},
		{"cyclic emit", "var o = {}; o.o = o; g.emit(o)", "nested"},
		{"cyclic tags", "var a = []; a[0] = a; g.V().out(null, a)", "expected string, got: []interface {}"},
		{"long path", "var p = g.V(); for (;;) p = p.out()", "at most 200 steps"},
		{"doubled path", "var p = g.M().out(); for (;;) p = p.follow(p)", "at most 200 steps"},
		{"doubled reverse", "var p = g.M().out(); for (;;) p = p.followR(p)", "at most 200 steps"},
		{"doubled by back", "var p = g.V(); for (;;) p = p.out(p).back()", "at most 200 steps"},
		{"doubled by labels", "var p = g.V(); for (;;) p = p.labelContext(p).out()", "at most 200 steps"},
		{"many tags", "g.V().tag.apply(g.V(), new Array(1e5).fill('t'))", "at most 100 tags"},
		{"wide emit", "var a = [1]; for (var i = 0; i < 40; i++) a = [a, a]; g.emit(a)", "elements"},
		{"long emit", "g.emit(new Array(4e9 - 1))", "elements"},
		{"long fill", "new Array(1e9).fill(0)", "longer than"},
		{"long join", "new Array(4e9).join('x')", "longer than"},
		{"long search", "new Array(4e9).indexOf(1)", "longer than"},
		{"long from", "Array.from({length: 1e9})", "longer than"},
		{"long apply", "Math.max.apply(null, {length: 1e9})", "longer than"},
		{"long text", "'xy'.repeat(1e9)", "longer than"},
		{"long pad", "'xy'.padEnd(1e9, 'z')", "longer than"},
		{"buffer", "new ArrayBuffer(1e13)", "ArrayBuffer is not defined"},
		{"foreign this", "g.V().out.call({}, 1)", "this is no path"},
		{"throws path", "throw g.V()", ""},
		{"throws null", "throw null", "null"},
		{"getter throws", "g.emit({get a() { throw 'x' }})", "x"},
		{"proxy", "g.emit(new Proxy({a: 1}, {ownKeys: function () { throw 'x' }}))", "x"},
		{"large number", "1n << 100000000000n", "no BigInts"},
		{"large number deep inside", "[1].map(x => ({a: [10n ** 100000000n]}))", "no BigInts"},
		{"large number of a string", "BigInt('1') << BigInt('100000000000')", "BigInt is not defined"},
		{"code", "eval('1n << 100000000000n')", "no BigInts"},
		{"nested code", "eval('('.repeat(1e6))", "brackets"},
		{"code as a function", "new Function('return 1n')()", "no BigInts"},
		{"code by a call", "Function('return 1n')()", "no BigInts"},
		{"doubled text", "var s = 'xy'; while (true) s += s", "longer than"},
		{"doubled sum", "var s = 'xy'; while (true) s = s + s", "longer than"},
		{"doubled template", "var s = 'xy'; while (true) s = `${s}${s}`", "longer than"},
		{"doubled member", "var o = {s: 'xy'}; while (true) o.s += o['s']", "longer than"},
		{"doubled by an object", "var s = 'xy', o = {toString: function () { return s }}; while (true) s = s + o", "longer than"},
		{"doubled by a symbol", "var s = 'xy', o = {[Symbol.toPrimitive]() { return s }}; while (true) s += o", "longer than"},
		{"doubled in code", "var s = 'xy'; eval('while (true) s += s')", "longer than"},
		{"doubled in a function", "var s = 'xy'; new Function('t', 'while (true) t += t')(s)", "longer than"},
		{"doubled list", "var a = [1]; while (true) a = [...a, ...a]", "not spread"},
		{"doubled arguments", "var a = [1]; while (true) a = Array.of(...a, ...a)", "not spread"},
		{"function in functions", "var f = 1n; " + strings.Repeat("var f = function () { ", 5000) + strings.Repeat("}", 5000), "no BigInts"},
		{"long sum", "var a = 1; " + strings.Repeat("a+", 1<<22) + "a", "words and signs"},
		{"long denial", strings.Repeat("!", 1<<23) + "1", "words and signs"},
		{"long chain", "g" + strings.Repeat(".a", 1<<22), "words and signs"},
		{"long choice", strings.Repeat("g?g:", 1<<21) + "g", "words and signs"},
		{"long new", strings.Repeat("new ", 1<<22) + "g", "words and signs"},
		{"long arrow", strings.Repeat("g=>", 1<<22) + "g", "words and signs"},
		{"behind a comment", "//\u2028" + strings.Repeat("!", 1<<20), "words and signs"},
		{"behind a pattern", `/"/;` + strings.Repeat("!", 1<<20), "words and signs"},
		{"behind a broken line", "'\\\r\n';" + strings.Repeat("!", 1<<20), "words and signs"},
		{"code under a name of ours", "var like = eval; like('1n << 100000000000n')", "no BigInts"},
		{"code in place of ours", "like = eval; like('1n << 100000000000n')", "no BigInts"},
		{"large number under a name of ours", "var iri = BigInt; iri(5)", "BigInt is not defined"},
		{"large number as an argument", "g.V(1n << 100000000000n)", "no BigInts"},
		{"wide array of nodes", "var a = g.V().toArray(); a.length = 4e9; a.filter(lt)", "longer than"},
		{"wide array of rows", "g.V().tagArray().concat(Array(1 << 25))", "longer than"},
		{"code by parts", "Function('){return 1n};(function(', '')()", "no BigInts"},
		{"code by a constructor", "(function () {}).constructor('return 1n')()", "no BigInts"},
		{"code by a generator", "(function* () {}).constructor('yield 1n')().next()", "no BigInts"},
		{"code by a promise", "(async function () {}).constructor('return 1n')()", "no BigInts"},
		{"code by an arrow", "(async () => 1).constructor('return 1n')()", "no BigInts"},
		{"wide join", "Array(1e6).fill('x'.repeat(1e5)).join('')", "longer than"},
		{"wide separator", "new Array(1 << 20).join('x'.repeat(1 << 20))", "longer than"},
		{"wide text", "String(Array(1e6).fill('x'.repeat(1e5)))", "longer than"},
		{"wide raw", "String.raw({raw: Array(1e6).fill('x'.repeat(1e5))})", "longer than"},
		{"wide concat", "''.concat.apply('', Array(1e5).fill('x'.repeat(1e5)))", "longer than"},
		{"wide arrays", "[].concat.apply([], Array(1 << 16).fill(Array(1 << 16)))", "longer than"},
		{"wide flat", "Array(1 << 12).fill(Array(1 << 14)).flat()", "longer than"},
		{"wide JSON", "JSON.stringify(Array(1e5).fill('x'.repeat(1e5)))", "longer than"},
		{"wide replace", "'a'.repeat(1 << 24).replace(/a/g, 'b'.repeat(1 << 20))", "longer than"},
		{"square replace", "'a'.repeat(1 << 20).replaceAll('a', '$`')", "longer than"},
		{"backtracking", "g.emit(/(?=a)(a+)+$/.test('a'.repeat(40) + 'b')); throw 'done'", "done"},
		{"symbol", "g.emit(Symbol('s'))", "symbol"},
		{"no method", "g.V().nope()", "TypeError: Object has no member 'nope'"},
	} {
		t.Run(c.name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
			defer cancel()
			_, err := run(ctx, c.text)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
			if errors.Is(err, context.DeadlineExceeded) {
				t.Error("ran without end")
			}
		})
	}
}

// What is guarded still does its work.
func TestRun_guardedFunctions(t *testing.T) {
	for text, want := range map[string]any{
		"[3,1,2].sort().join('-')":  "1-2-3",
		"[1,[2,[3]]].flat().length": int64(3),
		"String([1,[2,3]])":         "1,2,3",
		"[1,2,3].map(function (x) { return x * 2 }).filter(function (x) { return x > 2 }).length":                                               int64(2),
		"Array.from('abc').reverse().join('')":                                                                                                  "cba",
		"Array.from([1,2], function (x) { return x + 1 })[1]":                                                                                   int64(3),
		"Math.max.apply(null, [1, 5, 2])":                                                                                                       int64(5),
		"JSON.stringify(JSON.parse('{\"a\":[1,{\"b\":null}]}'))":                                                                                `{"a":[1,{"b":null}]}`,
		"'ab'.repeat(2) + 'c'.padStart(3)":                                                                                                      "abab  c",
		"Object.keys({b: 1, a: 2}).concat([1]).indexOf('a')":                                                                                    int64(1),
		"(function () { var n = 0; for (var k in [7]) n++; return n })()":                                                                       int64(1),
		"'abc'.replace(/b/, '[$&]') + 'aa'.replaceAll('a', 'b') + 'a'.replace('a', function (m) { return m + m })":                              "a[b]cbbaa",
		"'a'.concat('b', 1) + [1].concat([2], 3).join('') + String.raw`\\n${5}`":                                                                `ab1123\n5`,
		"(function () {}) instanceof Function && typeof Function.prototype.call === 'function'":                                                 true,
		"(function (o) { o.s += 'b'; return [...o.s, ...[1]].join('') + `${o.s}${1 + 2}` + (1 + o.n + new Date(0).toJSON()) })({s: 'a', n: 2})": "ab1ab331970-01-01T00:00:00.000Z",
		"1 + {valueOf: function () { return 2 }} + [3] + {toString: function () { return 'x' }} + null":                                         "33xnull",
		"Math.max(...[1, 5, 2]) + eval('1 + 2') + new Function('a', 'b', 'return a + b')(3, 4) + (function () {}).constructor('return 1')()":    int64(16),
		"'10n' + 5":                             "10n5",
		"Reflect.apply(Math.min, null, [4, 2])": int64(2),
	} {
		rows, err := run(t.Context(), "g.emit("+text+")")
		if err != nil || len(rows) != 1 || rows[0].Value != want {
			t.Errorf("%s: got %v, %v", text, rows, err)
		}
	}
}

func TestRun_flatIsBounded(t *testing.T) {
	rows, err := run(t.Context(), "var a = []; for (var i = 0; i < 5000; i++) a = [a]; g.emit(a.flat(Infinity).length); g.emit([1,[2,[3]]].flat(Infinity).length)")
	if err != nil || len(rows) != 2 || rows[1].Value != int64(3) {
		t.Error(rows, err)
	}
}

func TestRun_endsWithContext(t *testing.T) {
	for _, text := range []string{
		"while (true) {}",
		"while (true) { try { while (true) {} } catch (e) {} }",
		"while (true) g.V().toArray()",
	} {
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		_, err := run(ctx, text)
		cancel()
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s: %v", text, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := run(ctx, "1"); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// A receiver that has enough ends the script, whatever it would do next.
func TestRun_stops(t *testing.T) {
	for _, text := range []string{
		"g.V().all(); while (true) {}",
		"g.V().forEach(function (r) { g.emit(r) }); while (true) {}",
		"try { g.emit(1) } finally { while (true) {} }",
	} {
		n := 0
		for _, err := range gizmo.Run(t.Context(), text, three, gizmo.Options{}) {
			if err != nil {
				t.Error(err)
			}
			n++
			break
		}
		if n != 1 {
			t.Errorf("%s: %d rows", text, n)
		}
	}
}

// A panic of the receiver is the receiver's own.
func TestRun_receiverPanics(t *testing.T) {
	defer func() {
		if p := recover(); p != "mine" {
			t.Errorf("got %v", p)
		}
	}()
	gizmo.Run(t.Context(), "g.V().all()", three, gizmo.Options{})(func(results.Row, error) bool { panic("mine") })
}

// Errors of the store come out as they are, and scripts may catch them.
func TestRun_storeErrors(t *testing.T) {
	broken := errors.New("disk on fire")
	failing := func(context.Context, algebra.Op) iter.Seq2[algebra.Solution, error] {
		return func(yield func(algebra.Solution, error) bool) { yield(algebra.Solution{}, broken) }
	}
	for _, final := range []string{"all()", "count()", "toArray()", "toValue()", "forEach(function(){})"} {
		for _, err := range gizmo.Run(t.Context(), "g.V()."+final, failing, gizmo.Options{}) {
			if !errors.Is(err, broken) {
				t.Errorf("%s: %v", final, err)
			}
		}
	}
	for row, err := range gizmo.Run(t.Context(), "try { g.V().all() } catch (e) { g.emit(e.message) }", failing, gizmo.Options{}) {
		if err != nil || row.Value != "disk on fire" {
			t.Error(row, err)
		}
	}
}
