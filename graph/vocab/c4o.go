package vocab

import "bibgraph/graph/quad"

const c4oNamespace = "http://purl.org/spar/c4o/"

// Terms of C4O, references and pointers in their context.
var (
	C4oInTextReferencePointer = quad.IRI(c4oNamespace + "InTextReferencePointer")

	C4oHasContent = quad.IRI(c4oNamespace + "hasContent")
)
