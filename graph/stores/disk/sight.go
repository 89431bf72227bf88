package disk

// sight is the store as the last commit left it. All readers of that time share
// it, and the last one closes it.
type sight struct {
	dictionary
	counts counts
	users  int // under the store's mutex; the store itself is one
}

// show makes a sight what readers see from now on.
func (s *Store) show(now *sight) {
	s.mu.Lock()
	before := s.current
	s.current = now
	s.mu.Unlock()
	if before != nil {
		s.drop(before)
	}
}

// hold keeps the current sight open until it is dropped.
func (s *Store) hold() *sight {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.current.users++
	return s.current
}

// drop gives up one use of a sight.
func (s *Store) drop(seen *sight) {
	s.mu.Lock()
	seen.users--
	last := seen.users == 0
	s.mu.Unlock()
	if last {
		_ = seen.from.Close() // frees memory only
	}
}
