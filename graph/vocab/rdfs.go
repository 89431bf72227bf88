package vocab

import "bibgraph/graph/quad"

const rdfsNamespace = "http://www.w3.org/2000/01/rdf-schema#"

// Terms of RDF Schema.
var (
	RDFSDomain     = quad.IRI(rdfsNamespace + "domain")
	RDFSLabel      = quad.IRI(rdfsNamespace + "label")
	RDFSRange      = quad.IRI(rdfsNamespace + "range")
	RDFSSubClassOf = quad.IRI(rdfsNamespace + "subClassOf")
)
