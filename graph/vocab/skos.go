package vocab

import "bibgraph/graph/quad"

const skosNamespace = "http://www.w3.org/2004/02/skos/core#"

// Terms of SKOS, topics.
var (
	SkosConcept       = quad.IRI(skosNamespace + "Concept")
	SkosConceptScheme = quad.IRI(skosNamespace + "ConceptScheme")

	SkosAltLabel   = quad.IRI(skosNamespace + "altLabel")
	SkosBroader    = quad.IRI(skosNamespace + "broader")
	SkosExactMatch = quad.IRI(skosNamespace + "exactMatch")
	SkosInScheme   = quad.IRI(skosNamespace + "inScheme")
	SkosNotation   = quad.IRI(skosNamespace + "notation")
	SkosPrefLabel  = quad.IRI(skosNamespace + "prefLabel")
	SkosRelated    = quad.IRI(skosNamespace + "related")
)
