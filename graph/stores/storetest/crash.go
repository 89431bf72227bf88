package storetest

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"bibgraph/graph"
	"bibgraph/graph/quad"
)

// A writing process makes steps, several at once, and says when each is done.
// Crash kills it, looks at what is left, and starts it again:
//
//	process  ─ step 1 ─ step 2 ─ … ─ step n ─╳        ─ step n+1 ─ …
//	says        "0 1"     "0 2"                           "0 n+1"
//	Crash                                     holds steps 1 … n, each whole
//
// What a step does follows from its number, so that the test knows what must be
// there without being told.
const (
	stepWriters = 3  // steps that are made at once
	stepsOpen   = 20 // steps of each writer until the store is closed and opened
	stepsKept   = 20 // steps after which what one has added is gone
	longestLife = 150 * time.Millisecond
)

// step is one update of a writer.
type step struct {
	adds, removes []quad.Quad
	abort         bool // gives up at the end
}

// marker is in the store as long as the step is the last one, at least.
func marker(writer, n int) quad.Quad {
	return quad.Quad{Subject: iri(fmt.Sprintf("writer%d", writer)), Predicate: iri("did"), Object: quad.Int(int64(n))}
}

// stepOf gives the n-th step of a writer. Most add a few quads, some many, and
// every tenth takes out what old ones had added, their markers too.
func stepOf(writer, n int) step {
	s := step{adds: append(addsOf(writer, n), marker(writer, n)), abort: stepAborts(n)}
	if n%10 == 0 {
		for old := max(n-stepsKept, 1); old < n-stepsKept+10; old++ {
			if !stepAborts(old) {
				s.removes = append(append(s.removes, addsOf(writer, old)...), marker(writer, old))
			}
		}
	}
	return s
}

func stepAborts(n int) bool { return n%17 == 0 }

func addsOf(writer, n int) []quad.Quad {
	r := rand.New(rand.NewPCG(uint64(writer), uint64(n))) //nolint:gosec // chance that can be had again
	size := 1 + r.IntN(20)
	if r.IntN(10) == 0 {
		size = 100 + r.IntN(200)
	}
	made := make([]quad.Quad, size)
	for i := range made {
		made[i] = quad.Quad{
			Subject:   iri(fmt.Sprintf("work/%d/%d/%d", writer, n, i/8)),
			Predicate: iri(fmt.Sprintf("p%d", i%8)),
			Object:    quad.String(fmt.Sprintf("part %d of step %d of %d", i, n, writer)),
			Label:     iri(fmt.Sprintf("graph/%d", r.IntN(5))),
		}
		switch i % 8 {
		case 1:
			made[i].Object = iri(fmt.Sprintf("topic/%d", r.IntN(50))) // of all writers
		case 2:
			made[i].Object = quad.Int(int64(r.IntN(100)))
		case 3:
			made[i].Object = quad.Typed(fmt.Sprintf("%04d", r.IntN(100)), quad.XSDInteger)
		}
	}
	return made
}

// WriteUntilKilled is the process that Crash kills: it opens the store again and
// again and makes steps in it, from where it was left.
func WriteUntilKilled(ctx context.Context, open Open, place string, says io.Writer) error {
	for {
		if _, err := fmt.Fprintln(says, "opening"); err != nil {
			return err
		}
		s, err := open(ctx, place, false)
		if err != nil {
			return err
		}
		var last [stepWriters]int
		if err := s.View(ctx, func(snap graph.Snapshot) (err error) { last, err = lastSteps(snap); return err }); err != nil {
			return err
		}
		var writers sync.WaitGroup
		failures := make([]error, stepWriters)
		for w := range stepWriters {
			writers.Go(func() {
				for n := last[w] + 1; n <= last[w]+stepsOpen && failures[w] == nil; n++ {
					failures[w] = makeStep(ctx, s, w, n, says)
				}
			})
		}
		writers.Wait()
		if err := errors.Join(append(failures, s.Close())...); err != nil {
			return err
		}
	}
}

func makeStep(ctx context.Context, s graph.Store, writer, n int, says io.Writer) error {
	if err := stepOf(writer, n).make(ctx, s); err != nil {
		return err
	}
	if stepAborts(n) {
		return nil
	}
	_, err := fmt.Fprintf(says, "%d %d\n", writer, n)
	return err
}

// make makes the step. One that only adds may go past updates.
func (did step) make(ctx context.Context, s graph.Store) error {
	if len(did.removes) == 0 && len(did.adds)%2 == 0 {
		return did.makeOfBlocks(ctx, s)
	}
	err := s.Update(ctx, func(tx graph.Tx) error {
		if len(did.removes) > 0 { // what only adds may take another way
			if _, err := tx.Remove(did.removes...); err != nil {
				return err
			}
		}
		if _, err := tx.Add(did.adds...); err != nil {
			return err
		}
		if did.abort {
			return errAbort
		}
		return nil
	})
	if did.abort && errors.Is(err, errAbort) {
		return nil
	}
	return err
}

// makeOfBlocks adds what the step adds as blocks of some quads.
func (did step) makeOfBlocks(ctx context.Context, s graph.Store) error {
	_, err := graph.AddBlocks(ctx, s, func(yield func(*quad.Block, error) bool) {
		for some := range slices.Chunk(did.adds, 50) {
			if !yield(blockOf(some), nil) {
				return
			}
		}
		if did.abort {
			yield(nil, errAbort)
		}
	})
	if did.abort && errors.Is(err, errAbort) {
		return nil
	}
	return err
}

// blockOf makes a block of quads.
func blockOf(quads []quad.Quad) *quad.Block {
	var b quad.Block
	for _, q := range quads {
		var row [4]uint32
		for i, t := range q.Terms() {
			v := quad.View{Kind: t.Kind(), Value: []byte(t.Value()), Extra: []byte(t.Language())}
			if t.Kind() == quad.KindTyped {
				v.Extra = []byte(t.Datatype())
			}
			row[i] = b.Add(v)
		}
		b.Rows = append(b.Rows, row)
	}
	return &b
}

// WriteSteps is the process that Survives runs: one writer makes a few steps,
// compacts the store where it can be, closes it and does the same again. What
// fails is said, and the next step made.
func WriteSteps(ctx context.Context, open Open, place string, says io.Writer) error {
	for range 2 {
		if _, err := fmt.Fprintln(says, "opening"); err != nil {
			return err
		}
		s, err := open(ctx, place, false)
		if err != nil {
			return err
		}
		var last [stepWriters]int
		if err := s.View(ctx, func(snap graph.Snapshot) (err error) { last, err = lastSteps(snap); return err }); err != nil {
			return errors.Join(err, s.Close())
		}
		for n := last[0] + 1; n <= last[0]+12; n++ {
			if err := makeStep(ctx, s, 0, n, says); err != nil {
				if _, err := fmt.Fprintf(says, "failed 0 %d %q\n", n, err.Error()); err != nil {
					return err
				}
			}
		}
		if s, ok := s.(graph.Compacter); ok {
			_ = s.Compact(ctx, nil) // the store is to be as good without
		}
		if err := s.Close(); err != nil {
			return err
		}
	}
	return nil
}

// Survives lets a process, which is to call WriteSteps on a new store at the
// place, run into what may befall it, and holds what is left to what it said:
// every step that was made is there, none that failed, and each is whole. It
// gives how many steps were made.
func Survives(t *testing.T, open Open, place string, process *exec.Cmd) (steps int) {
	t.Helper()
	out, err := process.StdoutPipe()
	must(t, err)
	must(t, process.Start())
	c := crashed{failed: map[int]string{}}
	said := c.listen(t, bufio.NewScanner(out))
	_ = process.Wait() // with an error or without
	s, err := open(t.Context(), place, false)
	if err != nil {
		t.Errorf("what is left cannot be opened: %v", err)
		return 0
	}
	c.holds(t, s, said)
	add(t, s, triple("after", "the", "fault"))
	must(t, s.Close())
	return c.steps
}

// Steps makes the steps of Crash one after the other and holds the store to be
// sound after each.
func Steps(t *testing.T, s graph.Store) {
	t.Helper()
	for n := 1; n < stepsKept+12; n++ {
		for w := range stepWriters {
			must(t, stepOf(w, n).make(t.Context(), s))
			if Sound(t, s); t.Failed() {
				t.Fatalf("after step %d of writer %d", n, w)
			}
		}
	}
}

// lastSteps gives the last step that each writer has made.
func lastSteps(snap graph.Snapshot) (last [stepWriters]int, err error) {
	for w := range last {
		m := marker(w, 0)
		var pattern graph.Row
		for position, term := range map[int]quad.Term{graph.Subject: m.Subject, graph.Predicate: m.Predicate} {
			id, ok, err := snap.Lookup(term)
			if err != nil {
				return last, err
			}
			if !ok {
				id = graph.NoLabel // leads to no row
			}
			pattern[position] = id
		}
		for q, err := range graph.Quads(snap, pattern, graph.SPOG) {
			if err != nil {
				return last, err
			}
			n, err := strconv.Atoi(q.Object.Value())
			if err != nil {
				return last, err
			}
			last[w] = max(last[w], n)
		}
	}
	return last, nil
}

// Crash kills the process that start makes, which is to call WriteUntilKilled,
// as often as told, each time at some moment of its short life, and holds the
// store to what the process had said: every step that it said was made is
// there, every step is there whole or not at all, and every index agrees.
func Crash(t *testing.T, open Open, place string, kills int, start func(round int) *exec.Cmd) {
	t.Helper()
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 0)) //nolint:gosec // chance is wanted
	var c crashed
	for round := range kills {
		said := c.kill(t, start(round), time.Duration(r.Int64N(int64(longestLife))))
		s, err := open(t.Context(), place, round%3 == 0)
		if err != nil {
			t.Fatalf("kill %d, seed %d: %v", round, seed, err)
		}
		c.holds(t, s, said)
		must(t, s.Close())
		if t.Failed() {
			t.Fatalf("after kill %d, seed %d", round, seed)
		}
	}
	t.Logf("%d kills, %d of them before the store was open; %d steps made, %d more than were told", kills, c.early, c.steps, c.untold)
	if c.steps == 0 {
		t.Error("the process never did anything")
	}
}

// crashed is what the test knows of the store.
type crashed struct {
	at    [stepWriters]int // steps that are in the model
	model map[quad.Quad]bool

	failed map[int]string // steps of writer 0 that failed, and why

	steps, untold, early int
}

// kill lets the process live for a while and gives the last step that it said
// each writer had made.
func (c *crashed) kill(t *testing.T, process *exec.Cmd, life time.Duration) (said [stepWriters]int) {
	t.Helper()
	out, err := process.StdoutPipe()
	must(t, err)
	var failure strings.Builder
	process.Stderr = &failure
	must(t, process.Start())
	lines := bufio.NewScanner(out)
	if !lines.Scan() || lines.Text() != "opening" {
		_ = process.Wait()
		t.Fatalf("the process did not start: %q %s", lines.Text(), failure.String())
	}
	end := time.AfterFunc(life, func() { _ = process.Process.Kill() })
	defer end.Stop()
	said = c.listen(t, lines)
	if err := process.Wait(); err == nil || process.ProcessState.Exited() {
		t.Fatalf("the process ended by itself: %v %s", err, failure.String())
	}
	if said == [stepWriters]int{} {
		c.early++
	}
	return said
}

// listen gives the last step that the process says each writer has made, and
// notes those that failed.
func (c *crashed) listen(t *testing.T, lines *bufio.Scanner) (said [stepWriters]int) {
	t.Helper()
	for lines.Scan() {
		var w, n int
		if _, err := fmt.Sscanf(lines.Text(), "failed %d %d", &w, &n); err == nil {
			c.failed[n] = lines.Text()
		} else if _, err := fmt.Sscanf(lines.Text(), "%d %d", &w, &n); err == nil {
			said[w] = n
			delete(c.failed, n) // it was made again, after opening
		} else if lines.Text() != "opening" {
			t.Fatalf("the process says %q", lines.Text())
		}
	}
	return said
}

// holds compares the store with the model, moved on by the steps since.
func (c *crashed) holds(t *testing.T, s graph.Store, said [stepWriters]int) {
	t.Helper()
	view(t, s, func(snap graph.Snapshot) {
		last, err := lastSteps(snap)
		must(t, err)
		if c.model == nil {
			c.model = map[quad.Quad]bool{}
		}
		for w, n := range last {
			if n < said[w] || n < c.at[w] {
				t.Errorf("writer %d made step %d, and said %d before; step %d was there", w, n, said[w], c.at[w])
			}
			c.steps += n - c.at[w]
			if said[w] != 0 {
				c.untold += n - said[w]
			}
			for c.at[w] < n {
				c.at[w]++
				did := stepOf(w, c.at[w])
				if did.abort || w == 0 && c.failed[c.at[w]] != "" {
					continue
				}
				for _, q := range did.removes {
					delete(c.model, q)
				}
				for _, q := range did.adds {
					c.model[q] = true
				}
			}
		}
		found, strange := 0, 0
		for q, err := range graph.Quads(snap, graph.Row{}, graph.SPOG) {
			must(t, err)
			found++
			if !c.model[q] {
				if strange++; strange == 1 {
					t.Errorf("%s should not be there", q)
				}
			}
		}
		if strange > 0 || found != len(c.model) {
			t.Errorf("there are %d quads, %d of which should not, want %d; made %v, said %v, failed %v", found, strange, len(c.model), last, said, c.failed)
		}
	})
	Sound(t, s)
}
