package vocab

import "bibgraph/graph/quad"

const rdfNamespace = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

// Terms of RDF itself.
var (
	RDFProperty   = quad.IRI(rdfNamespace + "Property")
	RDFLangString = quad.IRI(rdfNamespace + "langString")
	RDFType       = quad.IRI(rdfNamespace + "type")
)
