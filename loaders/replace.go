package loaders

import (
	"errors"

	"bibgraph/graph"
	"bibgraph/graph/quad"
	"bibgraph/graph/vocab"
	"bibgraph/loaders/linked"
	"bibgraph/loaders/record"
	"bibgraph/loaders/resolve"
)

// replace makes the store say of a work what the record says, instead of what
// any source said of that work before. Facts that only the old source
// supported go; those that another source, or anybody else, refers to stay.
func replace(tx graph.Tx, r *record.Record) (change, error) {
	work := resolve.OfWork(&r.Work).IRI
	old, err := resolve.Sources(tx, work)
	if err != nil {
		return change{}, err
	}
	c := change{tx: tx, taken: map[quad.Quad]bool{}}
	if err := forget(&c, work, append(old, resolve.SourceIRI(r))); err != nil {
		return change{}, err
	}
	quads, err := fresh(tx, r)
	if err != nil {
		return change{}, err
	}
	c.said = len(quads)
	if err := c.add(quads); err != nil {
		return change{}, err
	}
	matches, err := resolve.Matches(tx, resolve.Names(r))
	if err != nil {
		return change{}, err
	}
	return c, c.add(linked.SameAs(matches))
}

// fresh gives the quads of a record as they fit to what the store holds: a
// work with a source of its own is not described again, and an entity keeps
// the label that it has.
func fresh(known graph.Snapshot, r *record.Record) ([]quad.Quad, error) {
	var failed error
	quads := linked.Quads(r, func(work string) bool {
		sources, err := resolve.Sources(known, work)
		failed = errors.Join(failed, err)
		return len(sources) > 0
	})
	fit := quads[:0]
	for _, q := range quads {
		if q.Predicate == vocab.RDFSLabel {
			labelled, err := has(known, q.Subject, q.Predicate)
			failed = errors.Join(failed, err)
			if labelled {
				continue
			}
		}
		fit = append(fit, q)
	}
	return fit, failed
}

// has reports whether the store holds anything of a subject and a predicate.
func has(known graph.Snapshot, subject, predicate quad.Term) (bool, error) {
	s, ok, err := known.Lookup(subject)
	if err != nil || !ok {
		return false, err
	}
	p, ok, err := known.Lookup(predicate)
	if err != nil || !ok {
		return false, err
	}
	return known.Estimate(graph.Row{s, p, 0, 0}) > 0, nil // 0 only if no row matches
}

// change is what an update does to a store in the end: what is taken out and
// put back is no change.
type change struct {
	tx    graph.Tx
	said  int                // quads that the source says
	added int                //
	taken map[quad.Quad]bool // and not put back
}

func (c *change) add(quads []quad.Quad) error {
	n, err := c.tx.Add(quads...)
	for _, q := range quads {
		if c.taken[q] {
			delete(c.taken, q)
			n--
		}
	}
	c.added += n
	return err
}

func (c *change) remove(quads []quad.Quad) error {
	for _, q := range quads {
		c.taken[q] = true
	}
	_, err := c.tx.Remove(quads...)
	return err
}
