package loaders_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"bibgraph/graph/vocab"
	"bibgraph/loaders"
	"bibgraph/loaders/record"
	"bibgraph/loaders/resolve"
)

var update = flag.Bool("update", false, "write the golden files anew")

// walk is where the road of one article is kept as files, a file an arrow:
//
//	page.txt ─decode, references, topics─▶ record.json ─resolve─▶ names.tsv ─quads─▶ graph.nq
var walk = filepath.Join("..", "data", "walk")

func TestWalk(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(walk, "page.txt"))
	if err != nil {
		t.Fatal(err)
	}
	format := loaders.Sniff(data, "page.txt")
	r, err := format.Read(data, "page.txt")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "record.json", recordJSON(t, r))

	var names strings.Builder
	if err := resolve.WriteTSV(&names, resolve.Names(r)); err != nil {
		t.Fatal(err)
	}
	golden(t, "names.tsv", names.String())

	s := newStore(t)
	report := load(t, s, loaders.Options{}, filepath.Join(walk, "page.txt"))
	lines := dump(t, s)
	golden(t, "graph.nq", strings.Join(lines, "\n")+"\n")

	if got := report.Sources[0]; got.Cited() != 12 || got.Added != len(lines) || len(got.Authors) != 1 {
		t.Errorf("report %+v", got)
	}
}

// recordJSON writes what a record says, without what it does not say.
func recordJSON(t *testing.T, r *record.Record) string {
	t.Helper()
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var value any
	if err := json.Unmarshal(text, &value); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(filled(value)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// filled leaves out the empty members of objects.
func filled(value any) any {
	switch v := value.(type) {
	case map[string]any:
		for name, member := range v {
			v[name] = filled(member)
			switch m := v[name].(type) {
			case nil:
				delete(v, name)
			case map[string]any:
				if len(m) == 0 {
					delete(v, name)
				}
			case string, float64, bool:
				if m == "" || m == 0.0 || m == false {
					delete(v, name)
				}
			}
		}
	case []any:
		for i := range v {
			v[i] = filled(v[i])
		}
	}
	return value
}

// golden compares with a file of the walk, or writes it with -update.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join(walk, name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		same(t, strings.Split(got, "\n"), strings.Split(string(want), "\n"))
	}
}

// judgement is a difference from the wanted graph that either reading allows.
// A line stands for the quads that contain it, with {doi} for the article's.
type judgement struct {
	reason  string
	missing []string // wanted, and not there
	surplus []string // there, and not wanted
}

var judgements = []judgement{
	{
		reason: "the relations of two countries are found by rule from curated words; no key phrases are extracted",
		missing: []string{
			`/assignment/{doi}/japan-mongolia-relations> <http://www.w3.org/ns/prov#wasGeneratedBy> <https://w3id.org/bibgraph/activity/keyphrase-yake>`,
		},
		surplus: []string{
			`/assignment/{doi}/japan-mongolia-relations> <http://www.w3.org/ns/prov#wasGeneratedBy> <https://w3id.org/bibgraph/activity/gazetteer-curated>`,
		},
	},
	{
		reason:  "how sure the reading of each reference is belongs to the evidence and was left out",
		surplus: ofEachReference("<https://w3id.org/bibgraph/ref/{doi}/%d> <https://w3id.org/bibgraph/ns#confidence> "),
	},
}

// ofEachReference gives a line for each of the seed's references.
func ofEachReference(line string) []string {
	var lines []string
	for n := range 12 {
		lines = append(lines, fmt.Sprintf(line, n+1))
	}
	return lines
}

func TestWalk_wantedGraph(t *testing.T) {
	s := newStore(t)
	load(t, s, loaders.Options{}, filepath.Join(walk, "page.txt"))
	text, err := os.ReadFile(filepath.Join("testdata", "seed-gold.nq"))
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Split(strings.TrimSpace(string(text)), "\n")
	got := slices.DeleteFunc(dump(t, s), func(l string) bool { return strings.Contains(l, vocab.TermsLabel.String()) })
	missing, surplus := without(want, got), without(got, want)
	for _, j := range judgements {
		missing = j.take(t, missing, j.missing)
		surplus = j.take(t, surplus, j.surplus)
	}
	for _, l := range missing {
		t.Errorf("missing %s", l)
	}
	for _, l := range surplus {
		t.Errorf("surplus %s", l)
	}
}

// take leaves out the lines that the judgement allows; each of its own lines
// has to be needed.
func (j judgement) take(t *testing.T, lines, allowed []string) []string {
	t.Helper()
	for _, a := range allowed {
		a = strings.ReplaceAll(a, "{doi}", "10.24411/2500-2872-2020-10004")
		rest := slices.DeleteFunc(slices.Clone(lines), func(l string) bool { return strings.Contains(l, a) })
		if len(rest) == len(lines) {
			t.Errorf("no difference needs the judgement %q: %s", j.reason, a)
		}
		lines = rest
	}
	return lines
}

func without(lines, others []string) []string {
	known := map[string]bool{}
	for _, l := range others {
		known[l] = true
	}
	return slices.DeleteFunc(slices.Clone(lines), func(l string) bool { return known[l] })
}

// The page with a reference less and another affiliation leaves what a store
// has that never saw the first one.
func TestWalk_edited(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(walk, "page.txt"))
	if err != nil {
		t.Fatal(err)
	}
	before, last, found := strings.Cut(string(data), "12. Varriale")
	_, after, _ := strings.Cut(last, "\n")
	if !found {
		t.Fatal("the page has no twelfth reference")
	}
	edited := strings.Replace(before+after, "MGIMO University", "Institute of Oriental Studies", 1)

	s, fresh := newStore(t), newStore(t)
	load(t, s, loaders.Options{}, filepath.Join(walk, "page.txt"))
	report := load(t, s, loaders.Options{Stdin: strings.NewReader(edited)}, "-")
	if len(report.Sources[0].References) != 11 || report.Sources[0].Removed == 0 {
		t.Errorf("report %+v", report.Sources[0])
	}
	load(t, fresh, loaders.Options{Stdin: strings.NewReader(edited)}, "-")
	same(t, dump(t, s), dump(t, fresh))

	load(t, s, loaders.Options{}, filepath.Join(walk, "page.txt"))
	want, err := os.ReadFile(filepath.Join(walk, "graph.nq"))
	if err != nil {
		t.Fatal(err)
	}
	same(t, dump(t, s), strings.Split(strings.TrimSpace(string(want)), "\n"))
}
