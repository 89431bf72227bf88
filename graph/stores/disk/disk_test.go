package disk_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"bibgraph/graph"
	"bibgraph/graph/quad"
	"bibgraph/graph/stores/disk"
	"bibgraph/graph/stores/storetest"
)

// TestMain can also be another process that holds a store, see hold, or writes
// until it is killed, see TestCrash, or until a fault befalls it, see TestFaults.
func TestMain(m *testing.M) {
	if place := os.Getenv(holdPlace); place != "" {
		if err := holdUntilTold(place, os.Getenv(holdReadOnly) != ""); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		return
	}
	if place := os.Getenv(crashPlace); place != "" {
		fmt.Fprintln(os.Stderr, writeUntilKilled(place, os.Getenv(crashRound)))
		os.Exit(1)
	}
	if place := os.Getenv(faultPlace); place != "" {
		if err := writeWithFault(place, os.Getenv(faultWhich)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	goleak.VerifyTestMain(m)
}

func holdUntilTold(place string, readOnly bool) error {
	s, err := disk.Open(context.Background(), place, disk.Options{ReadOnly: readOnly})
	if err != nil {
		return err
	}
	fmt.Println("held")
	_, err = bufio.NewReader(os.Stdin).ReadString('\n')
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return errors.Join(err, s.Close())
}

func TestStore(t *testing.T) {
	storetest.RunDurable(t, opener(disk.Options{}))
}

// TestStore_inPieces has every update written in pieces of a few quads.
func TestStore_inPieces(t *testing.T) {
	storetest.RunDurable(t, opener(disk.Options{GatherBytes: 1000, PieceBytes: 2000}))
}

// TestStore_inRounds has an update that adds much write files again and again.
func TestStore_inRounds(t *testing.T) {
	storetest.RunDurable(t, opener(disk.Options{GatherBytes: 4000, TableRows: 10}))
}

// TestStore_asTables has every update that only adds write finished tables.
func TestStore_asTables(t *testing.T) {
	storetest.RunDurable(t, opener(disk.Options{TableRows: 1}))
}

func opener(o disk.Options) storetest.Open {
	return func(ctx context.Context, place string, readOnly bool) (graph.Store, error) {
		o := o
		o.ReadOnly = readOnly
		s, err := disk.Open(ctx, place, o)
		if err != nil {
			return nil, err
		}
		return s, nil
	}
}

// open opens a store that is closed with the test, if not before.
func open(tb testing.TB, place string, o disk.Options) *disk.Store {
	tb.Helper()
	s, err := disk.Open(tb.Context(), place, o)
	must(tb, err)
	tb.Cleanup(func() {
		if err := s.Close(); err != nil && !errors.Is(err, graph.ErrClosed) {
			tb.Error(err)
		}
	})
	return s
}

// keep makes a store with these quads and closes it.
func keep(tb testing.TB, place string, quads ...quad.Quad) {
	tb.Helper()
	s := open(tb, place, disk.Options{})
	add(tb, s, quads...)
	must(tb, s.Close())
}

func add(tb testing.TB, s graph.Store, quads ...quad.Quad) {
	tb.Helper()
	must(tb, s.Update(tb.Context(), func(tx graph.Tx) error {
		_, err := tx.Add(quads...)
		return err
	}))
}

// contents gives all quads as sorted lines.
func contents(tb testing.TB, s graph.Store) []string {
	tb.Helper()
	var lines []string
	must(tb, s.View(tb.Context(), func(snap graph.Snapshot) error {
		c := snap.Scan(graph.Row{}, graph.SPOG)
		for c.Next() {
			var terms [4]quad.Term
			for i, id := range c.Row() {
				term, err := snap.Term(id)
				if err != nil {
					return err
				}
				terms[i] = term
			}
			lines = append(lines, quad.Quad{Subject: terms[0], Predicate: terms[1], Object: terms[2], Label: terms[3]}.String())
		}
		if snap.Len() != int64(len(lines)) {
			tb.Errorf("Len is %d with %d quads", snap.Len(), len(lines))
		}
		return errors.Join(c.Err(), c.Close())
	}))
	slices.Sort(lines)
	return lines
}

func holds(tb testing.TB, s graph.Store, quads ...quad.Quad) {
	tb.Helper()
	want := make([]string, len(quads))
	for i, q := range quads {
		want[i] = q.String()
	}
	slices.Sort(want)
	if got := contents(tb, s); !slices.Equal(got, want) {
		tb.Errorf("quads (-want +got):\n%s", cmp.Diff(want, got))
	}
}

// numbered makes n different quads, of many terms.
func numbered(n int) []quad.Quad {
	made := make([]quad.Quad, n)
	for i := range made {
		made[i] = quad.Quad{
			Subject:   quad.IRI(fmt.Sprintf("http://example.org/s%d", i/10)),
			Predicate: quad.IRI(fmt.Sprintf("http://example.org/p%d", i%10)),
			Object:    quad.String(fmt.Sprintf("object %d", i)),
			Label:     quad.IRI(fmt.Sprintf("http://example.org/g%d", i/100)),
		}
	}
	return made
}

// files gives the content of every file below a folder.
func files(tb testing.TB, folder string) map[string]string {
	tb.Helper()
	found := map[string]string{}
	must(tb, filepath.WalkDir(folder, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			found[path] = "folder"
			return err
		}
		content, err := os.ReadFile(path)
		found[path] = string(content)
		return err
	}))
	return found
}

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}
