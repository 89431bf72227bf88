// Package stores is the front door to the places where quads are kept: it opens
// a store by its address. What a store promises is told by package graph, and
// proved by storetest.
//
// Beside that, stores offer operations; a store that lacks one says so:
//
//	operation           disk    memory
//	AddBlocks           files   one update
//	Check               files   what its snapshot shows
//	Repair              yes     no
//	Compact             yes     no
//	Backup, Restore     yes     no
//	Sizes               yes     no
package stores

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"bibgraph/graph"
	"bibgraph/graph/stores/disk"
	"bibgraph/graph/stores/memory"
)

// Options say how a store is opened. The zero value is what most want.
type Options struct {
	ReadOnly  bool // refuse updates; a store on disk must exist
	MustExist bool // do not make a store on disk where there is none
	Memory    int  // bytes that a bulk load into a store on disk may take, about; 0 for what it thinks best

	Warn func(error) // is told what has failed and harms no answer; nil drops it
}

// Kind is a sort of store.
type Kind struct {
	Scheme string // what addresses start with, before the colon
	Form   string // how addresses look
	Doc    string // one line for people
	Open   func(ctx context.Context, place string, o Options) (graph.Store, error)

	// Repair makes a damaged store anew, see the function of that name; nil
	// where there is nothing to repair.
	Repair func(ctx context.Context, place string, progress graph.Progress) (damaged string, err error)

	// Restore makes a store of a backup, see the function of that name; nil
	// where there are no backups.
	Restore func(ctx context.Context, backup, place string, replace bool, progress graph.Progress) (replaced string, err error)
}

// All lists the kinds of stores there are.
var All = []Kind{
	{"disk", "disk:PATH", "a folder on this machine, made when it is missing; a bare PATH is one too", openDisk, disk.Repair, disk.Restore},
	{"memory", "memory:", "kept while the program runs", openMemory, nil, nil},
}

// Open opens the store at an address, such as "disk:bibgraph.db", "memory:" or
// a path. An error that a store on disk is missing is fs.ErrNotExist.
func Open(ctx context.Context, address string, o Options) (graph.Store, error) {
	kind, place, err := find(address)
	if err != nil {
		return nil, err
	}
	return kind.Open(ctx, place, o)
}

// find gives the kind of the store at an address, and its place.
func find(address string) (Kind, string, error) {
	scheme, place := split(address)
	for _, kind := range All {
		if kind.Scheme == scheme {
			return kind, place, nil
		}
	}
	// What follows the scheme may hold a password and is not repeated.
	forms := make([]string, len(All))
	for i, kind := range All {
		forms[i] = kind.Form
	}
	return Kind{}, "", fmt.Errorf("stores: no store is addressed by %q; there are %s", scheme+":", strings.Join(forms, ", "))
}

// split parts an address. A bare path is on disk, even with a drive letter, or
// with a colon behind a slash.
func split(address string) (scheme, place string) {
	before, behind, found := strings.Cut(address, ":")
	if !found || len(before) < 2 || strings.ContainsAny(before, `/\.`) {
		return "disk", address
	}
	return strings.ToLower(before), behind
}

func openDisk(ctx context.Context, path string, o Options) (graph.Store, error) {
	if path == "" {
		return nil, errors.New("stores: an address on disk needs a path, such as disk:bibgraph.db")
	}
	s, err := disk.Open(ctx, path, disk.Options{ReadOnly: o.ReadOnly, MustExist: o.MustExist, BulkBytes: o.Memory, Warn: o.Warn})
	if err != nil {
		return nil, err // and no nil pointer in the interface
	}
	return s, nil
}

func openMemory(_ context.Context, place string, o Options) (graph.Store, error) {
	if place != "" {
		return nil, fmt.Errorf("stores: a store in memory has no place: memory: instead of memory:%s", place)
	}
	return memory.New(memory.Options{ReadOnly: o.ReadOnly}), nil
}
