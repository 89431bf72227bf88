package disk

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

const hugePage = 2 << 20 // bytes, on most processors

// inHugePages asks the system to give large memory that was not used yet in few
// large pages, as making many small ones costs more than sorting in them. It is
// as good where the system does not.
func inHugePages(rows []packedRow) []packedRow {
	bytes := unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(rows))), cap(rows)*packedBytes)
	if len(bytes) < 4*hugePage {
		return rows
	}
	before := -uintptr(unsafe.Pointer(unsafe.SliceData(bytes))) % hugePage
	_ = unix.Madvise(bytes[before:len(bytes)-hugePage], unix.MADV_HUGEPAGE)
	return rows
}
