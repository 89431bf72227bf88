package refs

import (
	"context"
	"runtime"
	"sync"

	"bibgraph/loaders/record"
)

// ParseAll reads references on all processors and gives them in their order.
// It ends early, with the error of ctx, when ctx ends.
func ParseAll(ctx context.Context, lines []string) ([]record.Reference, error) {
	read := make([]record.Reference, len(lines))
	workers := min(runtime.GOMAXPROCS(0), len(lines))
	var all sync.WaitGroup
	for w := range workers {
		all.Go(func() {
			for i := w; i < len(lines) && ctx.Err() == nil; i += workers {
				read[i] = Parse(lines[i])
			}
		})
	}
	all.Wait()
	return read, ctx.Err()
}
