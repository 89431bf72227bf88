// Package graph is the contract of a quad store: what every store in
// graph/stores promises and all that a reader or writer may rely on.
//
// Inside a store terms are integers (ID) and quads are rows of four integers;
// terms appear only at the edge. Readers hold a Snapshot and never wait for
// the writer; one writer at a time changes the store in a Tx. The package
// leaves keeping to the stores and asking to the queries.
package graph

import (
	"context"
	"errors"

	"bibgraph/graph/quad"
)

// Store keeps quads. A quad is kept once; the same triple under two labels is
// two quads. All methods are safe for concurrent use.
type Store interface {
	// View calls f with a snapshot of the store as it is now. The snapshot,
	// its cursors and rows are valid until f returns.
	View(ctx context.Context, f func(Snapshot) error) error

	// Update calls f with a transaction and makes its changes durable and
	// visible at once when f returns nil; when f returns an error or panics,
	// or ctx ends, nothing is changed. Updates run one after another.
	Update(ctx context.Context, f func(Tx) error) error

	// Close waits for running views and updates and gives the store up.
	// Every later call returns ErrClosed.
	Close() error
}

// Snapshot is an unchanging sight of a store. It may be read from several
// goroutines; each Cursor belongs to one.
type Snapshot interface {
	// Lookup gives the ID of exactly this term, if some quad ever used it. The
	// zero term, which is the label of a quad that has none, is NoLabel.
	Lookup(t quad.Term) (ID, bool, error)

	// Variants gives the IDs of all terms with the value of t: t itself and
	// the literals with the same quad.Canonical, such as "05"^^xsd:int for
	// "5"^^xsd:integer. No ID is given twice; the order carries no meaning.
	Variants(t quad.Term) ([]ID, error)

	// Term gives the term of an ID that this store gave out, and ErrUnknownID
	// for any other. NoLabel is the zero term.
	Term(id ID) (quad.Term, error)

	// Scan gives the rows that match the pattern (0 matches anything), sorted
	// by order. Any pattern goes with any order; the leading positions of the
	// order that the pattern binds are sought, the others are filtered.
	Scan(pattern Row, order Order) Cursor

	// Estimate guesses how many rows match the pattern. It is cheap, never
	// negative and 0 only if no row matches. It is exact up to 64 rows where
	// what the pattern binds leads one of the orders; for the other patterns
	// (predicate and label, object and label, and those with one part more) it
	// may be a guess if many rows have to be looked through.
	Estimate(pattern Row) int64

	// Count is the exact number of rows that match the pattern. It costs up to
	// a scan of them, and less where the store knows the number.
	Count(pattern Row) (int64, error)

	// Nodes appends to ids, as far as its capacity goes, the IDs after a given
	// one of terms that some quad uses, in any position, in their order. Fewer
	// than that are the last. NoLabel is none of them.
	Nodes(ids []ID, after ID) ([]ID, error)

	// NodeCount is how many there are in all. It is cheap.
	NodeCount() int64

	// Len is the exact number of quads.
	Len() int64
}

// Tx is a snapshot that sees and makes changes. It belongs to one goroutine. A
// cursor shows the rows as they were when Scan was called, so that rows may be
// changed while they are walked over.
type Tx interface {
	Snapshot

	// Add puts quads in and tells how many were not there before. A quad
	// without subject, predicate or object is an error.
	Add(quads ...quad.Quad) (int, error)

	// Remove takes quads out and tells how many were there.
	Remove(quads ...quad.Quad) (int, error)
}

// Cursor walks over sorted rows. It starts before the first row.
//
//	for c.Next() { use(c.Row()) }
//	return errors.Join(c.Err(), c.Close())
type Cursor interface {
	// Next moves to the next row and reports whether there is one.
	Next() bool

	// Seek moves forward to the first row, at or after the current one, that
	// is not before target in the cursor's order, and reports whether there
	// is one. Zero positions of target sort first.
	Seek(target Row) bool

	// Row is the current row. It is a value and stays valid.
	Row() Row

	// Err is the error that ended the walk, if any.
	Err() error

	// Close frees the cursor; it may be called twice.
	Close() error
}

// Errors that stores return, to be tested with errors.Is.
var (
	ErrClosed    = errors.New("store is closed")
	ErrReadOnly  = errors.New("store is read-only")
	ErrLocked    = errors.New("store is in use by another process")
	ErrNotStore  = errors.New("not a bibgraph store")
	ErrNewFormat = errors.New("store has a newer format than this program")
	ErrCorrupt   = errors.New("store is corrupt")
	ErrUnknownID = errors.New("unknown term id")
)
