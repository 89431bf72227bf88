package loaders

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"regexp"

	"bibgraph/graph"
	"bibgraph/graph/formats"
	"bibgraph/graph/quad"
	"bibgraph/graph/vocab"
	"bibgraph/loaders/landing"
	"bibgraph/loaders/record"
	"bibgraph/loaders/refs"
	"bibgraph/loaders/topics"
)

const (
	// BatchSize is how many quads of a file go into the store at once.
	BatchSize = 100_000

	// MaxPage is the size of the largest page, in bytes. Files of quads may be
	// of any size.
	MaxPage = landing.MaxSize

	headSize = 4 << 10 // enough to tell a format
)

// loader brings sources into one store.
type loader struct {
	Options
	store      graph.Store
	format     *Format // nil to tell each source's own
	vocabulary bool    // is in the store
	broken     error   // why the store takes nothing more
}

var absoluteIRI = regexp.MustCompile("^[A-Za-z][A-Za-z0-9+.-]*:[^\\x00-\\x20<>\"{}|^`\\\\]*$")

func newLoader(store graph.Store, o Options) (*loader, error) {
	l := &loader{Options: o, store: store}
	if o.Graph != "" && !o.Lax && !absoluteIRI.MatchString(o.Graph) {
		return nil, hint(fmt.Errorf("the graph %q is no absolute IRI", o.Graph), "a graph is named like https://example.org/mine; --lax takes any word")
	}
	if o.Format != "" {
		f, err := ByName(o.Format)
		if err != nil {
			return nil, err
		}
		l.format = &f
	}
	return l, nil
}

// load brings one input into the store.
func (l *loader) load(ctx context.Context, in input) Source {
	s := Source{Name: in.name}
	if s.Err = l.read(ctx, in, &s); s.Err != nil {
		s.Error = s.Err.Error()
	}
	return s
}

func (l *loader) read(ctx context.Context, in input, s *Source) (err error) {
	body, size, err := in.open(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, body.Close()) }()
	b := bufio.NewReaderSize(body, headSize)
	head, err := b.Peek(headSize)
	if err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("%s: %w", in.name, err)
	}
	f := Sniff(head, in.path)
	if l.format != nil {
		f = *l.format
	}
	s.Format = f.Name
	if f.Quads != nil {
		return l.loadQuads(ctx, f.Quads(b, formats.Options{Name: in.name, Lax: l.Lax}), s)
	}
	if size <= MaxPage {
		data, err := io.ReadAll(io.LimitReader(b, MaxPage+1))
		if err != nil {
			return fmt.Errorf("%s: %w", in.name, err)
		}
		if len(data) <= MaxPage {
			return l.loadPage(ctx, f, data, s)
		}
	}
	return hint(fmt.Errorf("%s: the page is larger than %d MiB", in.name, MaxPage>>20),
		"a landing page is small: save the page of one article; large files of quads are read as --format nquads")
}

// loadPage takes a page all the way into the store.
func (l *loader) loadPage(ctx context.Context, f Format, data []byte, s *Source) error {
	r, err := f.Read(data, s.Name)
	if err != nil {
		return err
	}
	s.tell(r)
	if s.Work == "" {
		return fmt.Errorf("%s: a work without title and identifier cannot be told from others", s.Name)
	}
	var c change
	err = l.update(ctx, func(tx graph.Tx) (err error) {
		c, err = replace(tx, r)
		if err == nil && !l.vocabulary {
			err = c.add(vocab.Terms())
		}
		return err
	})
	if err == nil {
		s.Quads, s.Added, s.Removed = c.said, c.added, len(c.taken)
		l.vocabulary = true
	}
	return err
}

// Read takes a page as far as it goes without looking into a store: decoded,
// its references read and its topics found.
func (f Format) Read(data []byte, name string) (*record.Record, error) {
	r, err := f.Decode(data, name)
	if err != nil {
		return nil, err
	}
	for _, step := range steps {
		step(&r.Work)
	}
	return r, nil
}

// steps is the road of a decoded work. What a step finds the next may use.
var steps = []func(*record.Work){
	readReferences,
	findTopics,
}

// readReferences reads the printed references that the format did not part
// into fields itself.
func readReferences(w *record.Work) {
	for i, r := range w.References {
		if r.Work == nil {
			w.References[i] = refs.Parse(r.Raw)
		}
	}
}

// findTopics says what the work and those that it cites are about.
func findTopics(w *record.Work) {
	w.Topics = topics.Find(w)
	for _, r := range w.References {
		if r.Work != nil {
			r.Work.Topics = topics.Find(r.Work)
		}
	}
}

// loadQuads puts quads into the store as they are.
func (l *loader) loadQuads(ctx context.Context, quads iter.Seq2[quad.Quad, error], s *Source) error {
	var batch []quad.Quad
	put := func() error {
		if len(batch) == 0 {
			return nil
		}
		added := 0
		err := l.update(ctx, func(tx graph.Tx) (err error) {
			added, err = tx.Add(batch...)
			return err
		})
		if err == nil {
			s.Quads += len(batch)
			s.Added += added
			batch = batch[:0]
		}
		return err
	}
	label := quad.Term{}
	if l.Graph != "" {
		label = quad.IRI(l.Graph)
	}
	for q, err := range quads {
		if err != nil {
			return err
		}
		if q.Label.IsZero() {
			q.Label = label
		}
		if batch = append(batch, q); len(batch) == BatchSize {
			if err := put(); err != nil {
				return err
			}
		}
	}
	return put()
}

// errDryRun takes back an update that was only tried.
var errDryRun = errors.New("dry run")

func (l *loader) update(ctx context.Context, change func(graph.Tx) error) error {
	err := l.store.Update(ctx, func(tx graph.Tx) error {
		if err := change(tx); err != nil {
			return err
		}
		if l.DryRun {
			return errDryRun
		}
		return nil
	})
	if errors.Is(err, errDryRun) {
		return nil
	}
	l.broken = err
	return err
}
