package disk

// Secret gives tests what they need to make up terms with one hash.
func (s *Store) Secret() []byte { return s.current.secret }
