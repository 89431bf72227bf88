package disk

import (
	"errors"
	"fmt"

	"github.com/cockroachdb/pebble/v2"

	"bibgraph/graph"
)

// Nodes appends the next IDs that some quad uses. The running numbers of a
// class have no gaps, so that only values that carry themselves are looked for
// in the table of terms.
func (s *snapshot) Nodes(ids []graph.ID, last graph.ID) (_ []graph.ID, err error) {
	var unused passed
	if s.counts.unused > 0 && last < maxID {
		if unused.it, err = s.from.iterate(unusedKey(last+1), after([]byte{tableUnused})); err != nil {
			return nil, err
		}
		unused.more = unused.it.First()
		defer func() { err = errors.Join(err, s.from.done(unused.it)) }()
	}
	for i, terms := range s.counts.terms {
		class := graph.ClassIRI + graph.Class(i)
		end := graph.NumberedID(class, terms)
		for id := max(last+1, graph.NumberedID(class, 0)); id < end && len(ids) < cap(ids); id++ {
			if !unused.has(id) {
				ids = append(ids, id)
			}
		}
	}
	if s.counts.inline == 0 || len(ids) == cap(ids) || last >= maxID {
		return ids, nil
	}
	first := max(last+1, graph.NumberedID(graph.ClassTyped+1, 0))
	it, err := s.from.iterate(idKey(first), after([]byte{tableID2Term}))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, s.from.done(it)) }()
	for more := it.First(); more && len(ids) < cap(ids); more = it.Next() {
		if len(it.Key()) != 1+idBytes {
			return nil, fmt.Errorf("disk: table id2term: %w", graph.ErrCorrupt)
		}
		if id := readID(it.Key()[1:]); !unused.has(id) {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// passed walks over the terms that no quad uses, beside a walk over all.
type passed struct {
	it   *pebble.Iterator
	more bool
}

// has reports whether a term is one of them. The terms asked for ascend.
func (p *passed) has(id graph.ID) bool {
	for ; p.more; p.more = p.it.Next() {
		if at := readID(p.it.Key()[1:]); at >= id {
			return at == id
		}
	}
	return false
}

// NodeCount is the number of terms that some quad uses.
func (s *snapshot) NodeCount() int64 { return int64(s.counts.nodes()) }
