package vocab

import "bibgraph/graph/quad"

const schemaNamespace = "http://schema.org/"

// Terms of schema.org, with http as Cayley has it.
var (
	SchemaCountry = quad.IRI(schemaNamespace + "Country")
	SchemaPlace   = quad.IRI(schemaNamespace + "Place")

	SchemaAffiliation   = quad.IRI(schemaNamespace + "affiliation")
	SchemaAlternateName = quad.IRI(schemaNamespace + "alternateName")
	SchemaEditor        = quad.IRI(schemaNamespace + "editor")
	SchemaLocation      = quad.IRI(schemaNamespace + "location")
	SchemaMentions      = quad.IRI(schemaNamespace + "mentions")
	SchemaPosition      = quad.IRI(schemaNamespace + "position")
)
