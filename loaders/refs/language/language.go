// Package language tells the language of a few words, such as a title: by
// their script, by letters that only one language of it has, and by frequent
// words and endings from data/authorities/languages.tsv.
//
// A title is short, so an answer is a best guess; where nothing speaks, Of
// says "" rather than guess.
package language

import (
	"math/bits"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"bibgraph/data/authorities"
)

// Of gives the BCP 47 tag of the words' language, or "" if nothing tells it.
func Of(text string) string {
	switch script := scriptOf(text); script {
	case "":
		return ""
	case "Cyrl", "Latn":
		return best(text, script)
	default:
		return script
	}
}

// Script gives the ISO 15924 code of most letters, "" if there are none. It
// knows Latin and Cyrillic; others answer with a language tag of their own.
func Script(text string) string { return scriptOf(text) }

// alphabets are scripts that tell the language by themselves. The order
// matters: kana among Chinese characters make them Japanese.
var alphabets = [...]struct {
	answer string
	table  *unicode.RangeTable
}{
	{"Cyrl", unicode.Cyrillic},
	{"Latn", unicode.Latin},
	{"ja", unicode.Hiragana},
	{"ja", unicode.Katakana},
	{"ko", unicode.Hangul},
	{"zh", unicode.Han},
	{"el", unicode.Greek},
	{"ar", unicode.Arabic},
	{"he", unicode.Hebrew},
	{"hy", unicode.Armenian},
	{"ka", unicode.Georgian},
	{"hi", unicode.Devanagari},
	{"th", unicode.Thai},
	{"mn-Mong", unicode.Mongolian},
}

// Places in alphabets.
const (
	latin    = 1
	hiragana = 2
	katakana = 3
	han      = 5
)

func scriptOf(text string) string {
	var counts [len(alphabets)]int
	for _, r := range text {
		if r < utf8.RuneSelf {
			if 'a' <= r|0x20 && r|0x20 <= 'z' {
				counts[latin]++
			}
			continue
		}
		if !unicode.IsLetter(r) {
			continue
		}
		for i := range alphabets {
			if unicode.Is(alphabets[i].table, r) {
				counts[i]++
				break
			}
		}
	}
	kana := counts[hiragana] + counts[katakana]
	if kana > 0 && kana+counts[han] > counts[latin] {
		return "ja"
	}
	counts[hiragana], counts[katakana] = kana, 0
	answer, most := "", 0
	for i, a := range alphabets {
		if counts[i] > most {
			answer, most = a.answer, counts[i]
		}
	}
	return answer
}

// clues are what tells the languages, which are bits in the order of the table.
type clues struct {
	tags, scripts []string
	letters       map[rune]uint32
	words         map[string]uint32
	endings       map[string]uint32
	lengths       [256]uint64 // of endings in bytes, a bit each, by their last byte
}

var table = sync.OnceValue(func() *clues {
	c := &clues{letters: map[rune]uint32{}, words: map[string]uint32{}, endings: map[string]uint32{}}
	for i, r := range authorities.Table("languages") {
		bit := uint32(1) << i
		c.tags, c.scripts = append(c.tags, r["lang"]), append(c.scripts, r["script"])
		for _, letter := range r["letters"] {
			c.letters[letter] |= bit
		}
		for _, w := range r.List("words") {
			c.words[w] |= bit
		}
		for _, e := range r.List("endings") {
			c.endings[e] |= bit
			c.lengths[e[len(e)-1]] |= 1 << len(e)
		}
	}
	return c
})

// What each kind of evidence is worth. Letters of one language decide over
// any number of words that neighbours share.
const (
	letterWorth = 4
	wordWorth   = 2
	endingWorth = 1
)

func best(text, script string) string {
	c := table()
	scores := c.scores(text)
	answer, most := "", 0
	for i, tag := range c.tags {
		if c.scripts[i] == script && scores[i] > most {
			answer, most = tag, scores[i]
		}
	}
	switch {
	case answer != "":
		return answer
	case script == "Cyrl":
		return "ru"
	case isASCII(text):
		return "en" // most of what is printed in bare ASCII
	}
	return ""
}

// wordsOf gives the words in lower case, without abbreviations: "MIT" is no
// German preposition, unless all is printed in capitals.
func wordsOf(text string) []string {
	shouted := !hasLower(text)
	var words []string
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
		if shouted || utf8.RuneCountInString(w) == 1 || hasLower(w) {
			words = append(words, strings.ToLower(w))
		}
	}
	return words
}

// hasLower reports whether a text has letters that are not in upper case.
func hasLower(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.ToUpper(r) != r })
}

// scores gives what speaks for each language.
func (c *clues) scores(text string) (scores [32]int) {
	add := func(languages uint32, worth int) {
		for ; languages != 0; languages &= languages - 1 {
			scores[bits.TrailingZeros32(languages)] += worth
		}
	}
	for _, r := range text {
		if r > unicode.MaxASCII {
			add(c.letters[r], letterWorth)
		}
	}
	for _, w := range wordsOf(text) {
		known := c.words[w]
		add(known, wordWorth)
		var ended uint32
		for lengths := c.lengths[w[len(w)-1]]; lengths != 0; lengths &= lengths - 1 {
			if n := bits.TrailingZeros64(lengths); n+2 < len(w) {
				ended |= c.endings[w[len(w)-n:]]
			}
		}
		add(ended&^known, endingWorth)
	}
	return scores
}

func isASCII(text string) bool {
	for _, r := range text {
		if unicode.IsLetter(r) && r > unicode.MaxASCII {
			return false
		}
	}
	return true
}
