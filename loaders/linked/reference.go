package linked

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"bibgraph/graph/quad"
	"bibgraph/graph/vocab"
	"bibgraph/loaders/record"
	"bibgraph/loaders/resolve"
)

// reference writes the n-th printed reference: its words, also those of a list
// that prints it again in other letters, and, where they could be read well
// enough to tell one work, the work they refer to, and how sure the reader is of
// that.
func (b *builder) reference(n int, r record.Reference) {
	p, s := b.source(), quad.IRI(resolve.ReferenceIRI(b.record, n))
	p.add(b.work, vocab.FrbrPart, s)
	p.add(s, vocab.RDFType, vocab.BiroBibliographicReference)
	p.typed(s, vocab.SchemaPosition, strconv.Itoa(n), quad.XSDInteger)
	p.string(s, vocab.C4oHasContent, r.Raw)
	p.string(s, vocab.C4oHasContent, r.Parallel)
	p.label(s, referenceLabel(n, r.Work))
	p.add(s, vocab.BgConfidence, confidence(r))
	p.add(s, vocab.BgAccessed, dateTerm(r.Accessed))
	if r.Work == nil {
		return
	}
	if cited := resolve.OfWork(r.Work); !cited.IsZero() {
		p.add(s, vocab.BiroReferences, quad.IRI(cited.IRI))
		p.add(b.work, vocab.CitoCites, quad.IRI(cited.IRI))
		b.citedWork(r.Work)
	}
}

// referenceLabel is short, for pictures: "[1] Базаров 2009", "[2] 2011".
func referenceLabel(n int, w *record.Work) string {
	words := []string{fmt.Sprintf("[%d]", n)}
	if w != nil {
		words = append(words, resolve.FirstAuthor(w), resolve.Year(w))
	}
	return strings.Join(slices.DeleteFunc(words, func(s string) bool { return s == "" }), " ")
}

// confidence is how sure the reading of a reference is, in two digits: a graph
// is not to change with every small change of the reader.
func confidence(r record.Reference) quad.Term { return decimal(math.Round(r.Confidence*100) / 100) }
