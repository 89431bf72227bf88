// Package jsonld reads and writes JSON-LD 1.1.
//
// Documents with contexts are expanded by json-gold; a context that would have
// to be fetched is refused. What is expanded, or came so, is turned into quads
// here, so that numbers, blank nodes and relative IRIs come through exactly:
//
//   - Blank nodes keep their labels, as in every other format. Nodes without
//     one get labels made of the document's own hash, so that reading it again
//     gives the same quads and reading another gives others.
//   - No base is invented. A relative IRI that stands where JSON-LD resolves
//     it against the document is kept as it is, unless a context gives @base.
//   - "@vocab": "" says that properties and types are relative to the document
//     too. Write uses it where quads need it, and as the only context of a
//     document Read honours it in the same way.
//   - Whole numbers become xsd:integer with all their digits, others xsd:double
//     in the shortest canonical form.
//
// The package knows quads and no store.
package jsonld

const (
	rdf      = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	rdfType  = rdf + "type"
	rdfFirst = rdf + "first"
	rdfRest  = rdf + "rest"
	rdfNil   = rdf + "nil"
	rdfJSON  = rdf + "JSON"
)
