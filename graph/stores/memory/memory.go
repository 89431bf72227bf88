// Package memory keeps quads in the memory of one process, for tests, for
// scripts and for answers over a file that need no store on disk.
//
// The whole store is one value, a State of copy-on-write trees. A reader takes
// the value that is current; the writer changes a copy and puts it in place
// when all went well, so that nobody waits and an update that fails leaves no
// trace. Lasting beyond the process is left to graph/stores/disk.
package memory

import (
	"context"
	"fmt"
	"sync/atomic"

	"bibgraph/graph"
	"bibgraph/graph/stores/internal/gate"
)

// Options say how a store behaves. The zero value is what most want.
type Options struct {
	ReadOnly bool // refuse updates, which leaves the store empty
}

// Store is a graph.Store in memory.
type Store struct {
	options Options
	gate    *gate.Gate
	current atomic.Pointer[state]
}

var _ graph.Store = (*Store)(nil)

// New makes an empty store.
func New(o Options) *Store {
	s := &Store{options: o, gate: gate.New()}
	s.current.Store(newState())
	return s
}

// View calls f with the store as it is now.
func (s *Store) View(ctx context.Context, f func(graph.Snapshot) error) error {
	if err := s.gate.Enter(); err != nil {
		return err
	}
	defer s.gate.Leave()
	if err := ctx.Err(); err != nil {
		return err
	}
	return f(&snapshot{state: s.current.Load(), alive: ctx.Err})
}

// Update calls f with a copy and makes it the store if f returns nil.
func (s *Store) Update(ctx context.Context, f func(graph.Tx) error) error {
	if err := s.gate.EnterToWrite(ctx); err != nil {
		return err
	}
	defer s.gate.LeaveFromWriting()
	if s.options.ReadOnly {
		return fmt.Errorf("memory: %w", graph.ErrReadOnly)
	}
	t := &tx{snapshot{state: s.current.Load().copy(), alive: ctx.Err}}
	if err := f(t); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	s.current.Store(t.state)
	return nil
}

// Close waits for views and updates and forgets all quads.
func (s *Store) Close() error {
	if err := s.gate.Shut(); err != nil {
		return err
	}
	s.current.Store(newState())
	return nil
}
