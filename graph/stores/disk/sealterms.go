package disk

import (
	"errors"

	"github.com/cockroachdb/pebble/v2/vfs"

	"bibgraph/graph"
	"bibgraph/graph/stores/disk/terms"
)

// linkTerms gives the next generation the file of terms that the base has.
func (s *Store) linkTerms(b *base) func(path string) error {
	return func(path string) error {
		if b.terms.Empty() { // maybe there is none
			return writeTerms(path, func(*terms.Writer) error { return nil })
		}
		return vfs.LinkOrCopy(vfs.Default, termsFile(s.path, b.generation), path)
	}
}

// foldTerms writes all terms that a sight has as a file.
func foldTerms(alive func() error, now *sight) func(path string) error {
	return func(path string) error {
		return writeTerms(path, func(w *terms.Writer) error { return now.putTerms(alive, w) })
	}
}

// putTerms writes all terms of the dictionary, but for those with inline value.
func (d *dictionary) putTerms(alive func() error, w *terms.Writer) error {
	err := w.AddFile(d.sealed, func(class graph.Class, text string) uint64 {
		return d.hash(append([]byte{byte(class)}, text...))
	})
	if err != nil {
		return err
	}
	n := 0
	return d.eachTabled(firstNumbered, afterNumbered, func(id graph.ID, value []byte) error {
		if n++; n%heartbeat == 0 && alive() != nil {
			return alive()
		}
		class := id.Class()
		return w.Add(class, value, d.hash(append([]byte{byte(class)}, value...)))
	})
}

// writeTerms writes a file of terms that lasts.
func writeTerms(path string, put func(*terms.Writer) error) error {
	f, err := vfs.Default.Create(path, vfs.WriteCategoryUnspecified)
	if err != nil {
		return err
	}
	w := terms.NewWriter(f)
	return errors.Join(put(w), w.Close(), f.Sync(), f.Close())
}
