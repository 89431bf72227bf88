package disk

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

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
	for range backupTries {
		if err = s.copyTo(ctx, path, progress); !errors.Is(err, graph.ErrCorrupt) {
			break
		}
	}
	return err
}

// backupTries is how often a backup is tried in all. The sealed files may be
// replaced, and again, between the looks that a backup takes at them; the tables
// in it then name files that it has not.
const backupTries = 5

// copyTo fills the folder of a store that is being made, and makes it one.
func (s *Store) copyTo(ctx context.Context, path string, progress graph.Progress) error {
	tables := filepath.Join(path, tablesName)
	err := errors.Join(os.RemoveAll(tables), s.linkSealed(ctx, path, progress))
	if err == nil {
		err = s.copyTables(ctx, tables)
	}
	if err == nil {
		err = errors.Join(ctx.Err(), s.linkSealed(ctx, path, progress), finish(path))
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

// linkSealed gives the backup the files that never change once they are written.
// One that goes meanwhile is not needed, and one too many goes when the backup is
// opened to be written to.
func (s *Store) linkSealed(ctx context.Context, to string, progress graph.Progress) error {
	files, err := s.sealedFiles()
	if err != nil {
		return err
	}
	files = slices.DeleteFunc(files, func(file string) bool {
		_, err := os.Stat(filepath.Join(to, file))
		return err == nil
	})
	copying := copier{ctx: ctx, progress: progress}
	for _, file := range files {
		if info, err := os.Stat(filepath.Join(s.path, file)); err == nil {
			copying.all += info.Size()
		}
	}
	for _, file := range files {
		copied := filepath.Join(to, file)
		if err := os.MkdirAll(filepath.Dir(copied), 0o755); err != nil {
			return err
		}
		err := copying.linkOrCopy(filepath.Join(s.path, file), copied)
		if err == nil {
			err = syncFolder(filepath.Dir(copied))
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// sealedFiles lists the files in folders beside the tables, but for those that an
// update is writing. Their names begin in the store.
func (s *Store) sealedFiles() (files []string, err error) {
	folders, err := os.ReadDir(s.path)
	if err != nil {
		return nil, err
	}
	for _, folder := range folders {
		if !folder.IsDir() || folder.Name() == tablesName || folder.Name() == incomingName {
			continue
		}
		inside, err := os.ReadDir(filepath.Join(s.path, folder.Name()))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		for _, file := range inside {
			files = append(files, filepath.Join(folder.Name(), file.Name()))
		}
	}
	return files, nil
}

// copyTables makes a copy of the database. Nobody writes meanwhile: a checkpoint
// may hold what came into the log while it was made, and not the tables that were
// taken in before that. Where this store may not write nobody does, as its lock
// holds, and the files can be copied as they are.
func (s *Store) copyTables(ctx context.Context, to string) error {
	if !s.options.ReadOnly {
		if err := s.gate.EnterToWrite(ctx); err != nil {
			return err
		}
		defer s.gate.LeaveFromWriting()
		return s.db.Checkpoint(to, pebble.WithFlushedWAL())
	}
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
