package gizmo

import "slices"

// tag names the node that the path is at.
type tag struct {
	names  []string
	labels labelContext // to which back() returns
}

func (s tag) lower(_ *lowering, st state) state {
	st.tags = st.tags.setAll(s.names, st.here)
	return st
}

func (s tag) reverse() (step, error) { return s, nil }

// branch walks on and comes back to where it began; what it met stays a
// constraint, and its tags stay.
type branch struct{ path path }

func (s branch) lower(l *lowering, st state) state {
	ahead := st
	ahead.returning = true
	ahead = l.steps(s.path.steps, ahead)
	st.op, st.tags = ahead.op, ahead.tags
	return st
}

func (s branch) reverse() (step, error) { return s, nil }

// back returns to the nearest tag of that name, or to the start of the path if
// there is none. Tags of predicates and tags inside other paths do not count.
func (p path) back(name string) (path, error) {
	cut, labels := 0, labelContext{}
	if len(p.steps) > 0 {
		if _, ok := p.steps[0].(start); ok {
			cut = 1
		}
	}
	for i, s := range slices.Backward(p.steps) {
		if t, ok := s.(tag); ok && slices.Contains(t.names, name) {
			cut, labels = i+1, t.labels
			break
		}
	}
	rest := path{steps: p.steps[cut:], weight: p.weight}
	back := path{steps: p.steps[:cut], labels: labels}
	// What has no way back cannot be returned over, as in followR.
	reversed, err := rest.reverse()
	if err != nil {
		return path{}, err
	}
	if slices.ContainsFunc(rest.steps, func(s step) bool { _, ok := s.(recursive); return ok }) {
		// A recursion gives each node once for all starts together, so the
		// starts are found by walking it from the other end.
		return back.with(and{reversed}), nil
	}
	return back.with(branch{rest}), nil
}
