// Package queries is how the graph is asked: the table of query languages and
// the one way to run or explain a query in any of them.
//
// A language turns its text into the algebra, plan makes the tree good, exec
// runs it over a snapshot, and answers come as rows of results.
package queries

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"

	"bibgraph/graph"
	"bibgraph/queries/algebra"
	"bibgraph/queries/exec"
	"bibgraph/queries/gizmo"
	"bibgraph/queries/graphql"
	"bibgraph/queries/mql"
	"bibgraph/queries/plan"
	"bibgraph/queries/results"
	"bibgraph/queries/shape"
)

// Options of a query in any language. The zero value gives at most 100 rows
// in Cayley's plain JSON collation and bounds no memory.
type Options struct {
	// Limit is the most rows, where the query itself sets no other; 0 is the
	// language's default, negative is none.
	Limit int
	// Collation is how terms look, in answers and to scripts.
	Collation results.Collation
	// MaxMemory is about how many bytes a query may hold; 0 is no bound.
	MaxMemory int64
	// Stats, if not nil, is added to while the query runs.
	Stats *Stats

	explain func(algebra.Op) string
}

// Stats counts the work of a query.
type Stats = exec.Stats

// Language is a query language.
type Language struct {
	Name        string
	Description string
	run         func(ctx context.Context, text string, run algebra.Runner, o Options) iter.Seq2[results.Row, error]
}

// All lists the languages, the default first.
var All = []Language{
	{"gizmo", "JavaScript over paths, Cayley's own", runGizmo},
	{"graphql", "objects with the fields asked for, in the syntax of GraphQL", runGraphQL},
	{"mql", "JSON with holes to be filled", runMQL},
}

// Errors of a query that cannot begin, in Cayley's words.
var (
	ErrNoLanguage      = errors.New("query language not specified")
	ErrUnknownLanguage = errors.New("unknown query language")
	ErrEmptyQuery      = errors.New("query is empty")
)

// Names gives the names of all languages.
func Names() []string {
	names := make([]string, len(All))
	for i, l := range All {
		names[i] = l.Name
	}
	return names
}

// Known reports whether there is a language of that name.
func Known(name string) bool {
	_, err := lookup(name, "")
	return !errors.Is(err, ErrUnknownLanguage) && !errors.Is(err, ErrNoLanguage)
}

// lookup finds the language for a text to be run.
func lookup(name, text string) (Language, error) {
	if name == "" {
		return Language{}, ErrNoLanguage
	}
	for _, l := range All {
		if l.Name == name {
			if strings.TrimSpace(text) == "" {
				return l, ErrEmptyQuery
			}
			return l, nil
		}
	}
	return Language{}, ErrUnknownLanguage
}

// Run runs a query over snap and gives its rows as they come; the sequence
// ends after the first error.
func Run(ctx context.Context, snap graph.Snapshot, lang, text string, o Options) iter.Seq2[results.Row, error] {
	l, err := lookup(lang, text)
	if err != nil {
		return func(yield func(results.Row, error) bool) { yield(results.Row{}, err) }
	}
	o.explain = explainer(snap)
	return l.run(ctx, text, runner(snap, o), o)
}

// Explain runs a query for its plans and gives them as text, one for each
// question that the query puts to the graph, instead of its rows.
func Explain(ctx context.Context, snap graph.Snapshot, lang, text string) (string, error) {
	l, err := lookup(lang, text)
	if err != nil {
		return "", err
	}
	var plans []string
	run, explain := runner(snap, Options{}), explainer(snap)
	recorded := func(ctx context.Context, op algebra.Op) iter.Seq2[algebra.Solution, error] {
		plans = append(plans, explain(op))
		return run(ctx, op)
	}
	for _, err := range l.run(ctx, text, recorded, Options{}) {
		if err != nil {
			return "", fmt.Errorf("explain: %w", err)
		}
	}
	return strings.Join(plans, "\n"), nil
}

// maxShape is how many questions of a query a shape shows.
const maxShape = 100

// Shape draws what a query asks for. It needs no graph: whatever the query
// asks on its way is answered with nothing.
func Shape(ctx context.Context, lang, text string, o Options) (shape.Shape, error) {
	l, err := lookup(lang, text)
	if err != nil {
		return shape.Shape{}, err
	}
	var asked []algebra.Op
	record := func(_ context.Context, op algebra.Op) iter.Seq2[algebra.Solution, error] {
		return func(yield func(algebra.Solution, error) bool) {
			if len(asked) == maxShape {
				yield(algebra.Solution{}, fmt.Errorf("a shape shows at most %d questions", maxShape))
				return
			}
			asked = append(asked, op)
		}
	}
	for _, err := range l.run(ctx, text, record, o) {
		if err != nil {
			return shape.Shape{}, err
		}
	}
	return shape.Of(asked), nil
}

// explainer tells how trees are run over snap.
func explainer(snap graph.Snapshot) func(algebra.Op) string {
	return func(op algebra.Op) string {
		est := exec.Estimator(snap)
		return plan.Explain(plan.Optimize(op, est), est)
	}
}

// runner plans and runs trees over snap.
func runner(snap graph.Snapshot, o Options) algebra.Runner {
	return func(ctx context.Context, op algebra.Op) iter.Seq2[algebra.Solution, error] {
		return exec.Run(ctx, snap, plan.Optimize(op, exec.Estimator(snap)), exec.Options{MaxMemory: o.MaxMemory, Stats: o.Stats})
	}
}

func runGizmo(ctx context.Context, text string, run algebra.Runner, o Options) iter.Seq2[results.Row, error] {
	return gizmo.Run(ctx, text, run, gizmo.Options{
		Limit: o.Limit, Collation: o.Collation, MaxMemory: o.MaxMemory, Explain: o.explain,
	})
}

func runMQL(ctx context.Context, text string, run algebra.Runner, o Options) iter.Seq2[results.Row, error] {
	return mql.Run(ctx, text, run, mql.Options{Limit: o.Limit, Collation: o.Collation, MaxMemory: o.MaxMemory})
}

// runGraphQL gives one row, which is the whole answer: GraphQL knows no limit
// but that of its fields.
func runGraphQL(ctx context.Context, text string, run algebra.Runner, o Options) iter.Seq2[results.Row, error] {
	return func(yield func(results.Row, error) bool) {
		data, err := graphql.Run(ctx, text, run, o.MaxMemory)
		if err != nil {
			yield(results.Row{}, err)
			return
		}
		yield(results.Row{Value: data}, nil)
	}
}
