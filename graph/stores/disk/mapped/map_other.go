//go:build !unix

package mapped

import (
	"io"
	"os"
)

// mapFile reads a file, where it cannot be mapped.
func mapFile(f *os.File) ([]byte, func() error, error) {
	data, err := io.ReadAll(f)
	return data, func() error { return nil }, err
}

// Forget does nothing.
func Forget([]byte) {}
