package disk

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/cockroachdb/pebble/v2/vfs"

	"bibgraph/graph"
	"bibgraph/graph/stores/disk/segment"
	"bibgraph/graph/stores/disk/terms"
)

// base is what a store has in sealed files: one of rows for each order, and one
// of terms. Sights share it; the files go when the last one is dropped after a
// newer base was made.
type base struct {
	generation uint64 // 0 if there are no files
	rows       [len(graph.Orders)]*segment.File
	terms      *terms.File
	users      int  // under the store's mutex
	replaced   bool // by a newer one; under the store's mutex
}

var baseKey = append([]byte{tableStore}, "base"...)

// len is the number of rows.
func (b *base) len() int64 {
	if b.generation == 0 {
		return 0
	}
	return b.rows[graph.SPOG].Len()
}

// count is the number of rows that match the first n positions of the pattern.
func (b *base) count(pattern graph.Row, order graph.Order, n int) (int64, error) {
	if b.generation == 0 {
		return 0, nil
	}
	rows, err := b.rows[order].Count(pattern, n)
	return rows, damaged(err)
}

// has reports whether the row is in the files.
func (b *base) has(row graph.Row) (bool, error) {
	if b.generation == 0 {
		return false, nil
	}
	c := b.rows[graph.SPOG].Cursor()
	defer c.Close()
	return c.Seek(row) && *c.Row() == row, damaged(c.Err())
}

// withTerms marks a base that has a file of terms, as of format 3.
const withTerms = 3

// encode is what the table of the store says of the files.
func (b *base) encode() []byte {
	return append(binary.BigEndian.AppendUint64(nil, b.generation), withTerms)
}

func (b *base) close() error {
	var failures []error
	for _, f := range b.rows {
		if f != nil {
			failures = append(failures, f.Close())
		}
	}
	failures = append(failures, b.terms.Close())
	return damaged(errors.Join(failures...))
}

func damaged(err error) error {
	if err != nil {
		return fmt.Errorf("disk: %w", err)
	}
	return nil
}

// baseFile names the file of a generation that has an order.
func baseFile(folder string, generation uint64, order graph.Order) string {
	return filepath.Join(folder, baseName, fmt.Sprintf("%d.%s", generation, order))
}

// termsFile names the file of a generation that has the terms.
func termsFile(folder string, generation uint64) string {
	return filepath.Join(folder, baseName, fmt.Sprintf("%d.terms", generation))
}

// openBase opens the files of a generation, with that of terms if there is one.
func openBase(folder string, generation uint64, sealedTerms bool) (_ *base, err error) {
	b := &base{generation: generation, terms: &terms.File{}}
	if generation == 0 {
		return b, nil
	}
	defer func() {
		if err != nil {
			_ = b.close() // the first error says more
		}
	}()
	for _, order := range graph.Orders {
		b.rows[order], err = segment.Open(baseFile(folder, generation, order))
		if errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("disk: store %s has lost a file: %w: %w", folder, graph.ErrCorrupt, err)
		} else if err != nil {
			return nil, damaged(err)
		}
		if b.rows[order].Order() != order || b.rows[order].Len() != b.rows[graph.SPOG].Len() {
			return nil, fmt.Errorf("disk: file %s of %s is another's: %w", order, folder, graph.ErrCorrupt)
		}
	}
	if !sealedTerms {
		return b, nil
	}
	sealed, err := terms.Open(termsFile(folder, generation))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("disk: store %s has lost its terms: %w: %w", folder, graph.ErrCorrupt, err)
	} else if err != nil {
		return nil, damaged(err)
	}
	b.terms = sealed
	return b, nil
}

// baseFiles names all files of a generation.
func baseFiles(folder string, generation uint64) []string {
	names := []string{termsFile(folder, generation)}
	for _, order := range graph.Orders {
		names = append(names, baseFile(folder, generation, order))
	}
	return names
}

// removeBase removes the files of a generation.
func removeBase(folder string, generation uint64) error {
	var failures []error
	for _, name := range baseFiles(folder, generation) {
		if err := os.Remove(name); !errors.Is(err, fs.ErrNotExist) {
			failures = append(failures, err)
		}
	}
	return errors.Join(failures...)
}

// sweepBase removes what updates that were cut off have left beside the files
// of the live generation.
func sweepBase(folder string, live uint64) error {
	return eachBase(folder, func(name string, generation uint64) error {
		if generation == live {
			return nil
		}
		return os.Remove(filepath.Join(folder, baseName, name))
	})
}

// nextGeneration is one that no file has, not even one that was left behind.
func nextGeneration(folder string) (uint64, error) {
	last := uint64(0)
	err := eachBase(folder, func(_ string, generation uint64) error {
		last = max(last, generation)
		return nil
	})
	return last + 1, err
}

// eachBase calls f with the files of all generations; what is no such file has
// the generation 0.
func eachBase(folder string, f func(name string, generation uint64) error) error {
	entries, err := os.ReadDir(filepath.Join(folder, baseName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	} else if err != nil {
		return err
	}
	for _, entry := range entries {
		number, _, _ := strings.Cut(entry.Name(), ".")
		generation, err := strconv.ParseUint(number, 10, 64)
		if err != nil {
			generation = 0
		}
		if err := f(entry.Name(), generation); err != nil {
			return err
		}
	}
	return nil
}

// writeBase writes the rows that a sight has, and fresh ones, as the files of
// the next generation, and has the function make the file of terms. Nothing
// refers to them yet. The fresh rows are not what they were afterwards. Unless it is
// nil, told is called with how many rows have been written, in each order anew.
func (s *Store) writeBase(alive func() error, now *sight, fresh freshRows, makeTerms func(path string) error, told func(rows int)) (_ *base, err error) {
	folder := filepath.Join(s.path, baseName)
	if err := vfs.Default.MkdirAll(folder, 0o755); err != nil {
		return nil, fmt.Errorf("disk: %w", err)
	}
	generation, err := nextGeneration(s.path)
	if err != nil {
		return nil, fmt.Errorf("disk: %w", err)
	}
	defer func() {
		if err != nil {
			_ = removeBase(s.path, generation) // else the next opening does
		}
	}()
	if err := makeTerms(termsFile(s.path, generation)); err != nil {
		return nil, fmt.Errorf("disk: %w", err)
	}
	err = fresh.eachOrder(func(order graph.Order, rows []packedRow) error {
		path := baseFile(s.path, generation, order)
		if len(rows)+len(fresh.runs) == 0 && now.counts.changes == 0 && now.base.generation > 0 {
			return vfs.LinkOrCopy(vfs.Default, baseFile(s.path, now.base.generation, order), path)
		}
		return s.writeOrder(alive, now, path, order, rows, fresh.runs, told)
	})
	if err != nil {
		return nil, err
	}
	if err := errors.Join(syncNames(folder), syncNames(s.path)); err != nil {
		return nil, fmt.Errorf("disk: %w", err)
	}
	return openBase(s.path, generation, true)
}

// syncNames makes the names in a folder of files last.
func syncNames(folder string) error {
	f, err := vfs.Default.OpenDir(folder)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// writeOrder writes one order of writeBase.
func (s *Store) writeOrder(alive func() error, now *sight, path string, order graph.Order, fresh []packedRow, runs []*run, told func(rows int)) error {
	snap := &snapshot{dictionary: now.dictionary, counts: now.counts, base: now.base, alive: alive}
	defer snap.closeCursors()
	m := merger{order: order, alive: alive, told: told}
	switch {
	case now.counts.changes > 0:
		m.add(&cursorSource{cursor: snap.Scan(graph.Row{}, order)})
	case now.base.generation > 0:
		m.add(&fileSource{cursor: now.base.rows[order].Cursor()})
	}
	for _, r := range runs {
		m.add(&fileSource{cursor: r.rows[order].Cursor()})
	}
	m.add(&listSource{rows: fresh})
	err := writeRows(path, order, &m, true)
	for _, r := range runs {
		r.drop(order)
	}
	return err
}

// writeRows writes merged rows as a file, one that lasts if it is told so.
func writeRows(path string, order graph.Order, m *merger, lasts bool) (err error) {
	f, err := vfs.Default.Create(path, vfs.WriteCategoryUnspecified)
	if err != nil {
		return fmt.Errorf("disk: %w", err)
	}
	defer func() {
		if closeErr := f.Close(); err == nil && closeErr != nil {
			err = fmt.Errorf("disk: %w", closeErr)
		}
	}()
	out := bufio.NewWriterSize(f, 1<<20)
	w := segment.NewWriter(out, order)
	if err := m.each(func(rows []graph.Row) error { return w.Add(rows...) }); err != nil {
		return err
	}
	err = errors.Join(w.Close(), out.Flush())
	if err == nil && lasts {
		err = f.Sync()
	}
	if err != nil {
		return fmt.Errorf("disk: write %s: %w", path, err)
	}
	return nil
}

// readGeneration tells which files are live, and whether one has terms.
func readGeneration(from *reader) (generation uint64, sealedTerms bool, err error) {
	value, ok, err := get(from, baseKey)
	if err != nil || !ok {
		return 0, false, err
	}
	if sealedTerms = len(value) == 9 && value[8] == withTerms; len(value) != 8 && !sealedTerms {
		return 0, false, fmt.Errorf("disk: generation of the files: %w", graph.ErrCorrupt)
	}
	return binary.BigEndian.Uint64(value), sealedTerms, nil
}
