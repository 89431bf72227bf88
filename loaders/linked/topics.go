package linked

import (
	"strconv"
	"strings"

	"bibgraph/graph/quad"
	"bibgraph/graph/vocab"
	"bibgraph/loaders/record"
	"bibgraph/loaders/resolve"
	"bibgraph/loaders/topics"
)

// topics writes the short edges from a work to what it is about or mentions.
func (b *builder) topics(work quad.Term, found []record.Topic) {
	for _, t := range found {
		edge := vocab.SchemaMentions
		if t.Subject {
			edge = vocab.DctermsSubject
		}
		b.in(Topics).add(work, edge, b.concept(t.Concept))
	}
}

// assignments keeps the evidence for what the source's work is about: the
// words that show it and what found them.
func (b *builder) assignments(found []record.Topic) {
	p := b.in(Topics)
	for _, t := range found {
		if !t.Subject {
			continue
		}
		s := quad.IRI(resolve.AssignmentIRI(b.record, t.Concept))
		p.add(s, vocab.RDFType, vocab.BgSubjectAssignment)
		p.add(s, vocab.BgAssignedTo, b.work)
		p.add(s, vocab.BgTopic, b.concept(t.Concept))
		p.string(s, vocab.BgMatchedText, t.Matched)
		p.string(s, vocab.BgMatchedField, t.Field)
		p.add(s, vocab.BgConfidence, decimal(t.Confidence))
		if t.Method != "" {
			p.add(s, vocab.ProvWasGeneratedBy, quad.IRI(resolve.Base+"activity/"+t.Method))
		}
	}
}

// decimal writes a number as xsd:decimal with at least one digit behind the
// point.
func decimal(f float64) quad.Term {
	text := strconv.FormatFloat(f, 'f', -1, 64)
	if !strings.Contains(text, ".") {
		text += ".0"
	}
	return quad.Typed(text, vocab.XSDDecimal.Value())
}

// classes are what some concepts are beside a concept.
var classes = map[topics.Class]quad.Term{
	topics.Country: vocab.SchemaCountry,
	topics.Place:   vocab.SchemaPlace,
}

// concept describes a concept in use, and those that it leads to, and gives
// its term.
func (b *builder) concept(slug string) quad.Term {
	s := quad.IRI(resolve.TopicIRI(slug))
	if b.described[slug] {
		return s
	}
	b.described[slug] = true
	p, scheme := b.in(Concepts), quad.IRI(resolve.TopicIRI(""))
	p.add(scheme, vocab.RDFType, vocab.SkosConceptScheme)
	p.label(scheme, "bibgraph topics")
	c, ok := topics.Lookup(slug)
	if !ok {
		c.Label = slug
	}
	p.add(s, vocab.RDFType, vocab.SkosConcept)
	p.add(s, vocab.RDFType, classes[c.Class])
	p.add(s, vocab.SkosInScheme, scheme)
	p.label(s, c.Label)
	for _, t := range c.Pref {
		p.text(s, vocab.SkosPrefLabel, t)
	}
	for _, t := range c.Alt {
		p.text(s, vocab.SkosAltLabel, t)
	}
	for _, iri := range c.ExactMatch {
		p.add(s, vocab.SkosExactMatch, quad.IRI(iri))
	}
	p.string(s, vocab.SkosNotation, c.Notation)
	for _, broader := range c.Broader {
		p.add(s, vocab.SkosBroader, b.concept(broader))
	}
	for _, related := range c.Related {
		p.add(s, vocab.SkosRelated, b.concept(related))
	}
	return s
}
