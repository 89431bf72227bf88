package gizmo

import "bibgraph/queries/algebra"

// maybe walks on and comes back, as branch does, but a node from which the
// path leads nowhere stays too, without the tags of the path.
type maybe struct{ path path }

func (s maybe) lower(l *lowering, st state) state {
	ahead := l.steps(s.path.steps, state{here: st.here, tags: st.tags, returning: true})
	if ahead.op != nil {
		st.op = algebra.LeftJoin{Left: st.source(), Right: ahead.op}
	}
	st.tags = ahead.tags
	return st
}

func (s maybe) reverse() (step, error) { return s, nil }

// pages names a step that counts ways off.
func pages(s step) (string, bool) {
	if s, ok := s.(slice); ok {
		if s.limit >= 0 {
			return "limit", true
		}
		return "skip", true
	}
	return "", false
}

// wholes names a step that looks at the ways from all nodes together.
func wholes(s step) (string, bool) {
	switch s := s.(type) {
	case distinct:
		return "unique", true
	case recursive:
		return "followRecursive", true
	case around:
		return s.method, true
	case groupCount:
		return "groupCount", true
	case cite:
		return s.method(), true
	default:
		return pages(s)
	}
}

// holds gives the name of the first step that what names, also in the paths
// that p follows.
func (p path) holds(what func(step) (string, bool)) (string, bool) {
	for _, s := range p.steps {
		if name, ok := what(s); ok {
			return name, true
		}
		var inner path
		switch s := s.(type) {
		case follow:
			inner = s.path
		case branch:
			inner = s.path
		}
		if name, ok := inner.holds(what); ok {
			return name, true
		}
	}
	return "", false
}
