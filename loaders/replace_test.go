package loaders_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"bibgraph/graph"
	"bibgraph/graph/quad"
	"bibgraph/graph/stores/memory"
	"bibgraph/graph/vocab"
	"bibgraph/loaders"
	"bibgraph/loaders/linked"
	"bibgraph/loaders/record"
	"bibgraph/loaders/resolve"
)

// tb is what a test and a property have in common.
type tb interface {
	Helper()
	Fatal(args ...any)
	Context() context.Context
}

func newStore(t *testing.T) graph.Store {
	t.Helper()
	s := memory.New(memory.Options{})
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// put loads records one after another.
func put(t tb, s graph.Store, records ...*record.Record) {
	t.Helper()
	for _, r := range records {
		err := s.Update(t.Context(), func(tx graph.Tx) error {
			_, err := loaders.Replace(tx, r)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// dump gives all quads of a store as lines, sorted.
func dump(t tb, s graph.Store) []string {
	t.Helper()
	var lines []string
	err := s.View(t.Context(), func(snap graph.Snapshot) error {
		for q, err := range graph.Quads(snap, graph.Row{}, graph.SPOG) {
			if err != nil {
				return err
			}
			lines = append(lines, q.String())
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(lines)
	return lines
}

func about(lines []string, words string) []string {
	var found []string
	for _, l := range lines {
		if strings.Contains(l, words) {
			found = append(found, l)
		}
	}
	return found
}

// article is a record with a DOI of a work with a title, by a person.
func article(doi, title, family string, cites ...*record.Work) *record.Record {
	r := &record.Record{Source: record.Source{SHA256: "00", Format: "text/plain"}}
	r.Work = *cited(title, family)
	r.Work.Identifiers = []record.Identifier{{Scheme: record.DOI, Value: doi}}
	for _, w := range cites {
		r.Work.References = append(r.Work.References, record.Reference{Raw: w.Title(), Work: w})
	}
	return r
}

// cited is a work of 2020 in The UB Post.
func cited(title, family string) *record.Work {
	w := &record.Work{
		Type:      record.ArticleNewspaper,
		Titles:    []record.Title{{Text: record.Text{Value: title, Lang: "en"}}},
		Published: record.Date{Year: 2020},
		Venue:     record.Venue{Type: record.Newspaper, Titles: []record.Text{{Value: "The UB Post", Lang: "en"}}},
	}
	if family != "" {
		w.Contributions = []record.Contribution{{Role: record.Author, Agent: record.Agent{Family: family, Given: "A.", Lang: "en"}}}
	}
	return w
}

func same(t tb, got, want []string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatal("(-want +got)\n" + diff)
	}
}

func TestReplace_again(t *testing.T) {
	a := article("10.1/a", "Alpha", "Ann", cited("Old news", "Bob"))
	s := newStore(t)
	put(t, s, a)
	first := dump(t, s)
	err := s.Update(t.Context(), func(tx graph.Tx) error {
		c, err := loaders.Replace(tx, a)
		if added, removed := c.Changed(); added+removed != 0 {
			t.Errorf("loading again adds %d and removes %d quads", added, removed)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	same(t, dump(t, s), first)
}

// An edited page leaves what a store has that never saw the page before.
func TestReplace_edited(t *testing.T) {
	before := article("10.1/a", "Alpha", "Ann", cited("Old news", "Bob"), cited("Kept", "Cid"))
	before.Work.Topics = []record.Topic{{Concept: "japan", Subject: true}, {Concept: "energy"}}
	before.Work.Issue, before.Work.Volume = "1", "2"
	before.Work.References[1].Work.Pages = record.Pages{Range: "1-2", First: "1", Last: "2"}
	after := article("10.1/a", "Alpha, corrected", "Dee", cited("Kept", "Cid"))
	after.Source.SHA256 = "11"
	after.Work.Topics = []record.Topic{{Concept: "energy", Subject: true}}
	after.Work.References[0].Work.Pages = record.Pages{Range: "1-3", First: "1", Last: "3"}
	other := article("10.1/b", "Beta", "Ann", cited("Old news", "Bob"))

	t.Run("alone", func(t *testing.T) {
		s, fresh := newStore(t), newStore(t)
		put(t, s, before, after)
		put(t, fresh, after)
		same(t, dump(t, s), dump(t, fresh))
	})
	t.Run("what another source refers to stays", func(t *testing.T) {
		s, fresh := newStore(t), newStore(t)
		put(t, s, before, other, after)
		put(t, fresh, other, after)
		same(t, dump(t, s), dump(t, fresh))
	})
	t.Run("what a curator refers to stays", func(t *testing.T) {
		s := newStore(t)
		put(t, s, before)
		bob := quad.IRI(resolve.OfAgent(record.Agent{Family: "Bob", Given: "A."}).IRI)
		add(t, s, quad.Quad{
			Subject: quad.IRI("https://example.org/team"), Predicate: vocab.FoafName, Object: bob,
			Label: quad.IRI(vocab.Graphs + "curated/ann"),
		})
		put(t, s, after)
		if len(about(dump(t, s), "<"+bob.Value()+"> <"+vocab.RDFSLabel.Value())) != 1 {
			t.Error("the person is gone")
		}
		if got := about(dump(t, s), "Old news"); len(got) > 0 {
			t.Errorf("the work that nobody cites is still there: %s", got)
		}
	})
}

func add(t tb, s graph.Store, quads ...quad.Quad) {
	t.Helper()
	err := s.Update(t.Context(), func(tx graph.Tx) error {
		_, err := tx.Add(quads...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Two pages of one work without a DOI are two sources; the later one counts.
func TestReplace_editedWithoutDOI(t *testing.T) {
	version := func(sha, place string) *record.Record {
		r := article("", "Alpha", "Ann", cited("News from "+place, ""))
		r.Work.Identifiers, r.Source.SHA256 = nil, sha
		return r
	}
	s, fresh := newStore(t), newStore(t)
	put(t, s, version("aa", "Ulaanbaatar"), version("bb", "Darkhan"))
	put(t, fresh, version("bb", "Darkhan"))
	same(t, dump(t, s), dump(t, fresh))
}

func TestReplace_shared(t *testing.T) {
	s := newStore(t)
	put(t, s,
		article("10.1/a", "Alpha", "Ann", cited("News", "Bob")),
		article("10.1/b", "Beta", "Ann", cited("News", "Bob")),
	)
	lines := dump(t, s)
	for _, subject := range []string{"/work/bob-2020-news-", "/person/ann-a-", "/person/bob-a-", "/periodical/the-ub-post-"} {
		if got := about(about(lines, "<https://w3id.org/bibgraph"+subject), "rdf-schema#label"); len(got) != 1 {
			t.Errorf("%s has %d labels", subject, len(got))
		}
	}
	if got := about(about(lines, "/cites>"), "/work/bob-2020-news-"); len(got) != 2 {
		t.Errorf("cited %d times, want 2", len(got))
	}
}

// The label that an entity has stays, whatever later sources print.
func TestReplace_firstLabel(t *testing.T) {
	upper := article("10.1/b", "Beta", "ANN")
	s := newStore(t)
	put(t, s, article("10.1/a", "Alpha", "Ann"), upper, upper)
	labels := about(about(dump(t, s), "<https://w3id.org/bibgraph/person/ann-a-"), "rdf-schema#label")
	if len(labels) != 1 || !strings.Contains(labels[0], `"Ann, A."`) {
		t.Errorf("labels %s", labels)
	}
}

// A cited work that is loaded itself speaks for itself, and goes on so.
func TestReplace_takeOver(t *testing.T) {
	mention := cited("Alpha", "Anne") // a misprint: a person that nobody else knows
	mention.Identifiers = []record.Identifier{{Scheme: record.DOI, Value: "10.1/a"}}
	mention.Topics = []record.Topic{{Concept: "mining", Subject: true}}
	citing, own := article("10.1/b", "Beta", "Bob", mention), article("10.1/a", "Alpha", "Ann")

	first, later := newStore(t), newStore(t)
	put(t, first, citing, own)
	put(t, later, own, citing)
	same(t, dump(t, first), dump(t, later))
	lines := dump(t, first)
	for _, gone := range []string{"anne", "mining"} {
		if got := about(lines, gone); len(got) > 0 {
			t.Errorf("the mention still speaks: %s", got)
		}
	}
	if got := about(about(lines, "<https://doi.org/10.1/a> "), "/graph/entities>"); len(got) > 0 {
		t.Errorf("the work is described in entities: %s", got)
	}
	put(t, first, citing)
	same(t, dump(t, first), lines)
}

// A citation without DOI and the record with it are found to be one work,
// whichever comes first.
func TestReplace_matches(t *testing.T) {
	citing, own := article("10.1/b", "Beta", "Bob", cited("Alpha", "Ann")), article("10.1/a", "Alpha", "Ann")
	first, later := newStore(t), newStore(t)
	put(t, first, citing, own)
	put(t, later, own, citing)
	same(t, dump(t, first), dump(t, later))

	key := resolve.OfWork(cited("Alpha", "Ann")).IRI
	want := fmt.Sprintf("<%s> <http://www.w3.org/2002/07/owl#sameAs> <https://doi.org/10.1/a> <https://w3id.org/bibgraph/graph/derived/matches-v1> .", key)
	same(t, about(dump(t, first), "sameAs"), []string{want})

	t.Run("and parted again", func(t *testing.T) {
		put(t, first, article("10.1/b", "Beta", "Bob"))
		if got := about(dump(t, first), "sameAs"); len(got) > 0 {
			t.Errorf("still %s", got)
		}
	})
	t.Run("two DOIs are two works", func(t *testing.T) {
		s := newStore(t)
		put(t, s, article("10.1/a", "Editorial", "Ann"), article("10.1/b", "Editorial", "Ann"))
		if got := about(dump(t, s), "sameAs"); len(got) > 0 {
			t.Errorf("got %s", got)
		}
	})
}

// "Editorial" without an author is what each issue has; a longer title says
// enough.
func TestReplace_matchesWithoutAuthor(t *testing.T) {
	for title, matches := range map[string]int{"Editorial": 0, "Book reviews": 0, "Mongolia-Japan Teaching Hospital Opens": 1} {
		s := newStore(t)
		own := article("10.1/a", title, "")
		put(t, s, own, article("10.1/b", "Beta", "Bob", cited(title, "")))
		if got := about(dump(t, s), "sameAs"); len(got) != matches {
			t.Errorf("%s: got %s", title, got)
		}
	}
}

// The order in which sources come does not matter, save for how shared people
// and periodicals are written: the first label counts, and a name form that
// only a citation of a work printed is kept or not as that work was loaded
// after or before.
func TestReplace_anyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		records := rapid.SliceOfN(articles(), 1, 5).Draw(t, "records")
		seen := map[string]bool{}
		records = slices.DeleteFunc(records, func(r *record.Record) bool {
			doi := r.Work.Identifier(record.DOI)
			again := seen[doi]
			seen[doi] = true
			return again
		})
		shuffled := rapid.Permutation(records).Draw(t, "order")
		one, other := memory.New(memory.Options{}), memory.New(memory.Options{})
		put(t, one, records...)
		put(t, other, shuffled...)
		same(t, withoutSpelling(dump(t, other)), withoutSpelling(dump(t, one)))

		// What is loaded again, in any order, changes nothing more.
		before := dump(t, one)
		put(t, one, shuffled...)
		same(t, withoutSpelling(dump(t, one)), withoutSpelling(before))
	})
}

func articles() *rapid.Generator[*record.Record] {
	name := rapid.SampledFrom([]string{"Ann", "ANN", "Bob", "Cid"})
	title := rapid.SampledFrom([]string{"Alpha", "Beta", "Gamma", "Delta"})
	concepts := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"japan", "mongolia", "third-neighbor-policy"}), 0, 2, rapid.ID)
	return rapid.Custom(func(t *rapid.T) *record.Record {
		var cites []*record.Work
		for range rapid.IntRange(0, 3).Draw(t, "cites") {
			w := cited(title.Draw(t, "title"), name.Draw(t, "name"))
			if rapid.Bool().Draw(t, "doi") {
				w.Identifiers = []record.Identifier{{Scheme: record.DOI, Value: "10.1/" + w.Title()}}
			}
			for _, c := range concepts.Draw(t, "concepts") {
				w.Topics = append(w.Topics, record.Topic{Concept: c, Subject: true})
			}
			cites = append(cites, w)
		}
		own := title.Draw(t, "title")
		r := article("10.1/"+own, own, name.Draw(t, "name"), cites...)
		for _, c := range concepts.Draw(t, "concepts") {
			r.Work.Topics = append(r.Work.Topics, record.Topic{Concept: c, Subject: true, Matched: c})
		}
		return r
	})
}

func withoutSpelling(lines []string) []string {
	return slices.DeleteFunc(slices.Clone(lines), func(l string) bool {
		return strings.Contains(l, vocab.RDFSLabel.Value()) ||
			strings.Contains(l, linked.Entities.Value()) && strings.Contains(l, "<http://xmlns.com/foaf/0.1/") && !strings.Contains(l, "rdf-syntax-ns#type")
	})
}
