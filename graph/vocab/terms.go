package vocab

import "bibgraph/graph/quad"

// TermsLabel is the named graph that Terms is kept in.
var TermsLabel = quad.IRI(Graphs + "vocab/terms")

// Terms gives the vocabulary graph: what classes and properties there are, how
// they are called, and which join which. Cayley's web UI lives on it.
func Terms() []quad.Quad {
	var quads []quad.Quad
	say := func(subject, predicate, object quad.Term) {
		if object != none {
			quads = append(quads, quad.Quad{Subject: subject, Predicate: predicate, Object: object, Label: TermsLabel})
		}
	}
	for _, c := range classes {
		say(c.term, RDFType, OWLClass)
		say(c.term, RDFSLabel, quad.String(c.label))
		say(c.term, RDFSSubClassOf, c.super)
	}
	for _, p := range properties {
		say(p.term, RDFType, RDFProperty)
		say(p.term, RDFSLabel, quad.String(p.label))
		say(p.term, RDFSDomain, p.domain)
		say(p.term, RDFSRange, p.values)
	}
	return quads
}

var none quad.Term

var classes = []struct {
	term  quad.Term
	label string
	super quad.Term
}{
	{FabioExpression, "Work", none},
	{FabioJournalArticle, "Journal article", FabioExpression},
	{FabioNewspaperArticle, "Newspaper article", FabioExpression},
	{FabioMagazineArticle, "Magazine article", FabioExpression},
	{FabioBook, "Book", FabioExpression},
	{FabioBookChapter, "Book chapter", FabioExpression},
	{FabioProceedingsPaper, "Proceedings paper", FabioExpression},
	{FabioThesis, "Thesis", FabioExpression},
	{FabioReportDocument, "Report", FabioExpression},
	{FabioPolicyDocument, "Policy document", FabioExpression},
	{FabioWebContent, "Web content", FabioExpression},
	{FabioPreprint, "Preprint", FabioExpression},
	{FabioDataFile, "Dataset", FabioExpression},
	{FabioPeriodical, "Periodical", none},
	{FabioJournal, "Journal", FabioPeriodical},
	{FabioNewspaper, "Newspaper", FabioPeriodical},
	{FabioMagazine, "Magazine", FabioPeriodical},
	{FabioJournalIssue, "Journal issue", none},
	{FabioJournalVolume, "Journal volume", none},
	{FoafPerson, "Person", none},
	{FoafOrganization, "Organization", none},
	{ProRoleInTime, "Authorship (role)", none},
	{BiroBibliographicReference, "Bibliographic reference", none},
	{C4oInTextReferencePointer, "In-text citation", none},
	{CitoCitation, "Citation", none},
	{SkosConcept, "Topic", none},
	{SkosConceptScheme, "Topic scheme", none},
	{SchemaCountry, "Country", SkosConcept},
	{SchemaPlace, "Place", SkosConcept},
	{BgSubjectAssignment, "Topic assignment", none},
	{ProvEntity, "Source graph", none},
	{ProvActivity, "Load activity", none},
}

var properties = []struct {
	term           quad.Term
	label          string
	domain, values quad.Term
}{
	{DctermsTitle, "title", FabioExpression, RDFLangString},
	{DctermsAlternative, "alternative title", FabioExpression, RDFLangString},
	{DctermsAbstract, "abstract", FabioExpression, RDFLangString},
	{DctermsCreator, "author", FabioExpression, FoafPerson},
	{DctermsContributor, "contributor", FabioExpression, FoafPerson},
	{SchemaEditor, "editor", FabioExpression, FoafPerson},
	{SchemaAffiliation, "affiliation", FoafPerson, FoafOrganization},
	{DctermsIsPartOf, "published in", FabioExpression, FabioPeriodical},
	{FrbrPartOf, "part of issue", FabioExpression, FabioJournalIssue},
	{CitoCites, "cites", FabioExpression, FabioExpression},
	{DctermsSubject, "topic", FabioExpression, SkosConcept},
	{SchemaMentions, "mentions", FabioExpression, SkosConcept},
	{PrismPublicationDate, "publication date", FabioExpression, XSDDate},
	{FabioHasPublicationYear, "year", FabioExpression, XSDGYear},
	{PrismDoi, "DOI", FabioExpression, XSDString},
	{PrismIsbn, "ISBN", FabioExpression, XSDString},
	{PrismIssn, "ISSN (print)", FabioPeriodical, XSDString},
	{PrismEIssn, "ISSN (online)", FabioPeriodical, XSDString},
	{PrismVolume, "volume", FabioExpression, XSDString},
	{PrismIssueIdentifier, "issue", FabioExpression, XSDString},
	{PrismPageRange, "pages", FabioExpression, XSDString},
	{PrismStartingPage, "first page", FabioExpression, XSDString},
	{PrismEndingPage, "last page", FabioExpression, XSDString},
	{PrismEdition, "edition", FabioExpression, XSDString},
	{FabioHasURL, "URL", FabioExpression, XSDAnyURI},
	{FabioHasSubtitle, "subtitle", FabioExpression, RDFLangString},
	{FabioHasTranslatedTitle, "translated title", FabioExpression, RDFLangString},
	{FabioHasSequenceIdentifier, "number", FabioJournalIssue, XSDString},
	{DctermsPublisher, "publisher", FabioExpression, FoafOrganization},
	{DctermsLanguage, "language", FabioExpression, XSDLanguage},
	{DctermsLicense, "licence", FabioExpression, FabioExpression},
	{DctermsBibliographicCitation, "recommended citation", FabioExpression, XSDString},
	{FrbrPart, "has reference", FabioExpression, BiroBibliographicReference},
	{BiroReferences, "refers to", BiroBibliographicReference, FabioExpression},
	{C4oHasContent, "text as printed", BiroBibliographicReference, XSDString},
	{SchemaPosition, "position", BiroBibliographicReference, XSDInteger},
	{BgAccessed, "accessed on", BiroBibliographicReference, XSDDate},
	{ProIsDocumentContextFor, "authorship", FabioExpression, ProRoleInTime},
	{ProIsHeldBy, "held by", ProRoleInTime, FoafPerson},
	{ProWithRole, "role", ProRoleInTime, ProRole},
	{ProRelatesToOrganization, "affiliated with", ProRoleInTime, FoafOrganization},
	{BgNameAsPrinted, "name as printed", ProRoleInTime, XSDString},
	{BgAffiliationAsPrinted, "affiliation as printed", ProRoleInTime, XSDString},
	{BgPlaceAsPrinted, "place as printed", FabioExpression, XSDString},
	{FoafName, "name", FoafPerson, RDFLangString},
	{FoafFamilyName, "family name", FoafPerson, RDFLangString},
	{FoafGivenName, "given name", FoafPerson, RDFLangString},
	{SchemaAlternateName, "name variant", FoafPerson, RDFLangString},
	{SchemaLocation, "location", FoafOrganization, SkosConcept},
	{SkosPrefLabel, "preferred label", SkosConcept, RDFLangString},
	{SkosAltLabel, "other label", SkosConcept, RDFLangString},
	{SkosBroader, "broader topic", SkosConcept, SkosConcept},
	{SkosRelated, "related topic", SkosConcept, SkosConcept},
	{SkosExactMatch, "same as (external)", SkosConcept, SkosConcept},
	{BgKey, "match key", FabioExpression, XSDString},
	{BgConfidence, "confidence", BgSubjectAssignment, XSDDecimal},
	{BgMatchedText, "matched text", BgSubjectAssignment, XSDString},
	{BgMatchedField, "matched field", BgSubjectAssignment, XSDString},
	{BgTopic, "topic", BgSubjectAssignment, SkosConcept},
	{BgAssignedTo, "assigned to", BgSubjectAssignment, FabioExpression},
}
