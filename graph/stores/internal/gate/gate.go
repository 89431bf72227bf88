// Package gate lets readers and writers into a store: any number of readers,
// one writer at a time, nobody once the store is shut. What they find inside
// it leaves to the stores.
package gate

import (
	"context"
	"sync"

	"bibgraph/graph"
)

// Gate counts who is inside a store.
type Gate struct {
	mu     sync.Mutex
	shut   bool
	inside sync.WaitGroup
	turn   chan struct{} // full while somebody writes
}

// New makes an open gate.
func New() *Gate { return &Gate{turn: make(chan struct{}, 1)} }

// Enter lets a reader in, who must call Leave.
func (g *Gate) Enter() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.shut {
		return graph.ErrClosed
	}
	g.inside.Add(1)
	return nil
}

// Leave lets a reader out.
func (g *Gate) Leave() { g.inside.Done() }

// EnterToWrite lets a writer in when the writers before have left, unless ctx
// ends first. The writer must call LeaveFromWriting.
func (g *Gate) EnterToWrite(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := g.Enter(); err != nil {
		return err
	}
	select {
	case g.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		g.Leave()
		return ctx.Err()
	}
}

// LeaveFromWriting lets a writer out and the next one in.
func (g *Gate) LeaveFromWriting() {
	g.PassTurn()
	g.Leave()
}

// PassTurn lets the next writer in. The one before stays inside, as a reader
// does, until it calls Leave.
func (g *Gate) PassTurn() { <-g.turn }

// Shut lets nobody in any more and waits until all have left.
func (g *Gate) Shut() error {
	g.mu.Lock()
	if g.shut {
		g.mu.Unlock()
		return graph.ErrClosed
	}
	g.shut = true
	g.mu.Unlock()
	g.inside.Wait()
	return nil
}
