package vocab

import "bibgraph/graph/quad"

const biroNamespace = "http://purl.org/spar/biro/"

// Terms of BiRO, printed references.
var (
	BiroBibliographicReference = quad.IRI(biroNamespace + "BibliographicReference")

	BiroReferences = quad.IRI(biroNamespace + "references")
)
