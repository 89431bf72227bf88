package linked

import (
	"cmp"
	"strconv"
	"strings"

	"bibgraph/graph/quad"
	"bibgraph/graph/vocab"
	"bibgraph/loaders/record"
	"bibgraph/loaders/resolve"
	"bibgraph/loaders/topics"
)

// part is what somebody can have in a work: the short edge from the work to
// the agent, and the role of the longer way.
type part struct{ edge, role quad.Term }

var parts = map[record.Role]part{
	record.Author:     {vocab.DctermsCreator, vocab.ProAuthor},
	record.Editor:     {vocab.SchemaEditor, proEditor},
	record.Translator: {vocab.DctermsContributor, proTranslator},
}

// partOf is the part of a role; what is no role of ours contributes.
func partOf(r record.Role) part {
	if p, ok := parts[r]; ok {
		return p
	}
	return part{edge: vocab.DctermsContributor}
}

// creators writes the short edges from a work to its people, and who they are.
func (b *builder) creators(p pen, work quad.Term, w *record.Work) {
	for _, c := range w.Contributions {
		e := resolve.OfAgent(c.Agent)
		if e.IsZero() {
			continue
		}
		p.add(work, partOf(c.Role).edge, quad.IRI(e.IRI))
		b.agent(e, c, w == &b.record.Work)
	}
}

// role writes the authorship node of the n-th contribution: its place among
// the others, the name and the affiliations as printed.
func (b *builder) role(n int, c record.Contribution) {
	p, role := b.source(), quad.IRI(resolve.RoleIRI(b.record, n))
	p.add(b.work, vocab.ProIsDocumentContextFor, role)
	p.add(role, vocab.RDFType, vocab.ProRoleInTime)
	p.add(role, vocab.ProWithRole, partOf(c.Role).role)
	p.typed(role, vocab.SchemaPosition, strconv.Itoa(n), quad.XSDInteger)
	if e := resolve.OfAgent(c.Agent); !e.IsZero() {
		p.add(role, vocab.ProIsHeldBy, quad.IRI(e.IRI))
	}
	if len(c.AsPrinted) > 0 {
		p.string(role, vocab.BgNameAsPrinted, c.AsPrinted[0])
	}
	for _, o := range c.Affiliations {
		p.add(role, vocab.ProRelatesToOrganization, b.affiliation(o))
		p.string(role, vocab.BgAffiliationAsPrinted, o.AsPrinted)
	}
}

// agent describes a person or an organisation that made a work. The source's
// own people are named in every form that it prints; those of a reference in
// one form, since the reference keeps its words itself.
func (b *builder) agent(e resolve.Entity, c record.Contribution, own bool) {
	a := c.Agent
	if e.Kind == resolve.Organization {
		b.organization(record.Organization{Name: a.Literal, Lang: a.Lang})
		return
	}
	p, s := b.in(Entities), quad.IRI(e.IRI)
	p.add(s, vocab.RDFType, vocab.FoafPerson)
	p.label(s, cmp.Or(a.Literal, strings.TrimSuffix(a.Family+", "+a.Given, ", ")))
	p.text(s, vocab.FoafFamilyName, record.Text{Value: a.Family, Lang: a.Lang})
	p.text(s, vocab.FoafGivenName, record.Text{Value: a.Given, Lang: a.Lang})
	forms := []string{oneName(a)}
	if own && len(c.AsPrinted) > 0 {
		forms = c.AsPrinted
	}
	for _, form := range forms {
		p.text(s, vocab.FoafName, record.Text{Value: form, Lang: scriptTag(form, a.Lang)})
	}
	for _, o := range c.Affiliations {
		p.add(s, vocab.SchemaAffiliation, b.affiliation(o))
	}
	b.personVariants(s, a)
	b.key(e)
}

// affiliation describes the organisation that somebody works for, and where
// it is: there the country is printed, while that of a publisher is guessed
// from a place.
func (b *builder) affiliation(o record.Organization) quad.Term {
	s := b.organization(o)
	if country, ok := topics.ByCountry(o.Country); ok && !s.IsZero() {
		b.in(Entities).add(s, vocab.SchemaLocation, b.concept(country.Slug))
	}
	return s
}

// publishers writes who published a work.
func (b *builder) publishers(p pen, work quad.Term, w *record.Work) {
	for _, o := range w.Publishers {
		p.add(work, vocab.DctermsPublisher, b.organization(o))
	}
}

// organization describes an organisation and gives its term, or none if it
// cannot be told from others.
func (b *builder) organization(o record.Organization) quad.Term {
	e := resolve.OfOrganization(o)
	if e.IsZero() {
		return quad.Term{}
	}
	p, s := b.in(Entities), quad.IRI(e.IRI)
	p.add(s, vocab.RDFType, vocab.FoafOrganization)
	p.label(s, o.Name)
	p.text(s, vocab.FoafName, record.Text{Value: o.Name, Lang: o.Lang})
	b.organizationVariants(s, o)
	b.key(e)
	return s
}
