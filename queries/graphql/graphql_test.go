package graphql_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"
	"testing"

	"bibgraph/graph"
	"bibgraph/graph/quad"
	"bibgraph/graph/stores/memory"
	"bibgraph/queries/algebra"
	"bibgraph/queries/graphql"
	"bibgraph/queries/nested"
	"bibgraph/queries/querytest"
	"bibgraph/queries/results"
)

// A line of an answer is a root, or one of the objects that it holds.
func TestScripts(t *testing.T) {
	open := func(*testing.T) graph.Store { return memory.New(memory.Options{}) }
	querytest.Run(t, "testdata/*.test", open, func(ctx context.Context, run algebra.Runner, text string) (lines []string, err error) {
		data, err := graphql.Run(ctx, text, run, 0)
		for _, root := range data {
			objects, ok := root.Value.([]any)
			if !ok {
				objects = []any{root.Value}
			}
			for _, o := range objects {
				line, err := results.Row{Value: o}.AppendJSON([]byte(root.Name+": "), results.JSON)
				if err != nil {
					return nil, err
				}
				lines = append(lines, string(line))
			}
		}
		return lines, err
	})
}

func TestRun_syntax(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"{ nodes(id: <a>){ id ", "(1:22) Expected Name, found EOF\n\n1: { nodes(id: <a>){ id \n                        ^\n"},
		{"{}", "(1:2) Expected Name, found }\n\n1: {}\n    ^\n"},
		{"{\n  работы {\n    id ! }\n}", "(3:8) Expected Name, found !\n\n2:   работы {\n3:     id ! }\n          ^\n4: }\n"},
		{"nodes { id }", `(1:1) Unexpected Name "nodes"`},
		{"{ a() { id } }", "(1:5) Expected Name, found )"},
		{"{ a(b 1) { id } }", `(1:7) Expected :, found Int "1"`},
		{"{ a(b: {c: 1}) { id } }", "(1:8) Unexpected {"},
		{"{ a(b: [1) { id } }", "(1:10) Unexpected )"},
		{"{ a(b: \"c) { id } }", "(1:20) Unterminated string."},
		{"{ a(b: \"\"\"c) { id } }", "(1:22) Unterminated string."},
		{"{ a(b: \"c\n\")", "(1:10) Unterminated string."},
		{`{ a(b: "\`, "Unterminated string."},
		{`{ a(b: "\x") { id } }`, `(1:10) Invalid character escape sequence: \x.`},
		{`{ a(b: "\u12g4") { id } }`, `(1:10) Invalid character escape sequence: \u.`},
		{"{ a(b: \"\x01\") { id } }", "(1:9) Invalid character within String"},
		{"{ a(b: -) { id } }", `(1:9) Invalid number, expected digit but got: ")".`},
		{"{ a(b: 01) { id } }", "(1:9) Invalid number, unexpected digit after 0."},
		{"{ a(b: 1.", "(1:10) Invalid number, expected digit but got: <EOF>."},
		{"{ a(b: 99999999999999999999) { id } }", "99999999999999999999 is not a whole number of 64 bits"},
		{"{ a(b: 1e999) { id } }", "1e999 is not a number of 64 bits"},
		{"{ <a b> }", "(1:5) Unexpected character ' ' in an IRI."},
		{"{ <a", "(1:5) Unterminated IRI."},
		{"{ a ` }", "(1:5) Unexpected character '`'."},
		{"{ a } }", "one operation at a time"},
	} {
		if _, err := graphql.Run(t.Context(), c.text, nodes(1), 0); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s\n%v\nwant an error with\n%s", c.text, err, c.want)
		}
	}
}

func TestRun_strings(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`"a\tb\u0416\/\"\\"`, "a\tbЖ/\"\\"},
		{`""""a" \""" b"""`, `"a" """ b`},
		{"\"\"\"\n    a\n      b\n\n    c\n  \"\"\"", "a\n  b\n\nc"},
	} {
		var asked string
		run := func(_ context.Context, op algebra.Op) iter.Seq2[algebra.Solution, error] {
			asked = algebra.Format(op, nil)
			return func(func(algebra.Solution, error) bool) {}
		}
		if _, err := graphql.Run(t.Context(), "{ nodes(p: "+c.text+") { id } }", run, 0); err != nil {
			t.Errorf("%s: %v", c.text, err)
		}
		if want := quad.String(c.want).String(); !strings.Contains(asked, want) {
			t.Errorf("%s asks\n%s\nwithout %s", c.text, asked, want)
		}
	}
}

// nodes answers any question with n nodes, bound to its first variable.
func nodes(n int) algebra.Runner {
	return func(_ context.Context, op algebra.Op) iter.Seq2[algebra.Solution, error] {
		return func(yield func(algebra.Solution, error) bool) {
			vars := op.Vars()
			for i := range n {
				terms := make([]quad.Term, len(vars))
				terms[0] = quad.IRI(fmt.Sprint("n", i))
				if !yield(algebra.NewSolution(vars, terms), nil) {
					return
				}
			}
		}
	}
}

// No text may end the process or ask for more than it is worth.
func TestRun_hostile(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"deep objects", strings.Repeat("{ a ", 1<<18), "nested"},
		{"deep lists", "{ a(b: " + strings.Repeat("[", 1<<20), "Unexpected ["},
		{"many fields", "{ a { " + strings.Repeat("b ", 1<<18) + "} }", "fields"},
	} {
		if _, err := graphql.Run(t.Context(), c.text, nodes(1), 0); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %.100v, want an error with %q", c.name, err, c.want)
		}
	}
	if _, err := graphql.Run(t.Context(), "{ a { id } }", nodes(1000), 1000); !errors.Is(err, nested.ErrMemory) {
		t.Errorf("a large answer: %v, want %v", err, nested.ErrMemory)
	}
}

func FuzzRun(f *testing.F) {
	for _, text := range []string{
		"{ nodes(id: <art/a4>){ id, <pages>, <author> } }",
		"{ nodes(<topic>: <topic/japan>, first: 2, offset: 1){ id } }",
		"{ nodes(id: <auth/campi>){ id, <author> @rev { id } } }",
		"{ a: nodes(id: [<a>, _:b, 1, -2.5e3, true, \"x\\u0041\"]){ * } b: nodes @rev(p: []) @label(v: <g>) { ~<q> @unnest { id } } }",
		"{ nodes(id: <art/a1>){ id ", "query Q { a }", "{ a(b: \"\"\"\n c\n\"\"\") }", "# nothing", "{ ...f }",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		_, _ = graphql.Run(t.Context(), text, nodes(3), 0)
	})
}
