// Package nested asks for answers that are trees, objects that hold objects,
// as GraphQL and MQL have them: a tree of patterns becomes one operator of the
// algebra, and its solutions become objects again.
//
// The operator gives a solution for each value, never one for each way to
// combine them, so that the work is as long as the answer.
package nested

import (
	"context"
	"errors"
	"iter"

	"bibgraph/graph/quad"
	"bibgraph/queries/algebra"
)

// ErrMemory ends a query whose objects would take more than they may.
var ErrMemory = errors.New("the answer needs too much memory: ask for less")

// Pattern says which objects there are and what they hold.
type Pattern struct {
	// Op gives a solution for each object, with Here bound to its node. Inside
	// an object, the Here of the objects around is bound too.
	Op   algebra.Op
	Here algebra.Var
	// Name is a further variable of Op whose term goes with the node, or none.
	Name algebra.Var
	// Tag is what the asker calls the objects, for those who draw the query.
	Tag string
	// Under are the patterns of what an object holds.
	Under []Pattern
}

// Object is a node with what it holds: a list for each pattern under its own.
type Object struct {
	Node, Name quad.Term
	Under      [][]*Object
}

// Any is an operator with a solution for each node that op binds here to,
// however often: the node has something, be it once or many times.
func Any(op algebra.Op, here algebra.Var) algebra.Op {
	on := []algebra.Var{here}
	return algebra.Distinct{Input: algebra.Project{Input: op, Keep: on}, On: on}
}

// Join joins all operators; none is the one solution that binds nothing.
func Join(ops ...algebra.Op) algebra.Op {
	var all algebra.Op = algebra.Unit{}
	for i, op := range ops {
		if i == 0 {
			all = op
		} else {
			all = algebra.Join{Left: all, Right: op}
		}
	}
	return all
}

// Objects gives the objects of p as they come; the sequence ends after the
// first error. Together they may take about maxMemory bytes, if that is not 0.
func Objects(ctx context.Context, run algebra.Runner, p Pattern, maxMemory int64) iter.Seq2[*Object, error] {
	return func(yield func(*Object, error) bool) {
		var current []*Object
		var taken int64
		for solution, err := range run(ctx, p.query()) {
			if err != nil {
				yield(nil, err)
				return
			}
			if p.begins(solution) && len(current) > 0 {
				if !yield(current[0], nil) {
					return
				}
				current = nil
			}
			var size int64
			current, size = p.take(current, solution)
			if taken += size; maxMemory > 0 && taken > maxMemory {
				yield(nil, ErrMemory)
				return
			}
		}
		if len(current) > 0 {
			yield(current[0], nil)
		}
	}
}

// query is the operator of p, under the names that the asker gave.
func (p Pattern) query() algebra.Op {
	op := p.op()
	var keep []algebra.Var
	var names []string
	var walk func(Pattern)
	walk = func(p Pattern) {
		keep, names = append(keep, p.Here), append(names, p.Tag)
		if p.Name != "" {
			keep, names = append(keep, p.Name), append(names, "")
		}
		for _, u := range p.Under {
			walk(u)
		}
	}
	walk(p)
	return algebra.Project{Input: op, Keep: keep, Names: names}
}

// op gives, for each object, one solution that binds nothing under it, and
// then those of each pattern under it in turn.
func (p Pattern) op() algebra.Op {
	if len(p.Under) == 0 {
		return p.Op
	}
	branches := []algebra.Op{algebra.Unit{}}
	for _, u := range p.Under {
		branches = append(branches, u.op())
	}
	// A left join, though its right side never lacks a solution: no planner
	// may begin with what the object holds.
	return algebra.LeftJoin{Left: p.Op, Right: algebra.Union{Branches: branches}}
}

// begins reports whether s is the first solution of an object of p.
func (p Pattern) begins(s algebra.Solution) bool {
	for _, u := range p.Under {
		if !s.Get(u.Here).IsZero() {
			return false
		}
	}
	return true
}

// objectSize is about what an object takes beside its text.
const objectSize = 128

// take adds what s tells to a list of objects of p.
func (p Pattern) take(list []*Object, s algebra.Solution) ([]*Object, int64) {
	for i, u := range p.Under {
		if s.Get(u.Here).IsZero() {
			continue
		}
		last := list[len(list)-1]
		var size int64
		last.Under[i], size = u.take(last.Under[i], s)
		return list, size
	}
	o := &Object{Node: s.Get(p.Here), Under: make([][]*Object, len(p.Under))}
	if p.Name != "" {
		o.Name = s.Get(p.Name)
	}
	return append(list, o), int64(objectSize + len(o.Node.Value()) + 24*len(p.Under))
}
