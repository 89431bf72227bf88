package gizmo

import "slices"

// path is a way through the graph: an immutable list of steps, each with the
// label context that holds for it. A path that does not begin with a start
// step is a morphism; run by itself it starts at all nodes.
type path struct {
	steps  []step
	labels labelContext // for the steps to come
}

// step is one link of a path. The set is closed; a family stands in a file.
type step interface {
	// lower goes on from st by this step.
	lower(l *lowering, st state) state
	// reverse is the step that leads back, for followR. Constraints stay what
	// they are; some steps lead nowhere back.
	reverse() (step, error)
}

// with is p with one more step.
func (p path) with(s step) path {
	p.steps = append(slices.Clip(p.steps), s)
	return p
}

// reverse leads from where p ends to where it starts, as a morphism.
func (p path) reverse() (path, error) {
	back := path{steps: make([]step, len(p.steps))}
	for i, s := range p.steps {
		r, err := s.reverse()
		if err != nil {
			return path{}, err
		}
		back.steps[len(p.steps)-1-i] = r
	}
	return back, nil
}
