package disk

import (
	"context"
	"errors"
	"io"
	"os"

	"bibgraph/graph"
)

// copier copies files that are not written to any more, and tells how far it is.
type copier struct {
	ctx       context.Context // a copier lives as long as the call that made it
	progress  graph.Progress
	done, all int64 // bytes
}

// atOnce is how many bytes are copied before the context is asked again.
const atOnce = 4 << 20

// linkOrCopy gives a file a second name, or makes a copy that is on disk where a
// link cannot be made, as on another file system.
func (c *copier) linkOrCopy(from, to string) error {
	info, err := os.Stat(from)
	if err != nil {
		return err
	}
	if os.Link(from, to) == nil {
		c.tell(info.Size())
		return c.ctx.Err()
	}
	return c.copy(from, to)
}

func (c *copier) copy(from, to string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	for {
		n, err := io.CopyN(out, in, atOnce)
		c.tell(n)
		switch {
		case errors.Is(err, io.EOF):
			return out.Sync()
		case err != nil:
			return err
		case c.ctx.Err() != nil:
			return c.ctx.Err()
		}
	}
}

func (c *copier) tell(bytes int64) {
	if c.done += bytes; c.progress != nil {
		c.progress(c.done, c.all)
	}
}
