package queries_test

import (
	"compress/gzip"
	"os"
	"path/filepath"
	"testing"

	"bibgraph/data/bench"
	"bibgraph/graph"
	"bibgraph/graph/formats"
	"bibgraph/graph/quad"
	"bibgraph/graph/stores"
	"bibgraph/queries"
	"bibgraph/queries/results"
)

// films opens a new store with Cayley's sample data.
func films(tb testing.TB, address string) graph.Store {
	tb.Helper()
	f, err := os.Open(filepath.Join("..", "data", "bench", "30kmoviedata.nq.gz"))
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // nothing was written
	unzipped, err := gzip.NewReader(f)
	if err != nil {
		tb.Fatal(err)
	}
	store, err := stores.Open(tb.Context(), address, stores.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := store.Close(); err != nil {
			tb.Error(err)
		}
	})
	nquads, _ := formats.ByName("nquads")
	err = store.Update(tb.Context(), func(tx graph.Tx) error {
		some := make([]quad.Quad, 0, 1024)
		for q, err := range nquads.Read(unzipped, formats.Options{Lax: true}) {
			if err != nil {
				return err
			}
			if some = append(some, q); len(some) == cap(some) {
				if _, err := tx.Add(some...); err != nil {
					return err
				}
				some = some[:0]
			}
		}
		_, err := tx.Add(some...)
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return store
}

func filmQueries(tb testing.TB) []bench.Query {
	tb.Helper()
	list, err := bench.Queries()
	if err != nil {
		tb.Fatal(err)
	}
	return list
}

// TestRun_filmsWork guards the work of the queries that are measured beside
// Cayley: the rows that they look at and how often they seek.
func TestRun_filmsWork(t *testing.T) {
	if testing.Short() {
		t.Skip("loads half a million quads")
	}
	most := map[string]queries.Stats{
		"films_of_actor":            {Rows: 300, Seeks: 100},
		"costars_1hop_unique":       {Rows: 1400, Seeks: 200},
		"costars_1hop_count_paths":  {Rows: 1400, Seeks: 200},
		"costars_2hop_unique_count": {Rows: 160_000, Seeks: 21_000},
		"count_all_nodes":           {},
		"count_all_nodes_toArray":   {Rows: 293_910, Seeks: 300},
		"count_out_starring":        {Seeks: 1},
		"count_has_type":            {Seeks: 1},
		"like_name_prefix":          {Rows: 75_000, Seeks: 1},
		"regex_all":                 {Rows: 293_910, Seeks: 300},
		"order_limit10":             {Rows: 120_001, Seeks: 30_001},
		"followRecursive_d3_count":  {Rows: 160_000, Seeks: 21_000},
		"films_without_director":    {Rows: 64_000, Seeks: 66}, // after 64 it asks for all,
	}
	store := films(t, "memory:")
	for _, q := range filmQueries(t) {
		var stats queries.Stats
		rows := run(t, store, q, &stats)
		if limit := most[q.Name]; stats.Rows > limit.Rows || stats.Seeks > limit.Seeks {
			t.Errorf("%s: %d answers from %+v, want %+v at most", q.Name, rows, stats, limit)
		}
	}
}

// run gives the number of rows that a query answers.
func run(tb testing.TB, store graph.Store, q bench.Query, stats *queries.Stats) (rows int) {
	tb.Helper()
	err := store.View(tb.Context(), func(snap graph.Snapshot) error {
		for row, err := range queries.Run(tb.Context(), snap, q.Lang, q.Text, queries.Options{Stats: stats}) {
			if err != nil {
				return err
			}
			rows++
			if _, err := row.AppendJSON(nil, results.JSON); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		tb.Fatalf("%s: %v", q.Name, err)
	}
	return rows
}

func BenchmarkRun_films(b *testing.B) {
	for _, kind := range []string{"disk", "memory"} {
		address := "memory:"
		if kind == "disk" {
			address = "disk:" + filepath.Join(b.TempDir(), "films")
		}
		store := films(b, address)
		for _, q := range filmQueries(b) {
			b.Run(kind+"/"+q.Name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					run(b, store, q, nil)
				}
			})
		}
	}
}

// BenchmarkRun_counting counts roles by actor: as scripts for Cayley do, which
// the engine sees, in a way that it does not see, and with its own step.
func BenchmarkRun_counting(b *testing.B) {
	store := films(b, "memory:")
	actors := `g.V().has("<type>", "</film/film>").out("</film/film/starring>").out("</film/performance/actor>")`
	count := "function (r) { n[r.id] = (n[r.id] || 0) + 1 }"
	for name, text := range map[string]string{
		"forEach":    "var n = {}; " + actors + ".forEach(" + count + ")",
		"unseen":     "var n = {}, f = " + count + "; " + actors + ".forEach(f)",
		"groupCount": actors + ".groupCount().getLimit(-1)",
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				run(b, store, bench.Query{Lang: "gizmo", Text: text}, nil)
			}
		})
	}
}
