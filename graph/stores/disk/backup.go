package disk

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"

	"bibgraph/graph"
)

var _ graph.Backuper = (*Store)(nil)

// Backup makes a store in a folder that is not there yet, or is empty. On the
// same file system the two share the files that do not change any more; a
// backup that is to outlive the disk must go to another one. An update that
// goes on meanwhile is in the backup as a whole or not at all. Progress is told of
// the bytes of the sealed files.
func (s *Store) Backup(ctx context.Context, path string, progress graph.Progress) (err error) {
	if err := s.gate.Enter(); err != nil {
		return err
	}
	defer s.gate.Leave()
	if err := ctx.Err(); err != nil {
		return err
	}
	found, err := inspect(path)
	if err != nil {
		return err
	}
	if found != missing {
		return fmt.Errorf("disk: back up to %s: a store is there already: %w", path, fs.ErrExist)
	}
	if err := os.MkdirAll(path, 0o755); err != nil {
		return fmt.Errorf("disk: back up: %w", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(path))
		}
	}()
	if err := begin(path); err != nil {
		return fmt.Errorf("disk: back up: %w", err)
	}
	return s.copyTo(ctx, path, progress)
}

// copyTo fills the folder of a store that is being made, and makes it one.
func (s *Store) copyTo(ctx context.Context, path string, progress graph.Progress) error {
	seen, err := s.copyTables(ctx, filepath.Join(path, tablesName))
	if err != nil {
		return failed("back up", err)
	}
	defer s.drop(seen) // its files stay until then
	if err = s.linkSealed(ctx, path, seen.base.generation, progress); err == nil {
		err = errors.Join(ctx.Err(), finish(path))
	}
	if err != nil {
		return failed("back up", err)
	}
	made, err := Open(ctx, path, Options{ReadOnly: true}) // to see that it is one
	if err != nil {
		return errors.Join(err, os.Rename(filepath.Join(path, markerName), filepath.Join(path, unfinishedName)))
	}
	return made.Close()
}

// linkSealed gives the backup the files of a generation, which never change.
func (s *Store) linkSealed(ctx context.Context, to string, generation uint64, progress graph.Progress) error {
	if generation == 0 {
		return nil
	}
	folder := filepath.Join(to, baseName)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	files := baseFiles(s.path, generation)
	copying := copier{ctx: ctx, progress: progress}
	for _, file := range files {
		if info, err := os.Stat(file); err == nil {
			copying.all += info.Size()
		}
	}
	for _, file := range files {
		err := copying.linkOrCopy(file, filepath.Join(folder, filepath.Base(file)))
		if err != nil && !errors.Is(err, fs.ErrNotExist) { // older formats have no file of terms
			return err
		}
	}
	return errors.Join(syncFolder(folder), syncFolder(to))
}

// copyTables makes a copy of the database, and gives the sight of the store that
// it has, to be dropped. Nobody writes meanwhile: a checkpoint may hold what came
// into the log while it was made, and not the tables that were taken in before
// that. Where this store may not write nobody does, as its lock holds, and the
// files can be copied as they are.
func (s *Store) copyTables(ctx context.Context, to string) (*sight, error) {
	if !s.options.ReadOnly {
		if err := s.gate.EnterToWrite(ctx); err != nil {
			return nil, err
		}
		defer s.gate.LeaveFromWriting()
		if err := s.db.Checkpoint(to, pebble.WithFlushedWAL()); err != nil {
			return nil, err
		}
		return s.hold(), nil
	}
	if err := s.copyFiles(to); err != nil {
		return nil, err
	}
	return s.hold(), nil
}

// copyFiles copies the files of a database that nobody writes.
func (s *Store) copyFiles(to string) error {
	from := filepath.Join(s.path, tablesName)
	names, err := vfs.Default.List(from)
	if err != nil {
		return err
	}
	if err := os.Mkdir(to, 0o755); err != nil {
		return err
	}
	for _, name := range names {
		put := vfs.Copy // which syncs
		if filepath.Ext(name) == ".sst" {
			put = vfs.LinkOrCopy
		}
		if err := put(vfs.Default, filepath.Join(from, name), filepath.Join(to, name)); err != nil {
			return err
		}
	}
	return syncFolder(to)
}

// replacedSuffix is behind the name of a store that another has replaced.
const replacedSuffix = ".replaced"

// Restore makes a store of a backup, which stays as it is. A store that is
// there is in the way, unless it is to be replaced; it is then kept in a folder
// beside, whose name is given.
func Restore(ctx context.Context, backup, path string, replace bool, progress graph.Progress) (replaced string, err error) {
	from, err := Open(ctx, backup, Options{ReadOnly: true})
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, from.Close()) }()
	path = filepath.Clean(path)
	found, err := inspect(path)
	if found != kept || err != nil || !replace {
		return "", errors.Join(err, from.Backup(ctx, path, progress))
	}
	old, err := acquire(filepath.Join(path, lockName), false) // nobody may be at it
	if err != nil {
		return "", fmt.Errorf("disk: replace %s: %w", path, err)
	}
	defer func() { err = errors.Join(err, old.Close()) }()
	fresh, replaced := path+repairedSuffix, path+replacedSuffix
	if err := free(fresh, replaced); err != nil {
		return "", err
	}
	if err := from.Backup(ctx, fresh, progress); err != nil {
		return "", err
	}
	return replaced, swap(path, fresh, replaced)
}

// free holds that nothing has these names.
func free(names ...string) error {
	for _, name := range names {
		if _, err := os.Lstat(name); err == nil {
			return fmt.Errorf("disk: %s is in the way: remove it if nothing in it is needed: %w", name, fs.ErrExist)
		} else if !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("disk: %w", err)
		}
	}
	return nil
}

// swap puts a fresh store in the place of one that is kept beside.
func swap(path, fresh, beside string) error {
	err := os.Rename(path, beside)
	if err == nil {
		if err = os.Rename(fresh, path); err == nil {
			err = syncFolder(filepath.Dir(path))
		}
	}
	if err != nil {
		return fmt.Errorf("disk: put %s in the place of %s: %w", fresh, path, err)
	}
	return nil
}
