package vocab

import "bibgraph/graph/quad"

const proNamespace = "http://purl.org/spar/pro/"

// Terms of PRO, publishing roles.
var (
	ProRole       = quad.IRI(proNamespace + "Role")
	ProRoleInTime = quad.IRI(proNamespace + "RoleInTime")

	ProAuthor                = quad.IRI(proNamespace + "author")
	ProIsDocumentContextFor  = quad.IRI(proNamespace + "isDocumentContextFor")
	ProIsHeldBy              = quad.IRI(proNamespace + "isHeldBy")
	ProRelatesToOrganization = quad.IRI(proNamespace + "relatesToOrganization")
	ProWithRole              = quad.IRI(proNamespace + "withRole")
)
