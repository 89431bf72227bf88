package gizmo_test

import (
	"context"
	"iter"
	"testing"

	"bibgraph/queries/algebra"
	"bibgraph/queries/gizmo"
)

const onePath = `g.V("a").out("b").all()`

func none(context.Context, algebra.Op) iter.Seq2[algebra.Solution, error] {
	return func(func(algebra.Solution, error) bool) {}
}

func runThrough(tb testing.TB, text string) {
	tb.Helper()
	for _, err := range gizmo.Run(tb.Context(), text, none, gizmo.Options{MaxMemory: 1 << 30}) {
		if err != nil {
			tb.Fatal(err)
		}
	}
}

// A script of nothing but paths pays for what it uses. With JavaScript's whole
// library made and guarded it took 3,300 allocations.
func TestRun_onlyPathsIsCheap(t *testing.T) {
	if n := testing.AllocsPerRun(10, func() { runThrough(t, onePath) }); n > 400 {
		t.Errorf("%v allocations", n)
	}
}

// BenchmarkRun_onePath is what every query pays beside its question.
func BenchmarkRun_onePath(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		runThrough(b, onePath)
	}
}

// BenchmarkRun_script pays for the guards too.
func BenchmarkRun_script(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		runThrough(b, onePath+"; var n = [1]")
	}
}
