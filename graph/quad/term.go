// Package quad holds the terms and quads of a graph: IRIs, blank nodes,
// literals and the four-part statements made of them.
//
// Terms are plain comparable values: == is RDF term equality and a Term is a
// ready map key. The package stands on nothing; reading and writing files
// belongs to graph/formats, keeping quads to graph/stores.
package quad

// Kind says what a term is.
type Kind uint8

// The kinds of a term. None is the zero Term: no label, no answer.
const (
	None Kind = iota
	KindIRI
	KindBlank
	KindString // plain literal, which in RDF 1.1 is an xsd:string
	KindLang   // literal with a language tag
	KindTyped  // literal with any other datatype
)

// Term is an IRI, a blank node or a literal; the zero Term is no term at all.
// Lexical forms are kept as they came: "007"^^xsd:integer stays "007".
type Term struct {
	kind  Kind
	value string
	extra string // language tag or datatype IRI
}

// Kind tells what t is.
func (t Term) Kind() Kind { return t.kind }

// IsZero reports whether t is no term.
func (t Term) IsZero() bool { return t.kind == None }

// IsLiteral reports whether t is a literal of any kind.
func (t Term) IsLiteral() bool { return t.kind >= KindString }

// Value is the text of t without its dress: the IRI without brackets, the
// blank node's label without "_:", the lexical form of a literal.
func (t Term) Value() string { return t.value }
