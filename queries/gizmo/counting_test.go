package gizmo_test

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bibgraph/graph/quad"
	"bibgraph/queries/algebra"
	"bibgraph/queries/gizmo"
)

// seen answers a question with rows of one node each, and remembers what it
// was asked.
type seen struct {
	nodes []quad.Term
	asked []algebra.Op
}

func (s *seen) run(_ context.Context, op algebra.Op) iter.Seq2[algebra.Solution, error] {
	s.asked = append(s.asked, op)
	return func(yield func(algebra.Solution, error) bool) {
		g, ok := op.(algebra.Group)
		if !ok {
			for _, t := range s.nodes {
				if !yield(algebra.NewSolution(op.Vars()[:1], []quad.Term{t}), nil) {
					return
				}
			}
			return
		}
		for i, t := range s.nodes {
			if slices.Index(s.nodes, t) != i {
				continue
			}
			n := int64(0)
			for _, u := range s.nodes {
				if u == t {
					n++
				}
			}
			if !yield(algebra.NewSolution([]algebra.Var{g.By[0], g.Count}, []quad.Term{t, quad.Int(n)}), nil) {
				return
			}
		}
	}
}

// A script that counts rows by a tag is counted by the engine, and answers as
// it would if JavaScript counted.
func TestRun_counting(t *testing.T) {
	nodes := []quad.Term{
		quad.IRI("b"), quad.IRI("a"), quad.IRI("b"), quad.String("constructor"), quad.Int(7), quad.String("7"),
		{},
		quad.IRI("a"), quad.IRI("b"), quad.String("constructor"), quad.String("toString"), quad.Int(7),
		{},
	}
	const tell = "; Object.keys(n).forEach(function (k) { g.emit([k, String(n[k])]) })"
	for _, c := range []struct {
		body, n string
		counted bool
	}{
		{"n[r.id] = (n[r.id] || 0) + 1", "{}", true},
		{"n[r.id] = 1 + (n[r.id] || 0);", "{}", true},
		{"n[r.id] = n[r.id] + 1 || 1", "{}", true},
		{"n[r.id] = n[r.id] ? n[r.id] + 1 : 1", "{}", true},
		{"n[r.id] = n[r.id] || 0; n[r.id]++", "{}", true},
		{"if (n[r.id]) { n[r.id]++ } else { n[r.id] = 1 }", "{}", true},
		{"if (n[r.id]) n[r.id] += 1; else n[r.id] = 1", "{}", true},
		{"if (!n[r.id]) { n[r.id] = 0; } n[r.id] += 1;", "{}", true},
		{"if (!(r.id in n)) n[r.id] = 0; n[r.id]++", "{}", true},
		{"if (n[r.id] === undefined) { n[r.id] = 1 } else { n[r.id]++ }", "{}", true},
		{"var k = r.id; n[k] = (n[k] || 0) + 1", "{}", true},
		{"n[r.id] = (n[r.id] || 0) + 1", "{'<b>': 2, '<a>': 'x', 7: 0.5, constructor: null}", true},
		{"n[r.id] = (n[r.id] || 0) + 1", "Object.create({'<a>': 5})", true},
		{"if (r.id in n) n[r.id]++; else n[r.id] = 1", "Object.create({'<a>': 5})", true},
		{"n[r.id] = (n[r.id] || 0) + 1", "new Proxy({}, {get: function (o, k) { return o[k] || 3 }})", true},
		{"n[r.id] = (n[r.id] || 0) + 1", "[]", true},
		{"n[r.nope] = (n[r.nope] || 0) + 1", "{}", true},

		{"n[r.id] = (n[r.id] || 0) + 2", "{}", false},
		{"n[r.id] = (m[r.id] || 0) + 1", "{}, m = {}", false},
		{"n[r.id] = (n[r.idea] || 0) + 1", "{}", false},
		{"r[r.id] = (r[r.id] || 0) + 1; n = r", "{}", false},
		{"n[m.id] = (n[m.id] || 0) + 1", "{}, m = {id: 1}", false},
		{"n[r.id] = (n[r.id] || 0) + 1; n.x = 1", "{}", false},
		{"var n = {}; n[r.id] = (n[r.id] || 0) + 1", "{}", false},
	} {
		var answers [2][]string
		for i, script := range []string{
			fmt.Sprintf("var n = %s; g.V().forEach(function (r) { %s })%s", c.n, c.body, tell),
			fmt.Sprintf("var n = %s, f = function (r) { %s }; g.V().forEach(f)%s", c.n, c.body, tell),
		} {
			s := &seen{nodes: nodes}
			for row, err := range gizmo.Run(t.Context(), script, s.run, gizmo.Options{}) {
				answers[i] = append(answers[i], fmt.Sprint(row.Value, err))
			}
			_, counted := s.asked[0].(algebra.Group)
			if want := i == 0 && c.counted && !strings.Contains(c.body, "nope"); counted != want {
				t.Errorf("%s: counted by the engine: %v", script, counted)
			}
		}
		if diff := cmp.Diff(answers[1], answers[0]); diff != "" {
			t.Errorf("%s on %s:\n%s", c.body, c.n, diff)
		}
	}
}
