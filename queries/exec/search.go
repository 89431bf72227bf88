package exec

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"bibgraph/data/translit"
	"bibgraph/graph/quad"
)

// search looks for words in texts, whichever alphabet either is in. A word in
// Cyrillic letters has a Latin spelling in each scheme of transliteration; a
// text has the word if any spelling of the one is in any of the other.
type search struct{ words []searchWord }

// searchWord is one of the words looked for.
type searchWord struct {
	spellings []string // folded, with a blank before: the start of a word
	exact     string   // of a word that does not fold: its letters as they are
}

func newSearch(words string) search {
	var s search
	for word := range strings.FieldsSeq(words) {
		if strings.ContainsFunc(word, foreign) {
			s.words = append(s.words, searchWord{exact: caseless(word)})
			continue
		}
		var w searchWord
		for _, spelled := range spellings(word) {
			if folded := translit.Fold(spelled); folded != "" && !slices.Contains(w.spellings, " "+folded) {
				w.spellings = append(w.spellings, " "+folded)
			}
		}
		if w.spellings != nil { // punctuation looks for nothing
			s.words = append(s.words, w)
		}
	}
	return s
}

func (s search) finds(t quad.Term) bool {
	texts := []string{" " + translit.Fold(t.Value())}
	spelled := false // whether texts has all spellings
	for _, w := range s.words {
		if w.exact != "" {
			if !strings.Contains(caseless(t.Value()), w.exact) {
				return false
			}
			continue
		}
		if w.in(texts) {
			continue
		}
		if !spelled {
			spelled = true
			for _, text := range spellings(t.Value())[1:] {
				texts = append(texts, " "+translit.Fold(text))
			}
		}
		if !w.in(texts) {
			return false
		}
	}
	return len(s.words) > 0
}

func (w searchWord) in(texts []string) bool {
	return slices.ContainsFunc(texts, func(text string) bool {
		return slices.ContainsFunc(w.spellings, func(word string) bool { return strings.Contains(text, word) })
	})
}

// cyrillic lists the languages whose transliterations are tried.
var cyrillic = []string{"ru", "mn"}

// spellings gives a text, and after it what it looks like in Latin letters.
func spellings(text string) []string {
	all := []string{text}
	if strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) {
		for _, language := range cyrillic {
			for _, scheme := range translit.Schemes(language) {
				all = append(all, scheme.Latin(text))
			}
		}
	}
	return all
}

// foreign tells letters of scripts that do not fold.
func foreign(r rune) bool {
	return unicode.IsLetter(r) && !unicode.In(r, unicode.Latin, unicode.Cyrillic, unicode.Common)
}

func caseless(text string) string { return cases.Fold().String(norm.NFC.String(text)) }
