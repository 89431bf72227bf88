package nquads

import (
	"hash/maphash"

	"bibgraph/graph/quad"
)

// words gives one string for words that come again soon: subjects, predicates,
// labels. It forgets, so that it stays small.
type words struct {
	seed maphash.Seed
	kept [1024]string
}

// longestKept bounds what words holds on to.
const longestKept = 256

func newWords() *words { return &words{seed: maphash.MakeSeed()} }

// term makes a term. Literals seldom come again.
func (w *words) term(v quad.View) quad.Term {
	switch v.Kind {
	case quad.KindIRI:
		return quad.IRI(w.of(v.Value))
	case quad.KindBlank:
		return quad.Blank(w.of(v.Value))
	case quad.KindLang:
		return quad.Lang(string(v.Value), w.of(v.Extra))
	case quad.KindTyped:
		return quad.Typed(string(v.Value), w.of(v.Extra))
	default:
		return v.Term()
	}
}

func (w *words) of(word []byte) string {
	if len(word) > longestKept {
		return string(word)
	}
	slot := &w.kept[maphash.Bytes(w.seed, word)%uint64(len(w.kept))]
	if *slot != string(word) {
		*slot = string(word)
	}
	return *slot
}
