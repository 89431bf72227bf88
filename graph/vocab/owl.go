package vocab

import "bibgraph/graph/quad"

const owlNamespace = "http://www.w3.org/2002/07/owl#"

// Terms of OWL.
var (
	OWLClass  = quad.IRI(owlNamespace + "Class")
	OWLSameAs = quad.IRI(owlNamespace + "sameAs")
)
