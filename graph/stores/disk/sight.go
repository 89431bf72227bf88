package disk

// sight is the store as the last commit left it. All readers of that time share
// it, and the last one closes it.
type sight struct {
	dictionary
	counts counts
	base   *base
	users  int // under the store's mutex; the store itself is one
}

// show makes a sight what readers see from now on.
func (s *Store) show(now *sight) {
	s.mu.Lock()
	before := s.current
	s.current = now
	now.base.users++
	if before != nil && before.base != now.base {
		before.base.replaced = true
	}
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

// drop gives up one use of a sight, and of its base with the last.
func (s *Store) drop(seen *sight) {
	s.mu.Lock()
	seen.users--
	last := seen.users == 0
	lastOfBase := false
	if last {
		seen.base.users--
		lastOfBase = seen.base.users == 0
	}
	s.mu.Unlock()
	if last {
		_ = seen.from.Close() // frees memory only
	}
	if lastOfBase {
		_ = seen.base.close() // frees memory only
		if seen.base.replaced {
			_ = removeBase(s.path, seen.base.generation) // else the next opening does
		}
	}
}
