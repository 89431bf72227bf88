package partner

import (
	"bytes"
	"context"
	"fmt"
	"net/url"
	"strings"

	"bibgraph/graph"
	"bibgraph/graph/formats"
	"bibgraph/graph/quad"
)

// MaxBatch is the most quads in one request: Cayley applies so many, and no
// more, as a whole.
const MaxBatch = 10_000

// Options say how to push.
type Options struct {
	Folder   string                 // of the records, made if need be
	All      bool                   // send again what the record says was sent
	Batch    int                    // quads in a request; 0 is MaxBatch
	Progress func(Report)           // called after each batch
	LeftOut  func(quad.Quad, error) // called for each quad that Cayley cannot read
}

// Report is what a push did so far.
type Report struct {
	Target    string `json:"target"`
	Added     int    `json:"added"`     // sent
	Removed   int    `json:"removed"`   // deleted from the target
	Absent    int    `json:"absent"`    // that were to be deleted, but were not there
	Unchanged int    `json:"unchanged"` // sent by an earlier push
	Skipped   int    `json:"skipped"`   // that Cayley cannot read
}

// EmptiedError is a target that does not hold what was pushed to it.
type EmptiedError struct{ Target string }

// Error says so.
func (e *EmptiedError) Error() string {
	return e.Target + " does not hold what was pushed to it before"
}

// Push makes the server hold what the snapshot holds, as far as the two ever
// had to do with each other: it adds what the record does not tell of, and
// removes what the record tells of and the snapshot has no more. What else is
// on the server stays. A push that ends early is taken up by the next one.
func Push(ctx context.Context, snap graph.Snapshot, server *Server, o Options) (_ Report, err error) {
	p := pusher{server: server, Options: o, report: Report{Target: server.String()}}
	if p.Batch <= 0 || p.Batch > MaxBatch {
		p.Batch = MaxBatch
	}
	if p.record, err = openRecord(o.Folder, server.String()); err != nil {
		return p.report, err
	}
	defer func() {
		if closed := p.record.close(); err == nil {
			err = closed
		}
	}()
	if !o.All {
		if err := p.check(ctx); err != nil {
			return p.report, err
		}
	}
	if err := p.add(ctx, snap); err != nil {
		return p.report, err
	}
	if err := p.remove(ctx); err != nil {
		return p.report, err
	}
	if p.report.Removed+p.report.Absent > 0 || o.All {
		err = p.record.tidy(p.report.Target)
	}
	return p.report, err
}

// pusher is one push under way.
type pusher struct {
	Options
	server *Server
	record *record
	report Report
	lines  []byte // the batch
	n      int    // quads in it
}

// check asks for one quad of the record, to find a server that was emptied, or
// that is another one under the same address.
func (p *pusher) check(ctx context.Context) error {
	for line, err := range p.record.held() {
		if err != nil {
			return err
		}
		q, ok := askable(line)
		if !ok || p.record.quads[keyOf(line)] != sent {
			continue
		}
		for found, err := range p.server.read(ctx, url.Values{"sub": {q.Subject.String()}, "pred": {q.Predicate.String()}}) {
			if err != nil {
				return err
			}
			if found, err = known(found); err == nil && found == q {
				return nil
			}
		}
		return &EmptiedError{p.report.Target}
	}
	return nil
}

// askable gives the quad of a line if /api/v2/read can be asked for it: its
// lists are parted by commas, and nothing in them is escaped.
func askable(line []byte) (quad.Quad, bool) {
	f, _ := formats.ByName("nquads")
	for q, err := range f.Read(bytes.NewReader(line), formats.Options{Lax: true}) {
		plain := func(t quad.Term) bool { return t.Kind() == quad.KindIRI && !strings.ContainsAny(t.String(), `,\`) }
		return q, err == nil && plain(q.Subject) && plain(q.Predicate)
	}
	return quad.Quad{}, false
}

// add sends what the record does not tell of.
func (p *pusher) add(ctx context.Context, snap graph.Snapshot) error {
	for q, err := range graph.Quads(snap, graph.Row{}, graph.SPOG) {
		if err != nil {
			return err
		}
		there, err := known(q)
		if err != nil {
			p.report.Skipped++
			if p.LeftOut != nil {
				p.LeftOut(q, err)
			}
			continue
		}
		start := len(p.lines)
		p.lines = append(there.Append(p.lines), '\n')
		k := keyOf(p.lines[start:])
		before := p.record.quads[k] // unsure for what it does not know
		p.record.quads[k] = met
		switch {
		case before == met:
			p.lines = p.lines[:start] // another of our quads, but the same to Cayley
			continue
		case before == sent && !p.All:
			p.report.Unchanged++
			p.lines = p.lines[:start]
			continue
		}
		if p.n++; p.n == p.Batch {
			if err := p.flush(ctx, p.send); err != nil {
				return err
			}
		}
	}
	return p.flush(ctx, p.send)
}

// remove deletes what the record tells of and add did not meet.
func (p *pusher) remove(ctx context.Context) error {
	for line, err := range p.record.held() {
		if err != nil {
			return err
		}
		k := keyOf(line)
		if p.record.quads[k] == met {
			continue
		}
		delete(p.record.quads, k)
		p.lines = append(p.lines, line...)
		if p.n++; p.n == p.Batch {
			if err := p.flush(ctx, p.take); err != nil {
				return err
			}
		}
	}
	return p.flush(ctx, p.take)
}

// flush does the batch, if there is one.
func (p *pusher) flush(ctx context.Context, do func(context.Context) error) error {
	if p.n == 0 {
		return nil
	}
	if err := do(ctx); err != nil {
		return err
	}
	p.lines, p.n = p.lines[:0], 0
	if p.Progress != nil {
		p.Progress(p.report)
	}
	return nil
}

// send adds the batch to the server.
func (p *pusher) send(ctx context.Context) error {
	if err := p.record.ask('+', p.lines); err != nil {
		return err
	}
	if err := p.server.write(ctx, p.lines, p.n); err != nil {
		return err
	}
	p.report.Added += p.n
	return p.record.done()
}

// take deletes the batch from the server.
func (p *pusher) take(ctx context.Context) error {
	if err := p.record.ask('-', p.lines); err != nil {
		return err
	}
	missing, err := p.delete(ctx, bytes.SplitAfter(p.lines, []byte{'\n'})[:p.n])
	if err != nil {
		return err
	}
	p.report.Removed += p.n - missing
	p.report.Absent += missing
	return p.record.done()
}

// delete deletes lines. Cayley refuses all of them if one is not there; then
// each half is tried for itself. It tells how many were not there.
func (p *pusher) delete(ctx context.Context, lines [][]byte) (missing int, err error) {
	err = p.server.remove(ctx, bytes.Join(lines, nil), len(lines))
	switch {
	case err == nil:
		return 0, nil
	case !absent(err):
		return 0, fmt.Errorf("deleting: %w", err)
	case len(lines) == 1:
		return 1, nil
	}
	half := len(lines) / 2
	for _, lines := range [][][]byte{lines[:half], lines[half:]} {
		n, err := p.delete(ctx, lines)
		if missing += n; err != nil {
			return missing, err
		}
	}
	return missing, nil
}
