package features

import (
	"math/bits"
	"strings"
	"sync"

	"bibgraph/data/authorities"
	"bibgraph/loaders/refs/tokens"
)

// lexicon tells which classes of words a token is of, a bit each.
type lexicon struct {
	bits     map[string]uint64
	words    map[uint32]uint64
	suffixes [6]map[uint32]uint64 // by length
}

// known is the lexicon of the tables that librarians keep.
var known = sync.OnceValue(func() *lexicon {
	l := &lexicon{words: map[uint32]uint64{}}
	for i := range l.suffixes {
		l.suffixes[i] = map[uint32]uint64{}
	}
	classes := map[string]uint64{}
	l.bits = classes
	bit := func(class string) uint64 {
		if classes[class] == 0 {
			classes[class] = 1 << len(classes)
		}
		return classes[class]
	}
	add := func(class, word string) {
		if ending, ok := strings.CutPrefix(word, "*"); ok {
			l.suffixes[len([]rune(ending))][tokens.HashSuffix(ending)] |= bit(class)
			return
		}
		l.words[tokens.Hash(word)] |= bit(class)
	}
	for _, r := range authorities.Table("reference-words") {
		for word := range strings.FieldsSeq(r["words"]) {
			add(r["class"], word)
		}
	}
	for _, r := range authorities.Table("cities") {
		for _, form := range r.List("forms") {
			if words := strings.Fields(form); len(words) == 1 {
				add(r["kind"], strings.TrimSuffix(form, "."))
			} else {
				add(r["kind"]+" of more words", strings.Trim(words[0], ".,"))
			}
		}
	}
	for _, r := range authorities.Table("names") {
		if r["part"] == "given" || r["part"] == "family" {
			for _, form := range r.List("forms") {
				add(r["part"]+" name", form)
			}
		}
	}
	return l
})

// Lexicon is a number that changes with the words that tell a class and with
// the order of the classes: a model fits only the lexicon that it was made with.
var Lexicon = sync.OnceValue(func() uint32 {
	h := uint32(0)
	for _, r := range authorities.Table("reference-words") {
		h = tokens.Mix(tokens.Mix(h, tokens.Hash(r["class"])), tokens.Hash(r["words"]))
	}
	l := known()
	for class := range l.bits {
		h += tokens.Mix(tokens.Hash(class), uint32(bits.TrailingZeros64(l.bits[class])))
	}
	return h
})

// of gives the classes of a token.
func (l *lexicon) of(t *tokens.Token) uint64 {
	classes := l.words[t.Word]
	if t.Kind == tokens.Word && t.Length > 3 {
		for n := 2; n < len(l.suffixes) && n < t.Length; n++ {
			classes |= l.suffixes[n][t.Suffix[n-1]]
		}
	}
	return classes
}

// Is reports whether a token is of one of some classes of words.
func (l *Line) Is(i int, classes ...string) bool {
	for _, c := range classes {
		if l.classes[i]&known().bits[c] != 0 {
			return true
		}
	}
	return false
}
