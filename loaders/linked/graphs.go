package linked

import (
	"bibgraph/graph/quad"
	"bibgraph/graph/vocab"
)

// Named graphs that all sources share. What is inferred stands apart from what
// is said, under the version of the method that inferred it.
var (
	Entities     = quad.IRI(vocab.Graphs + "entities")
	Topics       = quad.IRI(vocab.Graphs + "derived/topics-v1")
	NameVariants = quad.IRI(vocab.Graphs + "derived/names-v1")
	Keys         = quad.IRI(vocab.Graphs + "derived/keys-v1")
	Matches      = quad.IRI(vocab.Graphs + "derived/matches-v1")
	Concepts     = quad.IRI(vocab.Graphs + "vocab/topics")
	Provenance   = quad.IRI(vocab.Graphs + "prov")
)

// Terms for what the model's own table has no word for.
var (
	proEditor        = term("pro:editor")
	proTranslator    = term("pro:translator")
	prismKeyword     = term("prism:keyword")
	prismPageCount   = term("prism:pageCount")
	fabioHasArXivID  = term("fabio:hasArXivId")
	fabioHasPubMedID = term("fabio:hasPubMedId")
)

func term(name string) quad.Term {
	iri, ok := vocab.Expand(name)
	if !ok {
		panic("linked: no prefix for " + name)
	}
	return quad.IRI(iri)
}
