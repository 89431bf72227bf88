package disk

import (
	"errors"
	"runtime"
	"sync"
)

// together does all the work there is, as much at once as there are processors.
func together(work []func() error) error {
	failures := make([]error, len(work))
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	var workers sync.WaitGroup
	for i, do := range work {
		free <- struct{}{}
		workers.Go(func() {
			defer func() { <-free }()
			failures[i] = do()
		})
	}
	workers.Wait()
	return errors.Join(failures...)
}
