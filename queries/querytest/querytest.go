// Package querytest is a small language for tests of queries: scripts that
// load quads, ask, and show what is answered, so that a test reads as a
// dialogue. The same scripts run over any store and with any query language.
//
//	# A comment. Blocks are parted by blank lines.
//	load
//	<art/a1> <cites> <art/a2> .
//	<art/a2> <cites> <art/a3> .
//
//	query what a1 cites
//	(match <art/a1> <cites> ?work *)
//	----
//	work=<art/a2>
//
// The commands are
//
//	load [FILE]   adds quads: the lines that follow, or a file beside the script
//	query         runs a query and shows its solutions, sorted
//	ordered       the same, in the order in which they come
//	plan          shows the plan of a tree with its estimates
//	work          shows how many rows of the store a tree, planned, looks at
//
// and the rest of their line says what the block is for. With -update what
// follows ---- is written anew.
package querytest

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"bibgraph/graph"
	"bibgraph/graph/formats/nquads"
	"bibgraph/graph/quad"
	"bibgraph/queries/algebra"
	"bibgraph/queries/exec"
	"bibgraph/queries/plan"
)

var update = flag.Bool("update", false, "write the answers in the query scripts anew")

// Ask answers a query in some language as lines.
type Ask func(ctx context.Context, run algebra.Runner, text string) ([]string, error)

// Run runs every script that fits the pattern over a store of its own.
func Run(t *testing.T, pattern string, open func(*testing.T) graph.Store, ask Ask) {
	t.Helper()
	scripts, err := filepath.Glob(pattern)
	if err != nil || len(scripts) == 0 {
		t.Fatalf("querytest: no script fits %s: %v", pattern, err)
	}
	for _, name := range scripts {
		t.Run(strings.TrimSuffix(filepath.Base(name), filepath.Ext(name)), func(t *testing.T) {
			runScript(t, name, open(t), ask)
		})
	}
}

func runScript(t *testing.T, name string, store graph.Store, ask Ask) {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for block := range strings.SplitSeq(strings.TrimSpace(string(text)), "\n\n") {
		input, want, asks := strings.Cut(block, "----")
		d := dialogue{t: t, dir: filepath.Dir(name), store: store, ask: ask}
		lines, err := d.say(strings.TrimSpace(input))
		if err != nil {
			lines = []string{"error: " + err.Error()}
		}
		got := strings.Join(lines, "\n")
		if asks || err != nil {
			out = append(out, strings.TrimSpace(strings.TrimSpace(input)+"\n----\n"+got))
		} else {
			out = append(out, block)
		}
		if want = strings.TrimSpace(want); got != want && !*update {
			t.Errorf("%s:\n%s\n---- want\n%s\n---- got\n%s", name, strings.TrimSpace(input), want, got)
		}
	}
	if *update {
		if err := os.WriteFile(name, []byte(strings.Join(out, "\n\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// dialogue runs the blocks of one script.
type dialogue struct {
	t     *testing.T
	dir   string
	store graph.Store
	ask   Ask
}

// say does what a block asks for and gives the lines of the answer.
func (d *dialogue) say(block string) ([]string, error) {
	for strings.HasPrefix(block, "#") {
		_, block, _ = strings.Cut(block, "\n")
	}
	line, text, _ := strings.Cut(block, "\n")
	command, rest, _ := strings.Cut(line, " ")
	switch command {
	case "":
		return nil, nil
	case "load":
		if rest != "" {
			file, err := os.ReadFile(filepath.Join(d.dir, rest))
			if err != nil {
				return nil, err
			}
			text = string(file)
		}
		return nil, d.load(text)
	case "query", "ordered":
		lines, err := d.ask(d.t.Context(), d.run, text)
		if command == "query" {
			slices.Sort(lines)
		}
		return lines, err
	case "plan":
		return d.plan(text)
	case "work":
		return d.work(text)
	default:
		return nil, fmt.Errorf("unknown command %q", command)
	}
}

func (d *dialogue) load(text string) error {
	var quads []quad.Quad
	for q, err := range nquads.NewReader(strings.NewReader(text), nquads.Options{Lax: true}).Quads() {
		if err != nil {
			return err
		}
		quads = append(quads, q)
	}
	return d.store.Update(d.t.Context(), func(tx graph.Tx) error {
		_, err := tx.Add(quads...)
		return err
	})
}

var errStopped = errors.New("stopped by the caller")

// run is the algebra.Runner of a script.
func (d *dialogue) run(ctx context.Context, op algebra.Op) iter.Seq2[algebra.Solution, error] {
	return func(yield func(algebra.Solution, error) bool) {
		err := d.store.View(ctx, func(snap graph.Snapshot) error {
			for s, err := range exec.Run(ctx, snap, plan.Optimize(op, exec.Estimator(snap)), exec.Options{}) {
				if err != nil {
					return err
				}
				if !yield(s, nil) {
					return errStopped
				}
			}
			return nil
		})
		if err != nil && !errors.Is(err, errStopped) {
			yield(algebra.Solution{}, err)
		}
	}
}

func (d *dialogue) plan(text string) (lines []string, err error) {
	op, err := Parse(text)
	if err != nil {
		return nil, err
	}
	err = d.store.View(d.t.Context(), func(snap graph.Snapshot) error {
		est := exec.Estimator(snap)
		lines = strings.Split(strings.TrimSpace(plan.Explain(plan.Optimize(op, est), est)), "\n")
		return nil
	})
	return lines, err
}

func (d *dialogue) work(text string) (lines []string, err error) {
	op, err := Parse(text)
	if err != nil {
		return nil, err
	}
	var stats exec.Stats
	n := 0
	err = d.store.View(d.t.Context(), func(snap graph.Snapshot) error {
		best := plan.Optimize(op, exec.Estimator(snap))
		for _, err := range exec.Run(d.t.Context(), snap, best, exec.Options{Stats: &stats}) {
			if err != nil {
				return err
			}
			n++
		}
		return nil
	})
	return []string{fmt.Sprintf("%d solutions, %d rows, %d seeks", n, stats.Rows, stats.Seeks)}, err
}

// Algebra is the Ask of the algebra itself, in the text form that Parse reads.
// A line is a solution: variables and terms in the order of the tree's.
func Algebra(ctx context.Context, run algebra.Runner, text string) ([]string, error) {
	op, err := Parse(text)
	if err != nil {
		return nil, err
	}
	var lines []string
	for s, err := range run(ctx, op) {
		if err != nil {
			return lines, err
		}
		var words []string
		for _, v := range op.Vars() {
			if t := s.Get(v); !t.IsZero() {
				words = append(words, string(v)+"="+t.String())
			}
		}
		if words == nil {
			words = []string{"(binds nothing)"}
		}
		lines = append(lines, strings.Join(words, "  "))
	}
	return lines, nil
}
