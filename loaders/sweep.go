package loaders

import (
	"errors"
	"iter"

	"bibgraph/graph"
	"bibgraph/graph/quad"
	"bibgraph/graph/vocab"
	"bibgraph/loaders/linked"
)

// forget takes out all that sources, which are to be replaced, say of a work,
// and all that citations say of it if it was only cited so far. It marks and
// sweeps:
//
//	old source ──▶ people, cited works ──▶ periodicals, topics …   candidates
//	                        ▲
//	another source, a curated graph, any other quad                keeps alive
//
// A candidate is alive if anything but the old sources and dead candidates
// speaks of it. What the shared graphs say of the dead goes.
func forget(c *change, work string, sources []string) error {
	s := &sweep{
		tx:         c.tx,
		shared:     map[graph.ID]bool{},
		old:        map[graph.ID]bool{},
		candidates: map[graph.ID]bool{},
		alive:      map[graph.ID]bool{},
	}
	s.begin(work, sources)
	s.collect()
	s.mark()
	dead := s.sweep()
	if s.err != nil {
		return s.err
	}
	return c.remove(dead)
}

// sweep holds what is known while it goes. The first error ends all reading.
type sweep struct {
	tx            graph.Tx
	err           error
	work          graph.ID
	assignedTo    graph.ID
	generatedBy   graph.ID
	prov, matches graph.ID          // labels that speak of things without keeping them
	shared, old   map[graph.ID]bool // labels
	candidates    map[graph.ID]bool
	alive         map[graph.ID]bool // of the candidates
}

// unknown stands for a term that the store does not know: no row holds it,
// while 0 in a pattern would fit all rows.
var unknown = graph.NumberedID(15, 0)

// begin finds the IDs of the terms that the sweep works with.
func (s *sweep) begin(work string, sources []string) {
	for _, label := range []quad.Term{linked.Entities, linked.Topics, linked.NameVariants, linked.Keys, linked.Concepts} {
		s.shared[s.id(label)] = true
	}
	for _, source := range sources {
		s.old[s.id(quad.IRI(source))] = true
	}
	s.work = s.id(quad.IRI(work))
	s.assignedTo, s.generatedBy = s.id(vocab.BgAssignedTo), s.id(vocab.ProvWasGeneratedBy)
	s.prov, s.matches = s.id(linked.Provenance), s.id(linked.Matches)
}

// collect walks from the old sources and the work itself through the shared
// graphs, and gathers what these speak of.
func (s *sweep) collect() {
	todo := stack{pushed: map[graph.ID]bool{}}
	for label := range s.old {
		for r := range s.rows(graph.Row{graph.Label: label}) {
			todo.push(r[graph.Subject])
			todo.push(r[graph.Object])
		}
	}
	for r := range s.rows(graph.Row{graph.Predicate: s.assignedTo, graph.Object: s.work}) {
		todo.push(r[graph.Subject])
	}
	todo.push(s.work)
	for id := range todo.all {
		for r := range s.rows(graph.Row{graph.Subject: id}) {
			if s.shared[r[graph.Label]] {
				s.candidates[id] = true
				todo.push(r[graph.Object])
			}
		}
	}
}

// mark finds the living among the candidates: those that somebody outside
// speaks of, and what these lead to. The work itself is not asked: it will be
// described anew.
func (s *sweep) mark() {
	todo := stack{pushed: map[graph.ID]bool{s.work: true}}
	for id := range s.candidates {
		if s.knownOutside(id) {
			todo.push(id)
		}
	}
	for id := range todo.all {
		s.alive[id] = true
		for r := range s.rows(graph.Row{graph.Subject: id}) {
			if s.candidates[r[graph.Object]] && !s.aside(r[graph.Label]) {
				todo.push(r[graph.Object])
			}
		}
	}
}

// knownOutside reports whether a quad that is neither the old sources' nor a
// candidate's has id for its subject or object.
func (s *sweep) knownOutside(id graph.ID) bool {
	for r := range s.rows(graph.Row{graph.Subject: id}) {
		if label := r[graph.Label]; !s.shared[label] && !s.aside(label) {
			return true
		}
	}
	for r := range s.rows(graph.Row{graph.Object: id}) {
		if !s.candidates[r[graph.Subject]] && !s.aside(r[graph.Label]) {
			return true
		}
	}
	return false
}

func (s *sweep) aside(label graph.ID) bool {
	return s.old[label] || label == s.prov || label == s.matches
}

// sweep gives the quads of the old sources, those of the dead in the shared
// graphs, and what provenance and matches say of either.
func (s *sweep) sweep() (quads []quad.Quad) {
	take := func(pattern graph.Row, fits func(label graph.ID) bool) {
		for r := range s.rows(pattern) {
			if fits(r[graph.Label]) {
				quads = append(quads, s.quad(r))
			}
		}
	}
	inProv := func(label graph.ID) bool { return label == s.prov }
	inMatches := func(label graph.ID) bool { return label == s.matches }
	inShared := func(label graph.ID) bool { return s.shared[label] || label == s.matches }
	for source := range s.old {
		take(graph.Row{graph.Label: source}, s.aside)
		for r := range s.rows(graph.Row{graph.Subject: source, graph.Predicate: s.generatedBy}) {
			take(graph.Row{graph.Subject: r[graph.Object]}, inProv)
		}
		take(graph.Row{graph.Subject: source}, inProv)
		take(graph.Row{graph.Object: source}, inProv)
	}
	for id := range s.candidates {
		if !s.alive[id] {
			take(graph.Row{graph.Subject: id}, inShared)
			take(graph.Row{graph.Object: id}, inMatches)
		}
	}
	return quads
}

func (s *sweep) id(t quad.Term) graph.ID {
	id, ok, err := s.tx.Lookup(t)
	s.err = errors.Join(s.err, err)
	if !ok {
		return unknown
	}
	return id
}

func (s *sweep) quad(r graph.Row) quad.Quad {
	var terms [4]quad.Term
	for i, id := range r {
		if id == graph.NoLabel {
			continue
		}
		t, err := s.tx.Term(id)
		s.err = errors.Join(s.err, err)
		terms[i] = t
	}
	return quad.Quad{Subject: terms[0], Predicate: terms[1], Object: terms[2], Label: terms[3]}
}

// rows walks over the rows that fit a pattern.
func (s *sweep) rows(pattern graph.Row) iter.Seq[graph.Row] {
	return func(yield func(graph.Row) bool) {
		if s.err != nil {
			return
		}
		c := s.tx.Scan(pattern, graph.OrderFor(pattern))
		for c.Next() && yield(c.Row()) {
		}
		s.err = errors.Join(s.err, c.Err(), c.Close())
	}
}

// stack holds nodes to visit, each once.
type stack struct {
	ids    []graph.ID
	pushed map[graph.ID]bool
}

func (s *stack) push(id graph.ID) {
	if c := id.Class(); !s.pushed[id] && (c == graph.ClassIRI || c == graph.ClassBlank) {
		s.pushed[id] = true
		s.ids = append(s.ids, id)
	}
}

// all takes from the stack until it is empty; more may be pushed meanwhile.
func (s *stack) all(yield func(graph.ID) bool) {
	for len(s.ids) > 0 {
		last := len(s.ids) - 1
		id := s.ids[last]
		s.ids = s.ids[:last]
		if !yield(id) {
			return
		}
	}
}
