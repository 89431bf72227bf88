package vocab

import "bibgraph/graph/quad"

const dctermsNamespace = "http://purl.org/dc/terms/"

// Terms of Dublin Core terms.
var (
	DctermsAbstract              = quad.IRI(dctermsNamespace + "abstract")
	DctermsAlternative           = quad.IRI(dctermsNamespace + "alternative")
	DctermsBibliographicCitation = quad.IRI(dctermsNamespace + "bibliographicCitation")
	DctermsContributor           = quad.IRI(dctermsNamespace + "contributor")
	DctermsCreator               = quad.IRI(dctermsNamespace + "creator")
	DctermsFormat                = quad.IRI(dctermsNamespace + "format")
	DctermsIsPartOf              = quad.IRI(dctermsNamespace + "isPartOf")
	DctermsLanguage              = quad.IRI(dctermsNamespace + "language")
	DctermsLicense               = quad.IRI(dctermsNamespace + "license")
	DctermsPublisher             = quad.IRI(dctermsNamespace + "publisher")
	DctermsSubject               = quad.IRI(dctermsNamespace + "subject")
	DctermsTitle                 = quad.IRI(dctermsNamespace + "title")
)
