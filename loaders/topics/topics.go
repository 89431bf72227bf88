// Package topics finds what a work is about, with the words that show it, and
// keeps the vocabulary of concepts that works can be about.
//
// Countries come from CLDR, which has their names in the nominative in some
// 250 languages, and from countries.tsv in data/authorities, which adds
// adjectives, short names and ambiguous ones; themes come from concepts.tsv
// there. Words are found in their English, Russian and Mongolian inflections,
// in scripts without blanks letter by letter; the longest words win, so that
// a free trade agreement is not trade, nor South Korea Korea.
//
// Names that are other words too (Georgia, Jordan, Chad, Guinea, and in
// Russian Того, Перу) count where a preposition of place stands before them
// or the work names another country, or the same one by a surer word.
package topics

import (
	"cmp"
	"slices"

	"bibgraph/loaders/record"
)

// Methods by which topics are found.
const (
	ByCLDR    = "gazetteer-cldr"    // the names of countries
	ByCurated = "gazetteer-curated" // the words of concepts.tsv, and the rule for relations
)

// The fields of a work that are read, by the names that evidence gives them.
const (
	Title    = "title"
	Keywords = "keywords"
	Abstract = "abstract"
)

// How sure it is that a work is about what its words show.
const (
	certain   = 1   // the title or a keyword says it
	recurring = 0.8 // the abstract says it again and again
	opening   = 0.7 // the abstract starts with it, and title and keywords say nothing
	passing   = 0.5 // the abstract says it somewhere
)

// often is how many times an abstract names what it is about.
const often = 3

// Find tells what the work is about: the concepts that its titles and
// keywords show, and those that an abstract names again and again. Where
// there are none, what the abstract starts with has to do. The other concepts
// of the abstract are mentions. Each comes once, with its best evidence: the
// title before keywords before the abstract, the name of a country before its
// adjective, then what stands first. Subjects precede mentions.
func Find(w *record.Work) []record.Topic {
	found := map[string][]sighting{}
	for _, s := range witnessed(sightings(w)) {
		found[s.concept] = append(found[s.concept], s)
	}
	type ranked struct {
		sighting // the best evidence
		record.Topic
		opens bool
	}
	var list []ranked
	about := false
	for concept, seen := range found {
		best := slices.MinFunc(seen, sighting.evidence)
		r := ranked{sighting: best, Topic: record.Topic{
			Concept: concept, Matched: best.matched, Field: best.field, Method: ByCurated, Confidence: passing,
		}}
		if theScheme().bySlug[concept].Notation != "" {
			r.Method = ByCLDR
		}
		switch {
		case best.field != Abstract:
			r.Subject, r.Confidence = true, certain
		case recurs(seen):
			r.Subject, r.Confidence = true, recurring
		}
		about = about || r.Subject
		r.opens = slices.ContainsFunc(seen, func(s sighting) bool { return s.opens })
		list = append(list, r)
	}
	for i, r := range list {
		if !about && r.opens {
			list[i].Subject, list[i].Confidence = true, opening
		}
	}
	slices.SortFunc(list, func(a, b ranked) int {
		if a.Subject != b.Subject {
			return cmp.Compare(b.Confidence, a.Confidence) // no mention is as sure as a subject
		}
		return cmp.Or(a.place(b.sighting), cmp.Compare(a.kind, b.kind), cmp.Compare(a.Concept, b.Concept))
	})
	topics := make([]record.Topic, len(list))
	for i, r := range list {
		topics[i] = r.Topic
	}
	return topics
}
