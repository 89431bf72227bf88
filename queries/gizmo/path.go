package gizmo

import (
	"fmt"
	"slices"
)

// path is a way through the graph: an immutable list of steps, each with the
// label context that holds for it. A path that does not begin with a start
// step is a morphism; run by itself it starts at all nodes.
type path struct {
	steps  []step
	labels labelContext // for the steps to come
	weight int          // number of steps, those of inner paths too
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
	p.weight++
	for _, inner := range innerPaths(s) {
		p.weight += inner.weight
	}
	return p
}

// innerPaths gives the paths that a step has inside.
func innerPaths(s step) []path {
	switch s := s.(type) {
	case and:
		return []path{s.path}
	case or:
		return []path{s.path}
	case except:
		return []path{s.path}
	case maybe:
		return []path{s.path}
	case follow:
		return []path{s.path}
	case recursive:
		return []path{s.path}
	case branch:
		return []path{s.path}
	case move:
		return slices.Concat(s.by.paths, s.labels.labels.paths)
	case has:
		return s.labels.labels.paths
	case save:
		return s.labels.labels.paths
	case cite:
		return slices.Concat(s.by.paths, s.labels.labels.paths)
	case called:
		return slices.Concat(s.by.paths, s.labels.labels.paths)
	default:
		return nil
	}
}

// check bounds what a script may build: two paths of n steps make one of 2n,
// so that forty calls could ask for more than any machine can do.
func (p path) check() error {
	if p.weight > maxSteps {
		return fmt.Errorf("a path has at most %d steps", maxSteps)
	}
	return nil
}

// reverse leads from where p ends to where it starts, as a morphism.
func (p path) reverse() (path, error) {
	back := path{steps: make([]step, len(p.steps)), weight: p.weight}
	for i, s := range p.steps {
		r, err := s.reverse()
		if err != nil {
			return path{}, err
		}
		back.steps[len(p.steps)-1-i] = r
	}
	return back, nil
}
