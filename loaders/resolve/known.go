package resolve

import (
	"errors"
	"slices"
	"strings"

	"bibgraph/graph"
	"bibgraph/graph/quad"
	"bibgraph/graph/vocab"
)

// Sources gives the named graphs of the sources that tell of a work itself,
// as far as the store knows. A work that is only cited has none.
func Sources(known graph.Snapshot, work string) ([]string, error) {
	return subjects(known, vocab.ProvHadPrimarySource, quad.IRI(work))
}

// Match is a work that has two IRIs: the keys of both are equal. Work is what
// sorts first, so that a citation without identifier leads to the DOI.
type Match struct{ Work, Other string }

// doubtful reports a match of two DOIs: a registrar saw two works, such as the
// editorials of two issues.
func (m Match) doubtful() bool {
	return strings.HasPrefix(m.Work, doiBase) && strings.HasPrefix(m.Other, doiBase)
}

// Matches finds the works among names that are known under another IRI too.
// The keys of the names themselves are to be known already: what a citation
// says of a work that speaks for itself is no key of it.
func Matches(known graph.Snapshot, names []Name) ([]Match, error) {
	var found []Match
	seen := map[Match]bool{}
	for _, n := range names {
		if n.Kind != Work || n.Key == "" || isCommon(n.Key) {
			continue
		}
		others, err := subjects(known, vocab.BgKey, quad.String(n.Key))
		if err != nil {
			return nil, err
		}
		if !slices.Contains(others, n.IRI) {
			continue
		}
		for _, other := range others {
			m := Match{min(n.IRI, other), max(n.IRI, other)}
			if n.IRI != other && !m.doubtful() && !seen[m] {
				seen[m] = true
				found = append(found, m)
			}
		}
	}
	return found, nil
}

// isCommon reports whether many works have a key: those without an author
// whose title is a word or two, such as "Editorial".
func isCommon(key string) bool {
	parts := strings.Split(key, "|") // kind, version, family, year, title
	return parts[2] == "" && len(strings.Fields(parts[4])) <= 2
}

// subjects gives the IRIs that stand before a predicate and an object.
func subjects(known graph.Snapshot, predicate, object quad.Term) (iris []string, err error) {
	p, ok, err := known.Lookup(predicate)
	if err != nil || !ok {
		return nil, err
	}
	o, ok, err := known.Lookup(object)
	if err != nil || !ok {
		return nil, err
	}
	c := known.Scan(graph.Row{0, p, o, 0}, graph.POSG)
	defer func() { err = errors.Join(err, c.Err(), c.Close()) }()
	for c.Next() {
		s, err := known.Term(c.Row()[graph.Subject])
		if err != nil {
			return nil, err
		}
		if s.Kind() == quad.KindIRI && (len(iris) == 0 || iris[len(iris)-1] != s.Value()) {
			iris = append(iris, s.Value())
		}
	}
	return iris, nil
}
