// Package exec runs trees of the algebra over a snapshot of a store.
//
// Inside a run terms are integers in rows of slots, one slot a variable; terms
// appear only where solutions leave. Operators pull: each is opened with a row
// of bindings from outside and gives, one by one, the solutions that are
// compatible with them, so that what one side of a join has bound steers the
// scans of the other. One operator stands in each file.
//
// The trees are run as they are: package plan makes them good.
package exec

import (
	"context"
	"errors"
	"iter"

	"bibgraph/graph"
	"bibgraph/graph/quad"
	"bibgraph/queries/algebra"
)

// ErrMemory ends a query that would hold more than Options.MaxMemory.
var ErrMemory = errors.New("query needs too much memory")

// Options bound a run. The zero value sets no bounds.
type Options struct {
	// MaxMemory is about how many bytes the operators that hold rows (sort,
	// group, distinct, minus, closure, hash joins) may hold together; 0 is no
	// bound. Sort, group and distinct write what is more to temporary files, of
	// up to 16 times as many bytes; the others end the query.
	MaxMemory int64

	// Stats, if not nil, is added to while the query runs.
	Stats *Stats
}

// Stats counts the work of a run, so that tests guard work and not seconds.
type Stats struct {
	Rows  int64 // rows of the store looked at
	Seeks int64 // cursors opened and sought

	Spilled int64 // bytes written to temporary files
}

// Run gives the solutions of op over snap. Nothing happens until the sequence
// is ranged over; each range runs anew. The sequence ends after the first
// error, soon after ctx ends, or when the caller stops.
func Run(ctx context.Context, snap graph.Snapshot, op algebra.Op, o Options) iter.Seq2[algebra.Solution, error] {
	return func(yield func(algebra.Solution, error) bool) {
		r := newRun(ctx, snap, o)
		fail := func() { yield(algebra.Solution{}, r.err) }
		if r.err = ctx.Err(); r.err != nil {
			fail()
			return
		}
		defer r.close()

		c := compiler{r: r}
		top := newScope()
		root := c.compile(op, top, given{})
		vars := op.Vars()
		out := newOutput(r, vars, c.slotsOf(top, vars))
		r.width = c.width

		in, row := r.row(), r.row()
		if r.err == nil {
			root.open(in)
		}
		for r.err == nil && root.next(row) {
			if s := out.solution(row); r.err == nil && !yield(s, nil) {
				return
			}
		}
		if r.err != nil {
			fail()
		}
	}
}

// output turns rows into solutions.
type output struct {
	r     *run
	vars  []algebra.Var
	slots []int
	ids   []graph.ID // of the last solution
	terms []quad.Term
}

func newOutput(r *run, vars []algebra.Var, slots []int) *output {
	return &output{
		r: r, vars: vars, slots: slots,
		ids: make([]graph.ID, len(vars)), terms: make([]quad.Term, len(vars)),
	}
}

// solution reuses the terms of the last one where the IDs are the same.
func (o *output) solution(row row) algebra.Solution {
	for i, s := range o.slots {
		if id := row[s]; id != o.ids[i] {
			o.ids[i], o.terms[i] = id, quad.Term{}
			if id != 0 {
				o.terms[i] = o.r.term(id)
			}
		}
	}
	return algebra.NewSolution(o.vars, o.terms)
}

// Estimator gives the guess of snap at how many rows fit a Match, its
// variables taken as anything.
func Estimator(snap graph.Snapshot) func(algebra.Match) int64 {
	return func(m algebra.Match) int64 {
		patterns, err := constants(snap, m)
		if err != nil {
			return snap.Len()
		}
		var n int64
		for _, p := range patterns {
			n += snap.Estimate(p)
		}
		return n
	}
}
