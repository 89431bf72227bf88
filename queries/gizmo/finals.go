package gizmo

import (
	"errors"
	"fmt"
	"iter"
	"strings"

	"github.com/dop251/goja"

	"bibgraph/graph/quad"
	"bibgraph/queries/algebra"
	"bibgraph/queries/results"
)

// finals lists the methods that ask for the answers of a path.
var finals = []struct {
	names string
	run   method
}{
	{"all", func(c call) (goja.Value, error) { return c.sendAll(c.limit) }},
	{"getLimit", func(c call) (goja.Value, error) { return c.sendAll(int(c.integer())) }},
	{"count", call.count},
	{"toArray", func(c call) (goja.Value, error) { return c.collect(call.node) }},
	{"tagArray", func(c call) (goja.Value, error) { return c.collect(call.row) }},
	{"toValue", func(c call) (goja.Value, error) { return c.first(call.node) }},
	{"tagValue", func(c call) (goja.Value, error) { return c.first(call.row) }},
	{"forEach map", call.forEach},
	{countingName, call.countInto},
	{"explain", call.explain},
}

// idName is the name of the node where a path ends.
const idName = "id"

// question is the path in algebra. It has at most limit solutions, all if limit
// is not above zero.
func (c call) question(limit int64) algebra.Project {
	st := new(lowering).path(c.this)
	op := algebra.Project{Input: st.source(), Keep: []algebra.Var{st.here}, Names: []string{idName}}
	if limit > 0 {
		op.Input = algebra.Slice{Input: op.Input, Limit: limit}
	}
	for _, t := range st.tags {
		if t.name != idName {
			op.Names, op.Keep = append(op.Names, t.name), append(op.Keep, t.at)
		}
	}
	return op
}

// rows asks the question that a path is.
func (c call) rows(limit int64) iter.Seq2[results.Row, error] {
	op := c.question(limit)
	return func(yield func(results.Row, error) bool) {
		for solution, err := range c.run(c.ctx, op) {
			if err != nil {
				yield(results.Row{}, err)
				return
			}
			terms := make([]quad.Term, len(op.Keep))
			for i, v := range op.Keep {
				terms[i] = solution.Get(v)
			}
			if !yield(results.Row{Names: op.Names, Terms: terms}, nil) || c.stopped {
				return
			}
		}
	}
}

// sendAll gives rows out, from now on no more than limit.
func (c call) sendAll(limit int) (goja.Value, error) {
	if limit <= 0 {
		limit = -1
	}
	c.limit, c.sent = limit, 0
	for row, err := range c.rows(int64(limit)) {
		if err != nil {
			return nil, err
		}
		if !c.send(row) {
			break
		}
	}
	return goja.Undefined(), nil
}

func (c call) count() (goja.Value, error) {
	l := new(lowering)
	op := algebra.Group{Input: l.path(c.this).source(), Count: l.fresh()}
	for solution, err := range c.run(c.ctx, op) {
		if err != nil {
			return nil, err
		}
		return c.vm.ToValue(solution.Get(op.Count).Native()), nil
	}
	return c.vm.ToValue(0), nil
}

// node is where a row ends, as scripts see it.
func (c call) node(row results.Row) goja.Value { return c.js(row.Terms[0]) }

// row is a row as scripts see it.
func (c call) row(row results.Row) goja.Value {
	o := c.vm.NewObject()
	for i, name := range row.Names {
		if t := row.Terms[i]; !t.IsZero() {
			_ = o.Set(name, c.js(t)) // a plain object takes any member
		}
	}
	return o
}

func (c call) collect(value func(call, results.Row) goja.Value) (goja.Value, error) {
	if n := len(c.args); n > 1 {
		return nil, fmt.Errorf("expected 1 argument, got %d", n)
	}
	list := []any{}
	for row, err := range c.rows(c.integer()) {
		if err != nil {
			return nil, err
		}
		list = append(list, value(c, row))
	}
	return c.vm.NewArray(list...), nil
}

func (c call) first(value func(call, results.Row) goja.Value) (goja.Value, error) {
	for row, err := range c.rows(1) {
		if err != nil {
			return nil, err
		}
		return value(c, row), nil
	}
	return goja.Null(), nil
}

func (c call) forEach() (goja.Value, error) {
	n := len(c.args)
	if n == 0 || n > 2 {
		return nil, fmt.Errorf("unexpected arguments count: %d", n)
	}
	f, ok := goja.AssertFunction(c.args[n-1])
	if !ok {
		return nil, errors.New("expected js callback function")
	}
	limit := int64(0)
	if n == 2 {
		limit = c.integer()
	}
	for row, err := range c.rows(limit) {
		if err != nil {
			return nil, err
		}
		if _, err := f(goja.Undefined(), c.row(row)); err != nil {
			return nil, err
		}
	}
	return goja.Undefined(), nil
}

// explain gives the plan of the path out, a row for each of its lines; its tree
// if nobody plans.
func (c call) explain() (goja.Value, error) {
	plan := c.plan
	if plan == nil {
		plan = func(op algebra.Op) string { return algebra.Format(op, nil) }
	}
	for line := range strings.Lines(plan(c.question(0))) {
		if !c.send(results.Row{Value: strings.TrimSuffix(line, "\n")}) {
			break
		}
	}
	return goja.Undefined(), nil
}
