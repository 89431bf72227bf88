package disk

import (
	"github.com/cockroachdb/pebble/v2/objstorage/objstorageprovider"
	"github.com/cockroachdb/pebble/v2/sstable"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// table is a table that Pebble is to take in.
type table struct {
	*sstable.Writer
	path   string
	closed bool
}

// newTable begins a table as Pebble itself would for its last level.
func (s *Store) newTable(path string) (*table, error) {
	f, err := vfs.Default.Create(path, vfs.WriteCategoryUnspecified)
	if err != nil {
		return nil, err
	}
	o := s.pebbleOptions(false)
	o.EnsureDefaults()
	of := o.MakeWriterOptions(len(o.Levels)-1, s.db.TableFormat())
	of.WritingToLowestLevel = false // Pebble may put it higher, and then must see what it deletes
	return &table{Writer: sstable.NewWriter(objstorageprovider.NewFileWritable(f), of), path: path}, nil
}

// finish ends and syncs the table; it may be called twice.
func (t *table) finish() error {
	if t.closed {
		return nil
	}
	t.closed = true
	return t.Close()
}
