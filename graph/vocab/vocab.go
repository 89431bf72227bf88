// Package vocab names the terms that bibgraph's model uses, one file for each
// vocabulary, and holds the graph that describes them.
//
// A term's Go name is its prefix and its local name: dcterms:title is
// DctermsTitle, cito:cites CitoCites, rdf:type RDFType. The package leaves to
// loaders/linked what is said with these terms.
package vocab

import "strings"

// Graphs is what the IRIs of bibgraph's named graphs start with.
const Graphs = "https://w3id.org/bibgraph/graph/"

// Prefix is a short name for a namespace.
type Prefix struct{ Name, Namespace string }

// Prefixes lists the short names that queries and pages may use. No namespace
// is the beginning of another.
var Prefixes = []Prefix{
	{"rdf", rdfNamespace},
	{"rdfs", rdfsNamespace},
	{"xsd", xsdNamespace},
	{"owl", owlNamespace},
	{"dcterms", dctermsNamespace},
	{"fabio", fabioNamespace},
	{"cito", citoNamespace},
	{"biro", biroNamespace},
	{"c4o", c4oNamespace},
	{"pro", proNamespace},
	{"frbr", frbrNamespace},
	{"prism", prismNamespace},
	{"foaf", foafNamespace},
	{"skos", skosNamespace},
	{"schema", schemaNamespace},
	{"prov", provNamespace},
	{"bg", bgNamespace},
}

// Expand gives the IRI of a prefixed name such as cito:cites, and false for a
// name whose prefix is not in Prefixes.
func Expand(name string) (iri string, ok bool) {
	prefix, local, colon := strings.Cut(name, ":")
	for _, p := range Prefixes {
		if colon && p.Name == prefix {
			return p.Namespace + local, true
		}
	}
	return "", false
}

// Shorten gives the prefixed name of an IRI, and false where there is none
// that Expand would lead back and that SPARQL and Turtle read without escapes.
func Shorten(iri string) (name string, ok bool) {
	for _, p := range Prefixes {
		if local, under := strings.CutPrefix(iri, p.Namespace); under && plain(local) {
			return p.Name + ":" + local, true
		}
	}
	return "", false
}

// plain reports whether a local name is letters, digits and "_" with "-" after
// the first.
func plain(local string) bool {
	for i := range len(local) {
		switch c := local[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '_':
		case c == '-' && i > 0:
		default:
			return false
		}
	}
	return local != ""
}
