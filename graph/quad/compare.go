package quad

import (
	"cmp"
	"strings"
)

// Compare orders terms by kind (no term, IRIs, blank nodes, plain,
// language-tagged, typed literals), then by text, then by tag or datatype,
// byte-wise. It is a total order that agrees with ==.
func (t Term) Compare(u Term) int {
	return cmp.Or(
		cmp.Compare(t.kind, u.kind),
		strings.Compare(t.value, u.value),
		strings.Compare(t.extra, u.extra),
	)
}

// Compare orders quads by subject, predicate, object, label.
func (q Quad) Compare(r Quad) int {
	return cmp.Or(
		q.Subject.Compare(r.Subject),
		q.Predicate.Compare(r.Predicate),
		q.Object.Compare(r.Object),
		q.Label.Compare(r.Label),
	)
}
