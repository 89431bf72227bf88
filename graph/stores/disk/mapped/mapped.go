// Package mapped gives sealed files as memory.
package mapped

import (
	"fmt"
	"os"
)

// Open maps a file into memory. The content may be used until it is released,
// and never changed.
func Open(path string) (content []byte, release func() error, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close() //nolint:errcheck // was only read
	content, release, err = mapFile(f)
	if err != nil {
		return nil, nil, fmt.Errorf("read %s: %w", path, err)
	}
	return content, release, nil
}
