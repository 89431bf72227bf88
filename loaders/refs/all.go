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
	return readAll(ctx, lines, Parse)
}

// readAll reads each of what is printed, as ParseAll does.
func readAll[T any](ctx context.Context, printed []T, parse func(T) record.Reference) ([]record.Reference, error) {
	read := make([]record.Reference, len(printed))
	workers := min(runtime.GOMAXPROCS(0), len(printed))
	var all sync.WaitGroup
	for w := range workers {
		all.Go(func() {
			for i := w; i < len(printed) && ctx.Err() == nil; i += workers {
				read[i] = parse(printed[i])
			}
		})
	}
	all.Wait()
	return read, ctx.Err()
}
