package saved_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bibgraph/graph"
	"bibgraph/graph/formats/nquads"
	"bibgraph/graph/quad"
	"bibgraph/graph/stores/memory"
	"bibgraph/graph/vocab"
	"bibgraph/queries"
	"bibgraph/queries/results"
	"bibgraph/queries/saved"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// Every query answers its own examples; the answers are golden files.
func TestAll_examples(t *testing.T) {
	store := fixture(t)
	for _, q := range saved.All() {
		t.Run(q.Name, func(t *testing.T) {
			params := map[string]string{}
			for _, p := range q.Params {
				params[p.Name] = p.Example
			}
			if q.Name == "cocitation" {
				params["article"] = "https://w3id.org/bibgraph/work/bazarov-2009-mongolo-yaponskie-diplomaticheskie-otnosheniya-47946aa5"
			}
			got := run(t, store, q, params, results.JSON)
			golden := filepath.Join("testdata", q.Name+".golden")
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Error(diff)
			}
			if ld := run(t, store, q, params, results.JSONLD); ld != got {
				t.Errorf("another table in JSON-LD collation: %s", cmp.Diff(got, ld))
			}
		})
	}
}

// A reference that two lists print is one row, with the words in its own
// letters.
func TestCitedSources_parallel(t *testing.T) {
	const reference = "https://w3id.org/bibgraph/ref/10.24411/2500-2872-2020-10004/1"
	store := fixture(t)
	q, _ := saved.Lookup("cited-sources")
	params := map[string]string{"article": "doi:10.24411/2500-2872-2020-10004"}
	want := run(t, store, q, params, results.JSON)
	err := store.Update(t.Context(), func(tx graph.Tx) error {
		_, err := tx.Add(quad.Quad{
			Subject: quad.IRI(reference), Predicate: vocab.C4oHasContent,
			Object: quad.String("Bazarov V.B. Mongolo-yaponskie diplomaticheskie otnosheniya // Vlast'. 2009. No 9. P. 157-159."),
			Label:  quad.IRI("https://w3id.org/bibgraph/graph/source/10.24411/2500-2872-2020-10004"),
		})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, run(t, store, q, params, results.JSON)); diff != "" {
		t.Error(diff)
	}
}

// The forms in which people write a work or a topic lead to the same answer.
func TestQuery_Bind_forms(t *testing.T) {
	store := fixture(t)
	for _, c := range []struct {
		query, param string
		forms        []string
	}{
		{"cited-sources", "article", []string{
			"doi:10.24411/2500-2872-2020-10004", "10.24411/2500-2872-2020-10004", "DOI: 10.24411/2500-2872-2020-10004",
			"https://doi.org/10.24411/2500-2872-2020-10004", "http://dx.doi.org/10.24411/2500-2872-2020-10004",
			"<https://doi.org/10.24411/2500-2872-2020-10004>", " 10.24411/2500-2872-2020-10004\n",
		}},
		{"related-themes", "topic", []string{
			"third neighbor policy", "Third Neighbour Policy", "ТРЕТИЙ СОСЕД", "гуравдагч хөрш", "Drittnachbarpolitik",
			"https://w3id.org/bibgraph/topic/third-neighbor-policy", "<https://w3id.org/bibgraph/topic/third-neighbor-policy>",
		}},
	} {
		q, ok := saved.Lookup(c.query)
		if !ok {
			t.Fatal(c.query)
		}
		want := run(t, store, q, map[string]string{c.param: c.forms[0]}, results.JSON)
		if strings.Count(want, "\n") < 3 {
			t.Errorf("%s answers\n%s", c.query, want)
		}
		for _, form := range c.forms[1:] {
			if got := run(t, store, q, map[string]string{c.param: form}, results.JSON); got != want {
				t.Errorf("%s=%q answers\n%s", c.param, form, got)
			}
		}
	}
}

func TestQuery_Bind_errors(t *testing.T) {
	for _, c := range []struct {
		query  string
		params map[string]string
		want   string
	}{
		{"cited-since", nil, `cited-since needs article, the citing article: it takes article="doi:10.24411/2500-2872-2020-10004" year="2014"`},
		{"cited-since", map[string]string{"article": "  "}, `cited-since needs article, the citing article: it takes article="doi:10.24411/2500-2872-2020-10004" year="2014"`},
		{"citing", map[string]string{"work": "x"}, `citing has no parameter "work": it takes article="doi:10.24411/2500-2872-2020-10004"`},
		{"citing", map[string]string{"article": "Базаров"}, "citing: article=Базаров: neither a DOI nor an IRI, such as doi:10.24411/2500-2872-2020-10004"},
		{"citing", map[string]string{"article": "doi:11.1/x"}, "citing: article=doi:11.1/x: neither a DOI nor an IRI, such as doi:10.24411/2500-2872-2020-10004"},
		{"cited-since", map[string]string{"article": "10.1234/x", "year": "2014); g.emit(1"}, "cited-since: year=2014); g.emit(1: no whole number, such as 2014"},
	} {
		q, _ := saved.Lookup(c.query)
		if _, err := q.Bind(c.params); err == nil || err.Error() != c.want {
			t.Errorf("%s %v: got %v, want %s", c.query, c.params, err, c.want)
		}
	}
}

// Values are data: code in them is looked up as a label and not run.
func TestQuery_Bind_code(t *testing.T) {
	store := fixture(t)
	for _, value := range []string{
		`"; g.emit("x"); "`, "'); g.emit('x'); ('", "\u2028g.emit(1)", `\`, "(", "[a-", "$&",
	} {
		q, _ := saved.Lookup("works-about")
		if got := run(t, store, q, map[string]string{"topic": value}, results.JSON); got != "" {
			t.Errorf("%q: %s", value, got)
		}
	}
}

func TestLookup_unknown(t *testing.T) {
	if _, ok := saved.Lookup("nope"); ok {
		t.Error("found")
	}
}

func run(t *testing.T, store graph.Store, q saved.Query, params map[string]string, c results.Collation) string {
	t.Helper()
	text, err := q.Bind(params)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	err = store.View(t.Context(), func(snap graph.Snapshot) error {
		rows := queries.Run(t.Context(), snap, "gizmo", text, queries.Options{Collation: c})
		return results.Write(&b, "table", rows, results.Layout{Columns: q.Columns})
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// fixture is the graph of the competency questions.
func fixture(t *testing.T) graph.Store {
	t.Helper()
	return load(t, filepath.Join("..", "testdata", "competency", "fixture.nq"))
}

func load(t *testing.T, file string) graph.Store {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var quads []quad.Quad
	for q, err := range nquads.NewReader(bytes.NewReader(data), nquads.Options{}).Quads() {
		if err != nil {
			t.Fatal(err)
		}
		quads = append(quads, q)
	}
	store := memory.New(memory.Options{})
	t.Cleanup(func() { _ = store.Close() })
	err = store.Update(t.Context(), func(tx graph.Tx) error {
		_, err := tx.Add(quads...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return store
}
