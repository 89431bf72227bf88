// Package disk keeps quads in a folder, on Pebble, a log-structured merge tree
// that brings crash safety, snapshots and compaction; the layout of the tables
// is ours and drawn at FormatVersion.
//
// An update is one synced batch. Readers hold a snapshot and never wait for the
// writer. One process may write, or several may read at once. Sorting and
// joining rows, and what they mean, are left to who asks.
package disk

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"

	"github.com/cockroachdb/pebble/v2"

	"bibgraph/graph"
	"bibgraph/graph/stores/internal/gate"
)

// Options say how a store is opened. The zero value is what most want.
type Options struct {
	ReadOnly  bool // refuse updates, and share the store with other readers
	MustExist bool // do not make a store where there is none

	GatherBytes int // what an update gathers in memory, about; 256 MiB if 0
	PieceBytes  int // a larger update is written in pieces of this size; 8 MiB if 0
	TableRows   int // an update that adds so many quads goes past the log; 4096 if 0
	BulkBytes   int // what AddBlocks takes of memory, about; 1 GiB if 0

	// Warn, if not nil, is told what has failed and harms no answer. It is called
	// by whoever updates, before the update returns.
	Warn func(error)
}

const (
	defaultGatherBytes = 256 << 20
	defaultPieceBytes  = 8 << 20
	defaultTableRows   = 4096
	defaultBulkBytes   = 1 << 30
)

// flushAt is the size of the log above which Close writes it into tables, so
// that the store opens fast again.
const flushAt = 1 << 20

// Store is a graph.Store in a folder.
type Store struct {
	path     string
	options  Options
	lock     io.Closer
	db       *pebble.DB
	gate     *gate.Gate
	broken   error  // a failed update could not be undone; the writer's
	foldFrom uint64 // changes and terms that there have to be for a fold, after one failed; the writer's
	cache    termCache
	age      atomic.Uint64 // how many tables Pebble has made

	background background

	mu      sync.Mutex
	current *sight
}

var _ graph.Store = (*Store)(nil)

// Open opens the store in a folder, or makes one if the path is free or an
// empty folder. The folder of anything else is left as it is.
func Open(ctx context.Context, path string, o Options) (*Store, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	o.GatherBytes = cmp.Or(o.GatherBytes, defaultGatherBytes)
	o.PieceBytes = cmp.Or(o.PieceBytes, defaultPieceBytes)
	o.TableRows = cmp.Or(o.TableRows, defaultTableRows)
	o.BulkBytes = cmp.Or(o.BulkBytes, defaultBulkBytes)
	s := &Store{path: path, options: o, gate: gate.New()}
	found, err := s.inspect()
	if err != nil {
		return nil, err
	}
	if found != kept {
		if err := os.MkdirAll(path, 0o755); err != nil {
			return nil, fmt.Errorf("disk: make store: %w", err)
		}
	}
	s.lock, err = acquire(filepath.Join(path, lockName), o.ReadOnly)
	if err != nil {
		return nil, fmt.Errorf("disk: %s: %w", path, err)
	}
	if err := s.open(); err != nil {
		return nil, errors.Join(err, s.release())
	}
	return s, nil
}

// inspect looks at the path and refuses what the options do.
func (s *Store) inspect() (condition, error) {
	found, err := inspect(s.path)
	if err == nil && found != kept && (s.options.ReadOnly || s.options.MustExist) {
		err = fmt.Errorf("disk: no store at %s: %w", s.path, fs.ErrNotExist)
	}
	return found, err
}

// open makes or opens the tables of a folder that is locked.
func (s *Store) open() error {
	found, err := s.inspect() // again: another process may have been at it before the lock
	if err != nil {
		return err
	}
	if found != kept {
		if err := begin(s.path); err != nil {
			return fmt.Errorf("disk: make store: %w", err)
		}
	}
	s.db, err = pebble.Open(filepath.Join(s.path, tablesName), s.pebbleOptions(found != kept))
	switch {
	case errors.Is(err, pebble.ErrDBDoesNotExist):
		return fmt.Errorf("disk: store %s has lost its tables: %w", s.path, graph.ErrCorrupt)
	case err != nil:
		return failed("open "+s.path, err)
	}
	if found != kept {
		if err := s.furnish(); err != nil {
			return err
		}
	}
	if !s.options.ReadOnly {
		if err := renew(s.path); err != nil {
			return fmt.Errorf("disk: %w", err)
		}
		if err := os.RemoveAll(filepath.Join(s.path, incomingName)); err != nil {
			return fmt.Errorf("disk: %w", err) // an update was cut off
		}
	}
	return s.recover()
}

// furnish writes what an empty store has, and makes the folder a store.
func (s *Store) furnish() error {
	secret := make([]byte, secretBytes)
	_, _ = rand.Read(secret) // never fails
	err := errors.Join(
		s.db.Set(secretKey, secret, pebble.NoSync),
		s.db.Set(countsKey, counts{}.encode(), pebble.Sync),
	)
	if err != nil {
		return failed("make store", err)
	}
	if err := finish(s.path); err != nil {
		return fmt.Errorf("disk: make store: %w", err)
	}
	return nil
}

// recover undoes an update that a crash cut off and shows the store to readers.
func (s *Store) recover() error {
	from := &reader{age: &s.age}
	var err error
	if s.options.ReadOnly {
		from.Reader, err = overlay(s.db)
	} else if err = rollBack(s.db); err == nil {
		from.Reader = s.db.NewSnapshot()
	}
	if err != nil {
		return err
	}
	now, err := s.look(from)
	if err != nil {
		return errors.Join(err, from.Close())
	}
	s.show(now)
	return nil
}

// look gives the sight that a reader has of the store.
func (s *Store) look(from *reader) (*sight, error) {
	value, _, err := get(from, countsKey)
	if err != nil {
		return nil, err
	}
	secret, _, err := get(from, secretKey)
	if err != nil {
		return nil, err
	}
	c, ok := decodeCounts(value)
	if !ok || len(secret) != secretBytes {
		return nil, fmt.Errorf("disk: counts or secret of %s: %w", s.path, graph.ErrCorrupt)
	}
	generation, sealedTerms, err := readGeneration(from)
	if err != nil {
		return nil, err
	}
	if !s.options.ReadOnly {
		if err := sweepBase(s.path, generation); err != nil {
			return nil, fmt.Errorf("disk: %w", err) // of an update that was cut off
		}
	}
	b, err := openBase(s.path, generation, sealedTerms)
	if err != nil {
		return nil, err
	}
	if uint64(b.len())+c.changes < c.quads {
		return nil, errors.Join(fmt.Errorf("disk: the files of %s have too few rows: %w", s.path, graph.ErrCorrupt), b.close())
	}
	for i, n := range c.terms {
		if n < b.terms.Len(graph.Class(i+1)) {
			return nil, errors.Join(fmt.Errorf("disk: the files of %s have too many terms: %w", s.path, graph.ErrCorrupt), b.close())
		}
	}
	return &sight{dictionary: dictionary{b.terms, from, secret, &s.cache}, counts: c, base: b, users: 1}, nil
}

// View calls f with a snapshot of the last commit.
func (s *Store) View(ctx context.Context, f func(graph.Snapshot) error) error {
	if err := s.gate.Enter(); err != nil {
		return err
	}
	defer s.gate.Leave()
	if err := ctx.Err(); err != nil {
		return err
	}
	seen := s.hold()
	defer s.drop(seen)
	snap := &snapshot{dictionary: seen.dictionary, counts: seen.counts, base: seen.base, alive: ctx.Err}
	defer snap.closeCursors()
	return f(snap)
}

// Update calls f with a transaction and commits it if f returns nil. While it
// waits for the disk the next update runs, so that one sync serves many; readers
// see the changes from then on, and the log keeps them in their sequence. A log
// that cannot be written ends the program: nobody could tell what is in it.
func (s *Store) Update(ctx context.Context, f func(graph.Tx) error) (err error) {
	if err := s.gate.EnterToWrite(ctx); err != nil {
		return err
	}
	wait := func() error { return nil } // until the log is on disk
	defer s.gate.Leave()
	defer func() {
		s.gate.PassTurn()
		if waitErr := wait(); waitErr != nil {
			// The changes are seen already and may be on disk or not: no answer
			// that this or a later update could give would be true.
			silent{}.Fatalf("commit: %v", waitErr)
		}
	}()
	if s.options.ReadOnly {
		return fmt.Errorf("disk: %s: %w", s.path, graph.ErrReadOnly)
	}
	if s.broken != nil {
		return s.broken
	}
	t := newTx(s, ctx.Err)
	committed := false
	defer func() { // also when f panics
		t.close()
		if !committed && t.pieces > 0 {
			if s.broken = rollBack(s.db); s.broken != nil {
				err = errors.Join(err, s.broken)
			}
		}
	}()
	if err := f(t); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := t.commit(ctx); err != nil {
		return err
	}
	committed = true
	if t.unsynced != nil {
		wait = t.sync
	}
	s.show(s.sightOf(t.counts, t.base))
	s.foldOutgrown(ctx)
	return nil
}

// sightOf is the sight of the store as it is now.
func (s *Store) sightOf(c counts, b *base) *sight {
	from := &reader{Reader: s.db.NewSnapshot(), age: &s.age}
	return &sight{dictionary: dictionary{b.terms, from, s.current.secret, &s.cache}, counts: c, base: b, users: 1}
}

// Close waits for views and updates and gives the folder up.
func (s *Store) Close() error {
	if err := s.gate.Shut(); err != nil {
		return err
	}
	return s.release()
}

// release frees what the store holds, as far as it was opened.
func (s *Store) release() error {
	var failures []error
	if s.current != nil {
		s.drop(s.current)
	}
	if s.db != nil {
		if !s.options.ReadOnly && s.db.Metrics().WAL.Size > flushAt {
			failures = append(failures, s.flush())
		}
		failures = append(failures, s.db.Close())
	}
	if err := errors.Join(append(failures, s.lock.Close())...); err != nil {
		return failed("close "+s.path, err)
	}
	return nil
}
