package disk

import "sync"

// background tells who waits for Pebble's work in the background that it
// fails: Pebble itself tries again for ever, on a full disk too.
type background struct {
	mu   sync.Mutex
	tell func(error) // who waits; nil if nobody does
}

// failed is called by Pebble.
func (b *background) failed(err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.tell != nil {
		b.tell(err)
	}
}

// watch has tell be told of failures, until it is called again with nil. Only
// one may wait at a time.
func (b *background) watch(tell func(error)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.tell = tell
}

// flush writes the log into tables.
func (s *Store) flush() error {
	failure := make(chan error, 1)
	s.background.watch(func(err error) {
		select {
		case failure <- err:
		default: // one is enough
		}
	})
	defer s.background.watch(nil)
	flushed, err := s.db.AsyncFlush()
	if err != nil {
		return err
	}
	select {
	case <-flushed:
		return nil
	case err := <-failure:
		return err
	}
}
