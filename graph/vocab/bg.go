package vocab

import "bibgraph/graph/quad"

const bgNamespace = "https://w3id.org/bibgraph/ns#"

// Terms of bibgraph's own vocabulary, for what no other one has.
var (
	BgSubjectAssignment = quad.IRI(bgNamespace + "SubjectAssignment")

	BgAccessed             = quad.IRI(bgNamespace + "accessed")
	BgAffiliationAsPrinted = quad.IRI(bgNamespace + "affiliationAsPrinted")
	BgAssignedTo           = quad.IRI(bgNamespace + "assignedTo")
	BgConfidence           = quad.IRI(bgNamespace + "confidence")
	BgKey                  = quad.IRI(bgNamespace + "key")
	BgMatchedField         = quad.IRI(bgNamespace + "matchedField")
	BgMatchedText          = quad.IRI(bgNamespace + "matchedText")
	BgMergedInto           = quad.IRI(bgNamespace + "mergedInto")
	BgNameAsPrinted        = quad.IRI(bgNamespace + "nameAsPrinted")
	BgPlaceAsPrinted       = quad.IRI(bgNamespace + "placeAsPrinted")
	BgSourceSHA256         = quad.IRI(bgNamespace + "sourceSHA256")
	BgTopic                = quad.IRI(bgNamespace + "topic")
)
