package vocab

import "bibgraph/graph/quad"

const prismNamespace = "http://prismstandard.org/namespaces/basic/2.0/"

// Terms of PRISM 2.0, what is printed about a publication.
var (
	PrismDoi             = quad.IRI(prismNamespace + "doi")
	PrismEIssn           = quad.IRI(prismNamespace + "eIssn")
	PrismEdition         = quad.IRI(prismNamespace + "edition")
	PrismEndingPage      = quad.IRI(prismNamespace + "endingPage")
	PrismIsbn            = quad.IRI(prismNamespace + "isbn")
	PrismIssn            = quad.IRI(prismNamespace + "issn")
	PrismIssueIdentifier = quad.IRI(prismNamespace + "issueIdentifier")
	PrismPageRange       = quad.IRI(prismNamespace + "pageRange")
	PrismPublicationDate = quad.IRI(prismNamespace + "publicationDate")
	PrismStartingPage    = quad.IRI(prismNamespace + "startingPage")
	PrismVolume          = quad.IRI(prismNamespace + "volume")
)
