package disk_test

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"syscall"

	"github.com/cockroachdb/pebble/v2/vfs"
	"github.com/cockroachdb/pebble/v2/vfs/errorfs"
)

var errInjected = errors.New("injected error")

// fault is what a file system does to the store at one of its operations.
type fault string

const (
	faultOnce  fault = "once"  // it fails, and those after it do not
	faultShort fault = "short" // it writes half of what it should, if it writes
	faultFull  fault = "full"  // the disk is full from then on
	faultPower fault = "power" // the power is cut: what was not synced is lost
)

// faultyFS is the file system below, with a fault at one operation. It keeps
// book of what was synced, and a power cut takes the rest away.
type faultyFS struct {
	vfs.FS
	kind  fault
	index int
	cut   func() // ends the process

	mu     sync.Mutex
	count  int
	short  bool // the write that comes now is cut short
	files  map[string]*bookedFile
	names  int // that files have got, and lost
	graves []grave
	yard   string // folder of removed files that may come back
}

// grave is a file that was removed, in a folder that was not synced since.
type grave struct {
	name, kept string
	number     int
}

// bookedFile is what is known of a file that was written.
type bookedFile struct {
	written, synced int64
	named           bool // its folder was synced since it got its name
	number          int  // of its name, in the order in which they came
}

func newFaultyFS(kind fault, index int, seed uint64, yard string, end func()) *faultyFS {
	fs := &faultyFS{FS: vfs.Default, kind: kind, index: index, files: map[string]*bookedFile{}, yard: yard}
	fs.cut = func() {
		fs.losePower(rand.New(rand.NewPCG(seed, 0))) //nolint:gosec // chance that can be had again
		end()
	}
	return fs
}

// before comes before every operation.
func (fs *faultyFS) before(op errorfs.Op) error {
	fs.mu.Lock()
	defer fs.mu.Unlock()
	writes := op.Kind.ReadOrWrite() == errorfs.OpIsWrite && op.Kind != errorfs.OpFileClose
	if fs.kind == faultPower && !writes {
		return nil // a cut while reading loses what one before the next write does
	}
	if fs.count++; fs.count == fs.index {
		fmt.Fprintf(os.Stderr, "operation %d, of kind %d, on %s\n", fs.count, op.Kind, op.Path)
	}
	switch {
	case fs.kind == faultFull && fs.count >= fs.index:
		if fs.short = op.Kind == errorfs.OpFileWrite && fs.count == fs.index; fs.short {
			return nil // the last bytes that fit
		}
		if slices.Contains([]errorfs.OpKind{errorfs.OpFileWrite, errorfs.OpCreate, errorfs.OpMkdirAll, errorfs.OpLink, errorfs.OpFilePreallocate}, op.Kind) {
			return syscall.ENOSPC
		}
	case fs.count != fs.index:
	case fs.kind == faultOnce:
		return errInjected
	case fs.kind == faultShort:
		fs.short = op.Kind == errorfs.OpFileWrite
	case fs.kind == faultPower:
		fs.cut()
	}
	return nil
}

// losePower takes away what was not synced, or some of it. What happened to names
// is undone from the last on, as file systems with a journal keep it in order,
// on which Pebble relies.
func (fs *faultyFS) losePower(r *rand.Rand) {
	all := r.IntN(2) == 0
	lost := 0
	if !all {
		lost = r.IntN(fs.names + 1)
	}
	for _, g := range slices.Backward(fs.graves) {
		if g.number >= lost {
			_ = os.Rename(g.kept, g.name)
		}
	}
	for name, f := range fs.files {
		if !f.named && f.number >= lost {
			_ = os.Remove(name) // may be gone already
			continue
		}
		kept := f.synced
		if !all {
			kept += r.Int64N(f.written - f.synced + 1)
		}
		if info, err := os.Stat(name); err == nil && info.Size() > kept {
			_ = os.Truncate(name, kept)
		}
	}
}

// book notes what happened to a file.
func (fs *faultyFS) book(name string, f func(*bookedFile)) {
	fs.mu.Lock()
	defer fs.mu.Unlock()
	name = filepath.Clean(name)
	if fs.files[name] == nil {
		fs.files[name] = &bookedFile{}
	}
	f(fs.files[name])
}

func (fs *faultyFS) wrap(name string, f vfs.File, err error) (vfs.File, error) {
	if err != nil {
		return nil, err
	}
	fs.book(name, func(b *bookedFile) {
		fs.names++
		*b = bookedFile{number: fs.names}
	})
	return &faultyFile{f, fs, name}, nil
}

// Create makes a file, whose name is lost with the power.
func (fs *faultyFS) Create(name string, category vfs.DiskWriteCategory) (vfs.File, error) {
	f, err := fs.FS.Create(name, category)
	return fs.wrap(name, f, err)
}

// ReuseForWrite gives an old log another name.
func (fs *faultyFS) ReuseForWrite(old, name string, category vfs.DiskWriteCategory) (vfs.File, error) {
	f, err := fs.FS.ReuseForWrite(old, name, category)
	fs.move(old, name)
	return fs.wrap(name, f, err)
}

// Remove takes a name away, which comes back when the power is cut.
func (fs *faultyFS) Remove(name string) error {
	if fs.kind != faultPower {
		return fs.FS.Remove(name)
	}
	fs.mu.Lock()
	defer fs.mu.Unlock()
	if err := os.MkdirAll(fs.yard, 0o755); err != nil {
		return err
	}
	fs.names++
	g := grave{filepath.Clean(name), filepath.Join(fs.yard, strconv.Itoa(fs.names)), fs.names}
	if err := os.Rename(g.name, g.kept); err != nil {
		return err
	}
	fs.graves = append(fs.graves, g)
	return nil
}

// Rename gives a file another name, which lasts at once, as it may.
func (fs *faultyFS) Rename(old, name string) error {
	err := fs.FS.Rename(old, name)
	if err == nil {
		fs.move(old, name)
	}
	return err
}

func (fs *faultyFS) move(old, name string) {
	fs.mu.Lock()
	defer fs.mu.Unlock()
	old, name = filepath.Clean(old), filepath.Clean(name)
	if f := fs.files[old]; f != nil {
		fs.files[name] = f
		f.named = true
		delete(fs.files, old)
	}
}

// Link gives a file a second name, which is lost with the power.
func (fs *faultyFS) Link(old, name string) error {
	err := fs.FS.Link(old, name)
	if err == nil {
		var f bookedFile
		fs.book(old, func(b *bookedFile) { f = *b })
		fs.book(name, func(b *bookedFile) {
			fs.names++
			*b = bookedFile{written: f.written, synced: f.synced, number: fs.names}
		})
	}
	return err
}

// OpenDir opens a folder, whose names last when it is synced.
func (fs *faultyFS) OpenDir(name string) (vfs.File, error) {
	f, err := fs.FS.OpenDir(name)
	if err != nil {
		return nil, err
	}
	return &faultyFolder{f, fs, filepath.Clean(name)}, nil
}

type faultyFolder struct {
	vfs.File
	fs   *faultyFS
	name string
}

// Sync makes the names last.
func (f *faultyFolder) Sync() error {
	err := f.File.Sync()
	if err == nil {
		f.fs.mu.Lock()
		defer f.fs.mu.Unlock()
		for name, b := range f.fs.files {
			b.named = b.named || filepath.Dir(name) == f.name
		}
		f.fs.graves = slices.DeleteFunc(f.fs.graves, func(g grave) bool { return filepath.Dir(g.name) == f.name })
	}
	return err
}

// faultyFile is a file that is written from its start on.
type faultyFile struct {
	vfs.File
	fs   *faultyFS
	name string
}

// Write writes, or writes half.
func (f *faultyFile) Write(p []byte) (int, error) {
	f.fs.mu.Lock()
	short := f.fs.short
	f.fs.short = false
	f.fs.mu.Unlock()
	whole := len(p)
	if short {
		p = p[:len(p)/2]
	}
	n, err := f.File.Write(p)
	f.fs.book(f.name, func(b *bookedFile) { b.written += int64(n) })
	if err == nil && n < whole {
		err = io.ErrShortWrite
	}
	return n, err
}

// Sync makes what was written last.
func (f *faultyFile) Sync() error { return f.synced(f.File.Sync) }

// SyncData makes what was written last.
func (f *faultyFile) SyncData() error { return f.synced(f.File.SyncData) }

func (f *faultyFile) synced(sync func() error) error {
	var written int64
	f.fs.book(f.name, func(b *bookedFile) { written = b.written })
	err := sync()
	if err == nil {
		f.fs.book(f.name, func(b *bookedFile) { b.synced = max(b.synced, written) })
	}
	return err
}
