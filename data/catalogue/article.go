package catalogue

import (
	"math/rand/v2"
	"slices"
	"strconv"
)

// An article comes with a new author, and every so often with a new affiliation,
// topic or venue. What is new is described at once, so that whoever is named
// has been described before.
const (
	firstAuthors           = 4 // with the first article
	articlesPerAffiliation = 12
	articlesPerTopic       = 40
	articlesPerVenue       = 250
	maxAuthors             = 4
	maxTopics              = 4
	maxCited               = 20 // a third of the articles cite few
)

// Namespaces, spelt as bibgraph's own graphs spell them.
const (
	ns       = "https://w3id.org/bibgraph/"
	rdfType  = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
	label    = "http://www.w3.org/2000/01/rdf-schema#label"
	dcterms  = "http://purl.org/dc/terms/"
	fabio    = "http://purl.org/spar/fabio/"
	prism    = "http://prismstandard.org/namespaces/basic/2.0/"
	foaf     = "http://xmlns.com/foaf/0.1/"
	schema   = "http://schema.org/"
	skos     = "http://www.w3.org/2004/02/skos/core#"
	xsd      = "http://www.w3.org/2001/XMLSchema#"
	cites    = "http://purl.org/spar/cito/cites"
	entities = ns + "graph/entities"
)

// Streams of chance: each sort of thing draws from its own.
const (
	ofArticle = iota
	ofAuthor
	ofAffiliation
	ofTopic
	ofVenue
	ofCitations
)

// chance is what fate has for the number-th thing of a sort.
func chance(seed, sort, number uint64) *rand.Rand {
	return rand.New(rand.NewPCG(seed*8+sort, number)) //nolint:gosec // chance that can be had again
}

// skewed draws one of n things so that the early ones come far more often: half
// of all draws fall on an eighth of them.
func skewed(r *rand.Rand, n uint64) uint64 {
	u := r.Float64()
	return min(uint64(u*u*u*float64(n)), n-1)
}

func appendArticle(b []byte, seed, number uint64) []byte {
	r := chance(seed, ofArticle, number)
	authors := firstAuthors + number
	author := authors - 1
	if number == 0 {
		author = 0
	}
	for ; author < authors; author++ {
		b = appendAuthor(b, seed, author, number)
	}
	if number%articlesPerAffiliation == 0 {
		b = appendNamed(b, seed, ofAffiliation, number/articlesPerAffiliation)
	}
	if number%articlesPerTopic == 0 {
		b = appendNamed(b, seed, ofTopic, number/articlesPerTopic)
	}
	if number%articlesPerVenue == 0 {
		b = appendNamed(b, seed, ofVenue, number/articlesPerVenue)
	}

	l := line{work: work(seed, number)}
	l.subject, l.graph = doi+l.work, ns+"graph/source/"+l.work
	venue := venueOf(r, number) // the first draw, as work has it
	russian := r.IntN(5) < 2
	tag := "en"
	if russian {
		tag = "ru"
	}
	b = l.iri(b, rdfType, fabio+"JournalArticle")
	b = l.text(b, dcterms+"title", title(r, russian), "@"+tag)
	b = l.text(b, dcterms+"language", tag, "")
	b = l.text(b, prism+"doi", "10."+l.work, "")
	b = l.text(b, fabio+"hasPublicationYear", strconv.Itoa(2025-int(skewed(r, 60))), "^^<"+xsd+"gYear>")
	b = l.iri(b, dcterms+"isPartOf", named(ofVenue, venue))
	page := 1 + r.IntN(300)
	b = l.text(b, prism+"startingPage", strconv.Itoa(page), "^^<"+xsd+"integer>")
	b = l.text(b, prism+"endingPage", strconv.Itoa(page+2+r.IntN(20)), "^^<"+xsd+"integer>")

	b = l.each(b, dcterms+"creator", 1+r.IntN(maxAuthors), func(i int) string {
		if i == 0 {
			return person(seed, authors-1) // who is new has written something
		}
		return person(seed, skewed(r, authors))
	})
	topics := number/articlesPerTopic + 1
	b = l.each(b, dcterms+"subject", 1+r.IntN(maxTopics), func(int) string { return named(ofTopic, skewed(r, topics)) })
	if number > 0 {
		b = l.each(b, cites, citations(seed, number), func(i int) string { return doi + work(seed, cited(seed, number, i)) })
	}
	return b
}

// citations is how many works an article means to cite.
func citations(seed, number uint64) int {
	r := chance(seed, ofCitations, number)
	if r.IntN(3) == 0 {
		return 1 + r.IntN(4)
	}
	return 4 + r.IntN(maxCited-4)
}

// cited gives the i-th work that an article cites. Authors find half of what
// they cite in the reference lists of others, so that what is cited much is
// cited more: the copying model (Kumar et al., Stochastic models for the web
// graph, 2000), which has the long tail of real citations.
func cited(seed, number uint64, i int) uint64 {
	for {
		r := chance(seed, ofCitations, number<<8|uint64(i)+1)
		other := r.Uint64N(number)
		if other == 0 || r.IntN(100) < 45 {
			return other
		}
		number, i = other, r.IntN(citations(seed, other))
	}
}

// venueOf draws the venue of an article.
func venueOf(r *rand.Rand, number uint64) uint64 { return skewed(r, number/articlesPerVenue+1) }

// appendAuthor describes an author who appears with an article.
func appendAuthor(b []byte, seed, author, article uint64) []byte {
	r := chance(seed, ofAuthor, author)
	l := line{subject: person(seed, author), graph: entities}
	b = l.iri(b, rdfType, foaf+"Person")
	family := families[r.IntN(len(families))]
	initial := initials[r.IntN(len(initials))]
	b = l.text(b, foaf+"name", initial.latin+" "+family.latin, "")
	if family.cyrillic != "" {
		b = l.text(b, schema+"alternateName", family.cyrillic+" "+initial.cyrillic, "@ru")
	}
	return l.iri(b, schema+"affiliation", named(ofAffiliation, skewed(r, article/articlesPerAffiliation+1)))
}

// appendNamed describes an affiliation, topic or venue.
func appendNamed(b []byte, seed, sort, number uint64) []byte {
	r := chance(seed, sort, number)
	l := line{subject: named(sort, number), graph: entities}
	switch sort {
	case ofAffiliation:
		b = l.iri(b, rdfType, schema+"Organization")
		b = l.text(b, label, "University of "+capital(r, false)+" "+strconv.FormatUint(number, 10), "@en")
		return l.text(b, label, "Университет: "+capital(r, true)+" "+strconv.FormatUint(number, 10), "@ru")
	case ofTopic:
		b = l.iri(b, rdfType, skos+"Concept")
		b = l.text(b, skos+"prefLabel", word(r, false)+" "+word(r, false), "@en")
		return l.text(b, skos+"prefLabel", word(r, true)+" "+word(r, true), "@ru")
	default:
		b = l.iri(b, rdfType, fabio+"Journal")
		b = l.text(b, dcterms+"title", "Journal of "+capital(r, false)+" and "+capital(r, false), "@en")
		return l.text(b, prism+"issn", strconv.Itoa(1000+r.IntN(9000))+"-"+strconv.Itoa(1000+r.IntN(9000)), "")
	}
}

// line writes quads with one subject and graph.
type line struct{ subject, graph, work string }

func (l line) start(b []byte, predicate string) []byte {
	b = append(append(b, '<'), l.subject...)
	return append(append(append(b, "> <"...), predicate...), "> "...)
}

func (l line) end(b []byte) []byte {
	return append(append(append(b, " <"...), l.graph...), "> .\n"...)
}

func (l line) iri(b []byte, predicate, object string) []byte {
	b = append(append(append(l.start(b, predicate), '<'), object...), '>')
	return l.end(b)
}

// text writes a literal, which needs no escapes, and its tag or datatype.
func (l line) text(b []byte, predicate, object, kind string) []byte {
	b = append(append(append(l.start(b, predicate), '"'), object...), '"')
	return l.end(append(b, kind...))
}

// each writes up to n different objects.
func (l line) each(b []byte, predicate string, n int, object func(i int) string) []byte {
	var told [maxCited]string
	for i := range n {
		told[i] = object(i)
		if !slices.Contains(told[:i], told[i]) {
			b = l.iri(b, predicate, told[i])
		}
	}
	return b
}
