//go:build unix

package disk

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"syscall"

	"bibgraph/graph"
)

// Locks of fcntl(2) belong to the process: opening a file twice locks nobody
// out, and closing any descriptor of it frees all. So the process keeps one
// descriptor for each locked file, and counts.
var held = struct {
	sync.Mutex
	files map[string]*heldFile
}{files: map[string]*heldFile{}}

type heldFile struct {
	*os.File
	shared bool
	users  int
}

// acquire locks a file: shared, for any number of readers, or for one writer.
func acquire(path string, shared bool) (io.Closer, error) {
	folder, err := filepath.EvalSymlinks(filepath.Dir(path))
	if err != nil {
		return nil, err
	}
	if path, err = filepath.Abs(filepath.Join(folder, filepath.Base(path))); err != nil {
		return nil, err
	}
	held.Lock()
	defer held.Unlock()
	if f := held.files[path]; f != nil {
		if !shared || !f.shared {
			return nil, lockedBy(os.Getpid())
		}
		f.users++
		return release(path), nil
	}
	f, err := openLock(path, shared)
	if err != nil {
		return nil, err
	}
	want := syscall.Flock_t{Type: syscall.F_WRLCK, Whence: io.SeekStart}
	if shared {
		want.Type = syscall.F_RDLCK
	}
	holder := want
	if err := syscall.FcntlFlock(f.Fd(), syscall.F_SETLK, &want); err != nil {
		defer f.Close() //nolint:errcheck // nothing was written
		if !errors.Is(err, syscall.EAGAIN) && !errors.Is(err, syscall.EACCES) {
			return nil, err
		}
		if err := syscall.FcntlFlock(f.Fd(), syscall.F_GETLK, &holder); err != nil || holder.Type == syscall.F_UNLCK {
			return nil, graph.ErrLocked // and freed since
		}
		return nil, lockedBy(int(holder.Pid))
	}
	held.files[path] = &heldFile{File: f, shared: shared, users: 1}
	return release(path), nil
}

// openLock opens the file that is locked; readers may lack the right to write.
func openLock(path string, shared bool) (*os.File, error) {
	if shared {
		if f, err := os.Open(path); !errors.Is(err, fs.ErrNotExist) {
			return f, err
		}
	}
	return os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
}

func lockedBy(pid int) error {
	if pid <= 0 { // in another container
		return graph.ErrLocked
	}
	return fmt.Errorf("%w (%s)", graph.ErrLocked, holder(pid))
}

// release frees the lock on the file when its last user closes it.
type release string

// Close gives up one use of the lock.
func (path release) Close() error {
	held.Lock()
	defer held.Unlock()
	f := held.files[string(path)]
	if f.users--; f.users > 0 {
		return nil
	}
	delete(held.files, string(path))
	return f.Close()
}
