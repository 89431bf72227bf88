package querytest_test

import (
	"flag"
	"os"
	"testing"

	"go.uber.org/goleak"

	"bibgraph/graph"
	"bibgraph/graph/stores/memory"
	"bibgraph/queries/querytest"
)

func TestMain(m *testing.M) {
	// The trees are small: many can be tried. The command line overrides it.
	if err := flag.Set("rapid.checks", "2000"); err != nil {
		os.Exit(1)
	}
	goleak.VerifyTestMain(m)
}

func inMemory(*testing.T) graph.Store { return memory.New(memory.Options{}) }

func TestScripts(t *testing.T) {
	querytest.Run(t, "testdata/*.test", inMemory, querytest.Algebra)
}

func TestParse_errors(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", `querytest: no "(" before `},
		{"(unit) (unit)", "querytest: text after the tree before ( unit )"},
		{"(nope)", `querytest: unknown operator "nope" before )`},
		{"(nodes x)", "querytest: no variable before )"},
		{"(values ?a x)", "querytest: no term: x before )"},
		{"(filter ((is ?a)) (unit))", `querytest: unknown condition "is" before ?a ) ) ( unit`},
	} {
		_, err := querytest.Parse(c.in)
		if err == nil || err.Error() != c.want {
			t.Errorf("%s: got %v, want %s", c.in, err, c.want)
		}
	}
}
