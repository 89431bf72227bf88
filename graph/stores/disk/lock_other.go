//go:build !unix

package disk

import (
	"fmt"
	"io"

	"github.com/cockroachdb/pebble/v2/vfs"

	"bibgraph/graph"
)

// acquire locks a file for one process, as this system knows no shared locks
// that free themselves.
func acquire(path string, _ bool) (io.Closer, error) {
	lock, err := vfs.Default.Lock(path)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", graph.ErrLocked, err)
	}
	return lock, nil
}
