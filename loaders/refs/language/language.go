// Package language tells the language of a few words, such as a title: by
// their script, by letters that only one language of it has, and by frequent
// words and endings from data/authorities/languages.tsv.
//
// A title is short, so an answer is a best guess; where nothing speaks, Of
// says "" rather than guess.
package language

import (
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
var alphabets = []struct {
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

func scriptOf(text string) string {
	counts := map[string]int{}
	for _, r := range text {
		if !unicode.IsLetter(r) {
			continue
		}
		for _, a := range alphabets {
			if unicode.Is(a.table, r) {
				counts[a.answer]++
				break
			}
		}
	}
	if counts["ja"] > 0 && counts["ja"]+counts["zh"] > counts["Latn"] {
		return "ja"
	}
	answer, most := "", 0
	for _, a := range alphabets {
		if counts[a.answer] > most {
			answer, most = a.answer, counts[a.answer]
		}
	}
	return answer
}

// language is a line of the table, ready to be asked.
type language struct {
	tag, script, letters string
	words                map[string]bool
	endings              []string
}

var table = sync.OnceValue(func() []language {
	var all []language
	for _, r := range authorities.Table("languages") {
		l := language{tag: r["lang"], script: r["script"], letters: r["letters"], words: map[string]bool{}, endings: r.List("endings")}
		for _, w := range r.List("words") {
			l.words[w] = true
		}
		all = append(all, l)
	}
	return all
})

// What each kind of evidence is worth. Letters of one language decide over
// any number of words that neighbours share.
const (
	letterWorth = 4
	wordWorth   = 2
	endingWorth = 1
)

func best(text, script string) string {
	words := wordsOf(text)
	answer, most := "", 0
	for _, l := range table() {
		if l.script != script {
			continue
		}
		if score := l.score(text, words); score > most {
			answer, most = l.tag, score
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
	shouted := text == strings.ToUpper(text)
	var words []string
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
		if shouted || utf8.RuneCountInString(w) == 1 || w != strings.ToUpper(w) {
			words = append(words, strings.ToLower(w))
		}
	}
	return words
}

func (l *language) score(text string, words []string) int {
	score := 0
	if l.letters != "" {
		for _, r := range text {
			if strings.ContainsRune(l.letters, r) {
				score += letterWorth
			}
		}
	}
	for _, w := range words {
		if l.words[w] {
			score += wordWorth
			continue
		}
		for _, e := range l.endings {
			if len(w) > len(e)+2 && strings.HasSuffix(w, e) {
				score += endingWorth
				break
			}
		}
	}
	return score
}

func isASCII(text string) bool {
	for _, r := range text {
		if unicode.IsLetter(r) && r > unicode.MaxASCII {
			return false
		}
	}
	return true
}
