package vocab

import "bibgraph/graph/quad"

const xsdNamespace = "http://www.w3.org/2001/XMLSchema#"

// Terms of XML Schema datatypes.
var (
	XSDAnyURI     = quad.IRI(xsdNamespace + "anyURI")
	XSDDate       = quad.IRI(xsdNamespace + "date")
	XSDDateTime   = quad.IRI(xsdNamespace + "dateTime")
	XSDDecimal    = quad.IRI(xsdNamespace + "decimal")
	XSDGYear      = quad.IRI(xsdNamespace + "gYear")
	XSDGYearMonth = quad.IRI(xsdNamespace + "gYearMonth")
	XSDInteger    = quad.IRI(xsdNamespace + "integer")
	XSDLanguage   = quad.IRI(xsdNamespace + "language")
	XSDString     = quad.IRI(xsdNamespace + "string")
)
