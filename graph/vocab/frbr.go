package vocab

import "bibgraph/graph/quad"

const frbrNamespace = "http://purl.org/vocab/frbr/core#"

// Terms of FRBR Core, wholes and parts.
var (
	FrbrPart   = quad.IRI(frbrNamespace + "part")
	FrbrPartOf = quad.IRI(frbrNamespace + "partOf")
)
