package gizmo_test

import (
	"context"
	"errors"
	"iter"
	"testing"

	"bibgraph/graph/quad"
	"bibgraph/queries/algebra"
	"bibgraph/queries/gizmo"
)

// Memory is bounded whether JavaScript takes it or the rows that it asks for.
func TestRun_boundsMemory(t *testing.T) {
	for _, text := range []string{
		"var a = []; while (true) a.push('x'.repeat(200) + a.length)",
		"var t = 'x'.repeat(1e6), s = t; while (true) s += t",
		"g.V().toArray()",
		"g.V().tag('a').tagArray()",
		"try { g.V().toArray() } catch (e) {}; while (true) {}",
	} {
		for row, err := range gizmo.Run(t.Context(), text, endless, gizmo.Options{MaxMemory: 16 << 20}) {
			if !errors.Is(err, gizmo.ErrMemory) {
				t.Errorf("%s: %v, %v", text, row, err)
			}
		}
	}
}

// endless has ever more answers to any question.
func endless(ctx context.Context, op algebra.Op) iter.Seq2[algebra.Solution, error] {
	return func(yield func(algebra.Solution, error) bool) {
		for n := int64(0); ctx.Err() == nil; n++ {
			if !yield(algebra.NewSolution(op.Vars(), []quad.Term{quad.Int(n)}), nil) {
				return
			}
		}
		yield(algebra.Solution{}, ctx.Err())
	}
}

// A script that takes little is not ended for one that takes much.
func TestRun_memoryOfOthers(t *testing.T) {
	o := gizmo.Options{MaxMemory: 64 << 20}
	oldest, began, grown := make(chan struct{}), make(chan struct{}), make(chan struct{})
	meet := func(tell chan<- struct{}, until <-chan struct{}) algebra.Runner {
		return func(context.Context, algebra.Op) iter.Seq2[algebra.Solution, error] {
			return func(func(algebra.Solution, error) bool) { close(tell); <-until }
		}
	}
	hungry := make(chan error)
	go func() {
		var failed error
		for _, err := range gizmo.Run(t.Context(), "g.V().all(); var a = []; while (true) a.push('x'.repeat(200) + a.length)", meet(oldest, began), o) {
			failed = err
		}
		close(grown)
		hungry <- failed
	}()
	<-oldest
	modest := "g.V().all(); g.emit('done')"
	n := 0
	for row, err := range gizmo.Run(t.Context(), modest, meet(began, grown), o) {
		if err != nil {
			t.Error(row, err)
		}
		n++
	}
	if err := <-hungry; !errors.Is(err, gizmo.ErrMemory) {
		t.Error(err)
	}
	if n != 1 {
		t.Errorf("%d rows", n)
	}
}
