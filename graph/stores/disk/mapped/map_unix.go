//go:build unix

package mapped

import (
	"errors"
	"os"
	"unsafe"

	"golang.org/x/sys/unix"
)

// mapFile gives the content of a file as long as it is not unmapped.
func mapFile(f *os.File) ([]byte, func() error, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, nil, err
	}
	if info.Size() == 0 {
		return nil, nil, errors.New("the file is empty")
	}
	data, err := unix.Mmap(int(f.Fd()), 0, int(info.Size()), unix.PROT_READ, unix.MAP_SHARED)
	if err != nil {
		return nil, nil, err
	}
	return data, func() error { return unix.Munmap(data) }, nil
}

// Forget tells the system that content of a file that is mapped is not needed in
// memory for now; it is read again when it is.
func Forget(content []byte) {
	page := uintptr(os.Getpagesize())
	start := -uintptr(unsafe.Pointer(unsafe.SliceData(content))) % page
	if whole := uintptr(len(content)); start < whole {
		if size := (whole - start) / page * page; size > 0 {
			_ = unix.Madvise(content[start:start+size], unix.MADV_DONTNEED) // is but advice
		}
	}
}
