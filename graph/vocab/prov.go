package vocab

import "bibgraph/graph/quad"

const provNamespace = "http://www.w3.org/ns/prov#"

// Terms of PROV-O, where a graph comes from.
var (
	ProvActivity      = quad.IRI(provNamespace + "Activity")
	ProvEntity        = quad.IRI(provNamespace + "Entity")
	ProvSoftwareAgent = quad.IRI(provNamespace + "SoftwareAgent")

	ProvGeneratedAtTime   = quad.IRI(provNamespace + "generatedAtTime")
	ProvHadPrimarySource  = quad.IRI(provNamespace + "hadPrimarySource")
	ProvWasAssociatedWith = quad.IRI(provNamespace + "wasAssociatedWith")
	ProvWasAttributedTo   = quad.IRI(provNamespace + "wasAttributedTo")
	ProvWasDerivedFrom    = quad.IRI(provNamespace + "wasDerivedFrom")
	ProvWasGeneratedBy    = quad.IRI(provNamespace + "wasGeneratedBy")
)
