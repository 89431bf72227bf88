package vocab

import "bibgraph/graph/quad"

const foafNamespace = "http://xmlns.com/foaf/0.1/"

// Terms of FOAF, people and organisations.
var (
	FoafOrganization = quad.IRI(foafNamespace + "Organization")
	FoafPerson       = quad.IRI(foafNamespace + "Person")

	FoafFamilyName = quad.IRI(foafNamespace + "familyName")
	FoafGivenName  = quad.IRI(foafNamespace + "givenName")
	FoafName       = quad.IRI(foafNamespace + "name")
)
