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
	"bibgraph/graph/quad"
	"bibgraph/graph/vocab"
	"bibgraph/loaders/landing"
	"bibgraph/loaders/record"
	"bibgraph/loaders/refs"
	"bibgraph/loaders/topics"
)

const (
	// MaxPage is the size of the largest page, in bytes. Files of quads may be
	// of any size.
	MaxPage = landing.MaxSize

	headSize  = 4 << 10 // enough to tell a format
	batchSize = 1_000   // quads that are handed to the store at once
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
	if in.quads != nil {
		s.Format = "nquads"
		return l.loadQuads(ctx, batches(in.quads(ctx)), s)
	}
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
	if f.Blocks != nil && !l.DryRun {
		return l.loadBlocks(ctx, f.Blocks(b, in.options(head, l.Lax)), s)
	}
	if f.Quads != nil {
		return l.loadQuads(ctx, f.Quads(b, in.options(head, l.Lax)), s)
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
// into fields itself, and gives those that say "ibid." the work they mean.
func readReferences(w *record.Work) {
	for i, r := range w.References {
		if r.Work == nil {
			w.References[i] = refs.ParsePair(r.Raw, r.Parallel)
		}
	}
	var repeats refs.Repeats
	repeats.Resolve(w.References)
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

// loadQuads puts quads into the store as they are, all of them or none, while
// the next ones are read. The store is not touched before the first batch.
func (l *loader) loadQuads(ctx context.Context, quads iter.Seq2[[]quad.Quad, error], s *Source) error {
	next, stop := pullAhead(labelled(quads, l.Graph))
	defer stop()
	batch, err, more := next()
	if err != nil || !more {
		return err
	}
	read, added := 0, 0
	err = l.update(ctx, func(tx graph.Tx) error {
		for ; more; batch, err, more = next() {
			if err != nil {
				return unreadable{err}
			}
			n, err := tx.Add(batch...)
			if err != nil {
				return err
			}
			read += len(batch)
			added += n
		}
		return nil
	})
	if err == nil {
		s.Quads, s.Added = read, added
	}
	return err
}

// loadBlocks puts blocks of quads into the store as they are, in the store's own
// way. The store is not touched before the first block.
func (l *loader) loadBlocks(ctx context.Context, blocks iter.Seq2[*quad.Block, error], s *Source) error {
	next, stop := iter.Pull2(blocks)
	defer stop()
	block, err, more := next()
	if err != nil || !more {
		return err
	}
	read := 0
	added, err := graph.AddBlocks(ctx, l.store, func(yield func(*quad.Block, error) bool) {
		for ; more; block, err, more = next() {
			if err != nil {
				yield(nil, unreadable{err})
				return
			}
			read += len(block.Rows)
			if l.Graph != "" {
				label(block, quad.View{Kind: quad.KindIRI, Value: []byte(l.Graph)})
			}
			if l.Counting != nil {
				l.Counting(read)
			}
			if !yield(block, nil) {
				return
			}
		}
	})
	if err == nil {
		s.Quads, s.Added = read, added
	}
	return l.sorted(err)
}

// label puts quads without a graph into the one named.
func label(b *quad.Block, graph quad.View) {
	number := b.Add(graph)
	for i := range b.Rows {
		if b.Rows[i][3] == 0 {
			b.Rows[i][3] = number
		}
	}
}

// labelled puts quads without a graph into the one named.
func labelled(batches iter.Seq2[[]quad.Quad, error], graph string) iter.Seq2[[]quad.Quad, error] {
	if graph == "" {
		return batches
	}
	label := quad.IRI(graph)
	return func(yield func([]quad.Quad, error) bool) {
		for batch, err := range batches {
			for i := range batch {
				if batch[i].Label.IsZero() {
					batch[i].Label = label
				}
			}
			if !yield(batch, err) {
				return
			}
		}
	}
}

// batches gathers quads up to the first error.
func batches(quads iter.Seq2[quad.Quad, error]) iter.Seq2[[]quad.Quad, error] {
	return func(yield func([]quad.Quad, error) bool) {
		batch := make([]quad.Quad, 0, batchSize)
		for q, err := range quads {
			if err != nil {
				yield(nil, err)
				return
			}
			if batch = append(batch, q); len(batch) < batchSize {
				continue
			}
			if !yield(batch, nil) {
				return
			}
			batch = make([]quad.Quad, 0, batchSize)
		}
		if len(batch) > 0 {
			yield(batch, nil)
		}
	}
}

// errDryRun takes back an update that was only tried.
var errDryRun = errors.New("dry run")

// unreadable is an error of the source, not of the store, that ends an update.
type unreadable struct{ error }

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
	return l.sorted(err)
}

// sorted tells an error of the source from one of the store, which is noted.
func (l *loader) sorted(err error) error {
	if source, ok := errors.AsType[unreadable](err); ok {
		return source.error
	}
	l.broken = err
	return err
}
