package main

import (
	"context"
	"errors"
	"io/fs"
	"iter"
	"os"

	"github.com/spf13/pflag"

	"bibgraph/graph"
	"bibgraph/graph/quad"
	"bibgraph/graph/stores"
)

// storeFlag is the store that a command works on.
type storeFlag struct {
	address string
	warn    func(error) // is told what has failed and harms no answer
}

func (f *storeFlag) register(flags *pflag.FlagSet) {
	address := os.Getenv("BIBGRAPH_STORE")
	if address == "" {
		address = "disk:bibgraph.db"
	}
	flags.StringVar(&f.address, "store", address, "the store: disk:PATH or memory: (default from $BIBGRAPH_STORE)")
}

// read opens a store that must be there, for reading, calls do and closes it.
func (f *storeFlag) read(ctx context.Context, do func(graph.Store) error) error {
	return f.with(ctx, stores.Options{ReadOnly: true, MustExist: true}, do)
}

// with opens the store, calls do and closes the store.
func (f *storeFlag) with(ctx context.Context, o stores.Options, do func(graph.Store) error) (err error) {
	o.Warn = f.warn
	store, err := stores.Open(ctx, f.address, o)
	if errors.Is(err, fs.ErrNotExist) {
		return hinted{err, "load something first: bibgraph load PAGE; or name the store with --store"}
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	return do(store)
}

// lazy is a store that is opened, and made if need be, when there is something
// to write into it: a load that finds nothing good leaves no empty store.
type lazy struct {
	graph.Store // nil until it is opened
	address     string
	warn        func(error)
	dryRun      bool
	memory      int // bytes for a bulk load; 0 for what the store thinks best
}

// Update opens the store first if it is not open yet.
func (l *lazy) Update(ctx context.Context, f func(graph.Tx) error) error {
	if err := l.open(ctx); err != nil {
		return err
	}
	return l.Store.Update(ctx, f)
}

// AddBlocks opens the store first if it is not open yet.
func (l *lazy) AddBlocks(ctx context.Context, blocks iter.Seq2[*quad.Block, error]) (int, error) {
	if err := l.open(ctx); err != nil {
		return 0, err
	}
	return graph.AddBlocks(ctx, l.Store, blocks)
}

func (l *lazy) open(ctx context.Context) (err error) {
	if l.Store != nil {
		return nil
	}
	l.Store, err = stores.Open(ctx, l.address, stores.Options{MustExist: l.dryRun, Memory: l.memory, Warn: l.warn})
	if l.dryRun && errors.Is(err, fs.ErrNotExist) {
		l.Store, err = stores.Open(ctx, "memory:", stores.Options{})
	}
	if err != nil {
		l.Store = nil
	}
	return err
}

// Close closes the store if it was opened.
func (l *lazy) Close() error {
	if l.Store == nil {
		return nil
	}
	return l.Store.Close()
}
