package graph

import (
	"errors"
	"io"
	"runtime"
	"slices"
	"sync"

	"bibgraph/graph/quad"
)

// TermWalker is a snapshot that gives its terms faster one after the other than
// Term gives each.
type TermWalker interface {
	// WalkTerms calls f with IDs that some quad uses, or has used, in their order,
	// and their terms: those of one of some parts, of about one size, into which
	// all IDs in their order are cut. Parts may be walked at once.
	WalkTerms(part, parts int, f func(ID, quad.Term) error) error
}

// WriteLines writes all quads as canonical N-Quads, sorted by Unicode code
// point, so that the same quads always give the same bytes, and tells how many.
// It holds all terms in memory, and some seventeen million quads at a time, by
// numbers of four bytes. A quad that no reading would give back is an error.
//
// Sorting the terms is enough: in a line a blank follows each, and it sorts
// before all that a longer term has there. A quad without label has its full
// stop there, between literals and all else.
func WriteLines(w io.Writer, snap Snapshot) (int, error) {
	texts := &texts{snap: snap}
	if err := texts.read(); err != nil {
		return 0, err
	}
	texts.sort()
	written := 0
	parts := int(snap.Len()/linesAtOnce) + 1
	size := len(texts.sorted)/parts + 1
	for first := 0; first < len(texts.sorted); first += size {
		subjects, err := texts.gather(first, min(first+size, len(texts.sorted)))
		if err != nil {
			return written, err
		}
		n, err := texts.write(w, subjects)
		if written += n; err != nil {
			return written, err
		}
	}
	return written, nil
}

// linesAtOnce is how many lines are held at a time, about.
const linesAtOnce = 1 << 24

// subjectsAtOnce is how many terms one goroutine takes at a time.
const subjectsAtOnce = 1 << 9

// page is the lines of some subjects.
type page struct {
	text  []byte
	lines int
}

// write writes the lines subject by subject, some on each processor.
func (t *texts) write(w io.Writer, subjects gathered) (n int, err error) {
	workers := runtime.GOMAXPROCS(0)
	todo, made := make(chan func()), make(chan chan page, workers)
	enough := make(chan struct{})
	var running sync.WaitGroup
	defer running.Wait()
	defer close(enough)
	for range workers {
		running.Go(func() {
			for work := range todo {
				work()
			}
		})
	}
	free := make(chan []byte, 2*workers)
	running.Go(func() {
		defer close(todo)
		defer close(made)
		for first := 0; first < len(subjects.rows); first += subjectsAtOnce {
			last := min(first+subjectsAtOnce, len(subjects.rows))
			result := make(chan page, 1)
			work := func() {
				var b []byte
				select {
				case b = <-free:
				default:
				}
				result <- t.lines(b[:0], subjects, first, last)
			}
			select {
			case made <- result:
			case <-enough:
				return
			}
			select {
			case todo <- work:
			case <-enough:
				return
			}
		}
	})
	for result := range made {
		p := <-result
		if _, err := w.Write(p.text); err != nil {
			return n, err
		}
		n += p.lines
		select {
		case free <- p.text:
		default:
		}
	}
	return n, nil
}

// lines appends the lines of some subjects to b.
func (t *texts) lines(b []byte, subjects gathered, first, last int) page {
	p := page{text: b}
	for i, rows := range subjects.rows[first:last] {
		slices.SortFunc(rows, compareRanks)
		subject := t.of(t.sorted[subjects.first+first+i])
		for _, row := range rows {
			p.text = append(p.text, subject...)
			for _, rank := range row {
				if rank != t.stop {
					p.text = append(append(p.text, ' '), t.of(t.sorted[t.index(rank)])...)
				}
			}
			p.text = append(p.text, " .\n"...)
		}
		p.lines += len(rows)
	}
	return p
}

// ranked is a quad of a subject: the ranks of its predicate, object and label.
type ranked [3]uint32

func compareRanks(a, b ranked) int {
	for i := range a {
		if a[i] != b[i] {
			if a[i] < b[i] {
				return -1
			}
			return 1
		}
	}
	return 0
}

// gathered is the quads of subjects that follow each other.
type gathered struct {
	first int        // of the subjects, in sorted
	rows  [][]ranked // of each
}

// gather reads the quads of the subjects from one in sorted up to another.
func (t *texts) gather(first, last int) (gathered, error) {
	g := gathered{first, make([][]ranked, last-first)}
	workers := runtime.GOMAXPROCS(0)
	failures := make([]error, workers)
	var running sync.WaitGroup
	for w := range workers {
		from, to := w*len(t.ids)/workers, (w+1)*len(t.ids)/workers
		if from < to {
			running.Go(func() { failures[w] = t.gatherIDs(&g, from, to) })
		}
	}
	running.Wait()
	return g, errors.Join(failures...)
}

// rowsAtOnce is how many rows memory is asked for at a time.
const rowsAtOnce = 1 << 16

// gatherIDs reads the quads of the subjects with IDs from one place up to
// another.
func (t *texts) gatherIDs(g *gathered, from, to int) (err error) {
	c := t.snap.Scan(Row{}, SPOG)
	defer func() { err = errors.Join(err, c.Err(), c.Close()) }()
	end := ID(0)
	if to < len(t.ids) {
		end = t.ids[to]
	}
	var subject ID
	at, start := 0, 0 // of the subject in g, and of its rows in rows
	rows := make([]ranked, 0, rowsAtOnce)
	for more := c.Seek(Row{t.ids[from]}); more; more = c.Next() {
		r := c.Row()
		if end != 0 && r[Subject] >= end {
			break
		}
		if r[Subject] != subject {
			subject = r[Subject]
			place, err := t.place(subject)
			if err != nil {
				return err
			}
			at, start = t.index(t.rank[place])-g.first, len(rows)
		}
		if at < 0 || at >= len(g.rows) {
			continue
		}
		row, err := t.ranks(r)
		if err != nil {
			return err
		}
		if len(rows) == cap(rows) {
			rows, start = append(make([]ranked, 0, max(rowsAtOnce, 2*(len(rows)-start))), rows[start:]...), 0
		}
		rows = append(rows, row)
		g.rows[at] = rows[start:]
	}
	return nil
}
