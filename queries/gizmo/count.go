package gizmo

import (
	"errors"
	"fmt"
	"slices"

	"bibgraph/queries/algebra"
)

// countName is the tag at which groupCount() and its like put their numbers.
const countName = "count"

// counted gives the nodes of st, each once, with the number of ways to it. All
// else is forgotten.
func (st state) counted(l *lowering) state {
	n := l.fresh()
	return state{
		op:   algebra.Group{Input: st.source(), By: []algebra.Var{st.here}, Count: n},
		here: st.here,
		tags: tagList{{countName, n}},
	}
}

// groupCount counts the ways to each node.
type groupCount struct{}

func (s groupCount) lower(l *lowering, st state) state { return st.counted(l) }

func (s groupCount) reverse() (step, error) {
	return nil, errors.New("there is no way back over groupCount()")
}

// top keeps the nodes counted most, those of one number by their text.
func (c call) top() (path, error) {
	if !slices.ContainsFunc(c.this.steps, counts) {
		return path{}, errors.New("top() comes after a count, such as groupCount()")
	}
	c.this = c.this.with(order{[]sortKey{{tag: countName, descending: true}, {text: true}}})
	return c.slice(0, c.integer())
}

func counts(s step) bool {
	switch s.(type) {
	case groupCount, cite:
		return true
	default:
		return false
	}
}

// cite goes along citations and counts, each work that it comes through once
// and each pair of works once:
//
//	cited    out      works that those here cite, and how many of these do
//	citing   in       works that cite those here, and how many of these
//	coupled  out, in  works that cite what those here cite, and how much of it
//	cocited  in, out  works cited beside those here, and how often
type cite struct {
	way    []direction
	by     choice
	labels labelContext
}

func (s cite) method() string {
	switch {
	case slices.Equal(s.way, []direction{out}):
		return "cited"
	case slices.Equal(s.way, []direction{in}):
		return "citing"
	case s.way[0] == out:
		return "coupled"
	default:
		return "cocited"
	}
}

func (s cite) lower(l *lowering, st state) state {
	var start state
	for i, d := range s.way {
		here := []algebra.Var{st.here}
		st = state{here: st.here, op: algebra.Distinct{Input: algebra.Project{Input: st.source(), Keep: here}, On: here}}
		if i == 0 {
			start = st
		}
		st = move{direction: d, by: s.by, labels: s.labels}.lower(l, st)
		pair := append(here, st.here)
		st.op = algebra.Distinct{Input: algebra.Project{Input: st.op, Keep: pair}, On: pair}
	}
	if len(s.way) > 1 { // a work shares all with itself
		st.op = algebra.Minus{Left: st.op, Right: rename(start.op, start.here, st.here), On: st.here}
	}
	return st.counted(l)
}

func (s cite) reverse() (step, error) {
	return nil, fmt.Errorf("there is no way back over %s()", s.method())
}
