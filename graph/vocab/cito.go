package vocab

import "bibgraph/graph/quad"

const citoNamespace = "http://purl.org/spar/cito/"

// Terms of CiTO, citations.
var (
	CitoCitation = quad.IRI(citoNamespace + "Citation")

	CitoCites = quad.IRI(citoNamespace + "cites")
)
