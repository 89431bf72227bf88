package disk

import (
	"sync"
	"sync/atomic"

	"github.com/cockroachdb/pebble/v2"
)

// reader is a Pebble reader that keeps its iterators for the next who needs
// one: moving an iterator costs less than making it.
type reader struct {
	pebble.Reader

	// age counts the tables that Pebble made. An iterator keeps the tables of
	// its time on disk, so that an old one is not kept. Iterators over a batch,
	// which do not see what is added later, are never kept: age is nil.
	age *atomic.Uint64

	mu     sync.Mutex
	idle   []*pebble.Iterator
	idleOf uint64 // their age
}

// iterate gives an iterator over the keys from lower to upper, to be given
// back with done.
func (r *reader) iterate(lower, upper []byte) (*pebble.Iterator, error) {
	if it := r.take(); it != nil {
		it.SetBounds(lower, upper)
		return it, nil
	}
	it, err := r.NewIter(&pebble.IterOptions{LowerBound: lower, UpperBound: upper})
	if err != nil {
		return nil, failed("read", err)
	}
	return it, nil
}

func (r *reader) take() *pebble.Iterator {
	r.mu.Lock()
	defer r.mu.Unlock()
	last := len(r.idle) - 1
	if last < 0 || r.idleOf != r.age.Load() {
		return nil
	}
	it := r.idle[last]
	r.idle = r.idle[:last]
	return it
}

// maxIdle is how many iterators are kept.
const maxIdle = 64

// done takes an iterator back, and gives the error of its reading.
func (r *reader) done(it *pebble.Iterator) error {
	err := it.Error()
	if err != nil || !r.keep(it) {
		if closeErr := it.Close(); err == nil {
			err = closeErr
		}
	}
	if err != nil {
		return failed("read", err)
	}
	return nil
}

func (r *reader) keep(it *pebble.Iterator) bool {
	if r.age == nil {
		return false
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if age := r.age.Load(); r.idleOf != age {
		r.closeIdle()
		r.idleOf = age
		return false // it may be old itself
	}
	if len(r.idle) == maxIdle {
		return false
	}
	r.idle = append(r.idle, it)
	return true
}

func (r *reader) closeIdle() {
	for _, it := range r.idle {
		_ = it.Close() // had no error when it was given back
	}
	r.idle = nil
}

// Close frees the iterators that were kept, and what they read from.
func (r *reader) Close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.closeIdle()
	return r.Reader.Close()
}
