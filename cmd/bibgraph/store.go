package main

import (
	"context"
	"errors"
	"io/fs"
	"os"

	"github.com/spf13/pflag"

	"bibgraph/graph"
	"bibgraph/graph/stores"
)

// storeFlag is the store that a command works on.
type storeFlag struct{ address string }

func (f *storeFlag) register(flags *pflag.FlagSet) {
	address := os.Getenv("BIBGRAPH_STORE")
	if address == "" {
		address = "disk:bibgraph.db"
	}
	flags.StringVar(&f.address, "store", address, "the store: disk:PATH or memory: (default from $BIBGRAPH_STORE)")
}

// with opens the store, calls do and closes the store.
func (f *storeFlag) with(ctx context.Context, o stores.Options, do func(graph.Store) error) (err error) {
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

// reading opens a store that must be there.
var reading = stores.Options{ReadOnly: true, MustExist: true}
