package disk

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/bloom"
	"github.com/cockroachdb/pebble/v2/sstable"
	"github.com/cockroachdb/pebble/v2/vfs"

	"bibgraph/graph"
)

// pebbleOptions sets up Pebble for terms and rows: short keys, many look-ups
// of keys that are not there.
func (s *Store) pebbleOptions(create bool) *pebble.Options {
	p := &pebble.Options{
		FS:                          vfs.Default,
		ReadOnly:                    s.options.ReadOnly,
		ErrorIfNotExists:            !create,
		FormatMajorVersion:          pebble.FormatTableFormatV6, // fixed, as an older program must read what a newer one wrote
		CacheSize:                   64 << 20,
		MemTableSize:                16 << 20, // which the log takes on disk from the start
		MemTableStopWritesThreshold: 4,
		Logger:                      silent{},
		EventListener: &pebble.EventListener{
			DataCorruption:  func(pebble.DataCorruptionInfo) {}, // reading fails; by default Pebble ends the program
			BackgroundError: s.background.failed,
			FlushEnd:        func(pebble.FlushInfo) { s.age.Add(1) },
			CompactionEnd:   func(pebble.CompactionInfo) { s.age.Add(1) },
		},
	}
	for i := range p.Levels {
		p.Levels[i].FilterPolicy = bloom.FilterPolicy(10)
		p.Levels[i].BlockSize = 16 << 10
	}
	// Most of what Pebble has in its last level are terms, which shrink well.
	p.Levels[len(p.Levels)-1].Compression = func() *sstable.CompressionProfile { return sstable.ZstdCompression }
	if s.options.ReadOnly {
		p.FS = sharedFS{vfs.Default}
	}
	return p
}

// sharedFS lets readers share a database: Pebble's own lock knows one process
// only, and the lock of the folder has done its work before.
type sharedFS struct{ vfs.FS }

// Lock does nothing.
func (sharedFS) Lock(string) (io.Closer, error) { return io.NopCloser(nil), nil }

// silent keeps Pebble from talking on the terminal.
type silent struct{}

// Infof says nothing.
func (silent) Infof(string, ...any) {}

// Errorf says nothing: the error also reaches whoever reads or writes.
func (silent) Errorf(string, ...any) {}

// Fatalf ends the program, as Pebble calls it where going on would lose data,
// such as when its log cannot be written.
func (silent) Fatalf(format string, args ...any) {
	panic(fmt.Sprintf("disk: the store cannot go on: "+format, args...))
}

// get gives a copy of the value of a key.
func get(from pebble.Reader, key []byte) ([]byte, bool, error) {
	value, closer, err := from.Get(key)
	if errors.Is(err, pebble.ErrNotFound) {
		return nil, false, nil
	} else if err != nil {
		return nil, false, failed("read", err)
	}
	value = slices.Clone(value)
	if err := closer.Close(); err != nil {
		return nil, false, failed("read", err)
	}
	return value, true, nil
}

// each calls f for every key with the prefix. The slices are valid until f
// returns.
func each(from *reader, prefix []byte, f func(key, value []byte) error) error {
	return eachBetween(from, prefix, after(prefix), f)
}

// eachBetween is each for the keys from lower up to upper.
func eachBetween(from *reader, lower, upper []byte, f func(key, value []byte) error) (err error) {
	it, err := from.iterate(lower, upper)
	if err != nil {
		return err
	}
	defer func() {
		if doneErr := from.done(it); err == nil {
			err = doneErr
		}
	}()
	for it.First(); it.Valid(); it.Next() {
		value, err := it.ValueAndErr()
		if err != nil {
			return failed("read", err)
		}
		if err := f(it.Key(), value); err != nil {
			return err
		}
	}
	return nil
}

// failed says what Pebble was doing when it failed, and marks corruption.
func failed(doing string, err error) error {
	if pebble.IsCorruptionError(err) {
		return fmt.Errorf("disk: %s: %w: %w", doing, graph.ErrCorrupt, err)
	}
	return fmt.Errorf("disk: %s: %w", doing, err)
}
