package storetest

import (
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"bibgraph/graph"
	"bibgraph/graph/quad"
)

// loaded is how many quads the benchmarks load.
const loaded = 100_000

// works makes n quads that are like those of articles: twenty to a work and a
// source, few predicates, titles, years, and citations of earlier works.
func works(n int) []quad.Quad {
	made := make([]quad.Quad, n)
	for i := range made {
		work, part := i/20, i%20
		q := quad.Quad{
			Subject:   quad.IRI(fmt.Sprintf("https://doi.org/10.24411/2500-2872-%06d", work)),
			Predicate: quad.IRI(fmt.Sprintf("http://purl.org/dc/terms/property%d", part)),
			Label:     quad.IRI(fmt.Sprintf("https://w3id.org/bibgraph/graph/source/10.24411/2500-2872-%06d", work)),
		}
		switch {
		case part == 0:
			q.Object = quad.Lang(fmt.Sprintf("On the foreign policy of Mongolia, part %d", work), "en")
		case part == 1:
			q.Object = quad.Typed(fmt.Sprintf("%04d", 1950+work%70), quad.XSDGYear)
		case part < 8:
			q.Object = quad.IRI(fmt.Sprintf("https://w3id.org/bibgraph/topic/%d", (work*part)%1000))
		default:
			q.Object = quad.IRI(fmt.Sprintf("https://doi.org/10.24411/2500-2872-%06d", work*part/40))
		}
		made[i] = q
	}
	return made
}

// Benchmark measures loading, looking up and scanning.
func Benchmark(b *testing.B, open Open) {
	all := works(loaded)
	fresh := func(b *testing.B) graph.Store {
		b.Helper()
		return openAt(b, open, filepath.Join(b.TempDir(), "store"), false)
	}

	b.Run("load", func(b *testing.B) {
		for b.Loop() {
			s := fresh(b)
			add(b, s, all...)
			must(b, s.Close())
		}
		b.ReportMetric(float64(loaded*b.N)/b.Elapsed().Seconds(), "quads/s")
	})
	s := fresh(b)
	add(b, s, all...)
	snapshot(b, s, "lookup", func(snap graph.Snapshot, i int) error {
		_, _, err := snap.Lookup(all[i*37%loaded].Object)
		return err
	})
	snapshot(b, s, "term", func(snap graph.Snapshot, i int) error {
		_, err := snap.Term(graph.NumberedID(graph.ClassIRI, uint64(i*37%5000)))
		return err
	})
	snapshot(b, s, "rows of a subject", func(snap graph.Snapshot, i int) error {
		subject, _, err := snap.Lookup(all[i*37%loaded].Subject)
		c := snap.Scan(graph.Row{subject, 0, 0, 0}, graph.SPOG)
		for c.Next() {
		}
		return errors.Join(err, c.Err(), c.Close())
	})
	snapshot(b, s, "estimate", func(snap graph.Snapshot, i int) error {
		predicate, _, err := snap.Lookup(all[i*37%loaded].Predicate)
		snap.Estimate(graph.Row{0, predicate, 0, 0})
		return err
	})
	b.Run("scan", func(b *testing.B) {
		view(b, s, func(snap graph.Snapshot) {
			for i := 0; b.Loop(); i++ {
				c := snap.Scan(graph.Row{}, graph.Orders[i%len(graph.Orders)])
				n := 0
				for c.Next() {
					n++
				}
				must(b, errors.Join(c.Err(), c.Close()))
				if n != loaded {
					b.Fatalf("%d rows", n)
				}
			}
		})
		b.ReportMetric(float64(loaded*b.N)/b.Elapsed().Seconds(), "rows/s")
	})
	b.Run("update of 1000", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			some := works(1000)
			for j := range some {
				some[j].Label = quad.IRI(fmt.Sprintf("http://example.org/g%d", i))
			}
			add(b, s, some...)
			b.StopTimer()
			remove(b, s, some...)
			b.StartTimer()
		}
	})
	b.Run("same again", func(b *testing.B) {
		for b.Loop() {
			add(b, s, all[:1000]...)
		}
	})
}

// snapshot measures what f does with a snapshot.
func snapshot(b *testing.B, s graph.Store, name string, f func(snap graph.Snapshot, i int) error) {
	b.Helper()
	b.Run(name, func(b *testing.B) {
		view(b, s, func(snap graph.Snapshot) {
			for i := 0; b.Loop(); i++ {
				must(b, f(snap, i))
			}
		})
	})
}
