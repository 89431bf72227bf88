package quad

import "fmt"

// String is the canonical text form of t, which is its form in canonical
// N-Quads: <iri>, _:label, "text", "text"@tag, "text"^^<datatype>.
func (t Term) String() string { return string(t.Append(nil)) }

// Append adds the canonical text form of t to b.
func (t Term) Append(b []byte) []byte {
	switch t.kind {
	case KindIRI:
		return appendIRI(b, t.value)
	case KindBlank:
		return append(append(b, "_:"...), t.value...)
	case KindString:
		return appendQuoted(b, t.value)
	case KindLang:
		return append(append(appendQuoted(b, t.value), '@'), t.extra...)
	case KindTyped:
		return appendIRI(append(appendQuoted(b, t.value), "^^"...), t.extra)
	default:
		return b
	}
}

// appendQuoted escapes what RDF 1.1 N-Quads canonicalisation escapes and
// leaves every other character as raw UTF-8.
// https://www.w3.org/TR/rdf12-n-quads/#canonical-quads
func appendQuoted(b []byte, s string) []byte {
	b = append(b, '"')
	start := 0
	for i := range len(s) {
		c := s[i]
		if c >= 0x20 && c != '"' && c != '\\' && c != 0x7f {
			continue
		}
		b = append(b, s[start:i]...)
		start = i + 1
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\b':
			b = append(b, '\\', 'b')
		case '\t':
			b = append(b, '\\', 't')
		case '\n':
			b = append(b, '\\', 'n')
		case '\f':
			b = append(b, '\\', 'f')
		case '\r':
			b = append(b, '\\', 'r')
		default:
			b = fmt.Appendf(b, "\\u%04X", c)
		}
	}
	b = append(b, s[start:]...)
	return append(b, '"')
}

// appendIRI writes <iri>, escaping what IRIREF forbids, so that even a
// malformed IRI taken in by a lax reader comes out as legal N-Quads.
func appendIRI(b []byte, iri string) []byte {
	b = append(b, '<')
	start := 0
	for i := range len(iri) {
		if !forbiddenInIRI(iri[i]) {
			continue
		}
		b = append(b, iri[start:i]...)
		b = fmt.Appendf(b, "\\u%04X", iri[i])
		start = i + 1
	}
	b = append(b, iri[start:]...)
	return append(b, '>')
}

// forbiddenInIRI reports the characters that IRIREF excludes.
// https://www.w3.org/TR/n-quads/#grammar-production-IRIREF
func forbiddenInIRI(c byte) bool {
	switch c {
	case '<', '>', '"', '{', '}', '|', '^', '`', '\\':
		return true
	default:
		return c <= 0x20
	}
}
