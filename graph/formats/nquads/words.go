package nquads

import "hash/maphash"

// words gives one string for words that come again soon: subjects, predicates,
// labels. It forgets, so that it stays small.
type words struct {
	seed maphash.Seed
	kept [1024]string
}

// longestKept bounds what words holds on to.
const longestKept = 256

func newWords() *words { return &words{seed: maphash.MakeSeed()} }

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
