package quad

// Datatypes that the value model of Cayley and of this package knows.
const (
	XSD         = "http://www.w3.org/2001/XMLSchema#"
	XSDString   = XSD + "string"
	XSDInteger  = XSD + "integer"
	XSDDouble   = XSD + "double"
	XSDBoolean  = XSD + "boolean"
	XSDDateTime = XSD + "dateTime"
	XSDDate     = XSD + "date"
	XSDGYear    = XSD + "gYear"
	LangString  = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
)

// String makes a plain literal.
func String(text string) Term { return Term{kind: KindString, value: text} }

// Lang makes a literal with a language tag; the tag's case is kept.
func Lang(text, tag string) Term { return Term{kind: KindLang, value: text, extra: tag} }

// Typed makes a literal with a datatype IRI. Typed(s, XSDString) and
// Typed(s, "") are String(s), as RDF 1.1 has it.
func Typed(text, datatype string) Term {
	if datatype == XSDString || datatype == "" {
		return String(text)
	}
	return Term{kind: KindTyped, value: text, extra: datatype}
}

// Language is the tag of a language-tagged literal, else "".
func (t Term) Language() string {
	if t.kind == KindLang {
		return t.extra
	}
	return ""
}

// Datatype is the datatype IRI of a literal, "" for any other term.
func (t Term) Datatype() string {
	switch t.kind {
	case KindString:
		return XSDString
	case KindLang:
		return LangString
	case KindTyped:
		return t.extra
	default:
		return ""
	}
}
