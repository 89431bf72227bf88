package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"

	"bibgraph/graph"
)

// usageError is a command line that makes no sense.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// ExitCode is the exit code of wrong usage.
func (e usageError) ExitCode() int { return exitUsage }

// hinted is an error that knows what to do about it.
type hinted struct {
	error
	hint string
}

func (e hinted) Unwrap() error { return e.error }

// Hint tells what to do.
func (e hinted) Hint() string { return e.hint }

// hints are what to do about errors that come from elsewhere.
var hints = []struct {
	err  error
	hint string
}{
	{graph.ErrLocked, "stop the process that has the store open, or name another store with --store"},
	{graph.ErrNewFormat, "a newer bibgraph wrote this store; install that one, or export from there and load here"},
	{graph.ErrNotStore, "name a store with --store disk:PATH, or an empty folder to make one in"},
	{graph.ErrReadOnly, "the store was opened for reading only"},
	{graph.ErrCorrupt, "see what bibgraph check tells; restore the store from a backup, or load its sources into a new one"},
}

// report tells a person what went wrong and what to do about it.
func report(w io.Writer, err error) {
	_, _ = fmt.Fprintf(w, "bibgraph: error: %v\n", err)
	var own interface{ Hint() string }
	if errors.As(err, &own) && own.Hint() != "" {
		_, _ = fmt.Fprintf(w, "bibgraph: hint: %s\n", own.Hint())
		return
	}
	for _, h := range hints {
		if errors.Is(err, h.err) {
			_, _ = fmt.Fprintf(w, "bibgraph: hint: %s\n", h.hint)
			return
		}
	}
	var usage usageError
	switch {
	case errors.As(err, &usage):
		_, _ = fmt.Fprintln(w, "bibgraph: hint: see bibgraph --help, or bibgraph COMMAND --help")
	case errors.Is(err, fs.ErrPermission):
		_, _ = fmt.Fprintln(w, "bibgraph: hint: you may not read or write there")
	}
}
