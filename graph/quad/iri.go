package quad

// IRI makes an IRI of text without angle brackets. Relative IRIs are allowed,
// as Cayley's own data use them; nothing is resolved or normalised.
func IRI(iri string) Term { return Term{kind: KindIRI, value: iri} }
