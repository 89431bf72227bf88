package translit

import (
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"bibgraph/data/authorities"
)

// backRules guess Russian letters from Latin ones, whatever the scheme.
var backRules = sync.OnceValue(func() rules {
	return newRules(authorities.Table("translit-back"), "latin", "cyrillic")
})

// wholeNames are names that letter rules get wrong: "Olga" is Ольга.
var wholeNames = sync.OnceValue(func() map[string]string {
	m := make(map[string]string)
	for _, r := range authorities.Table("russian-names") {
		for _, latin := range r.List("latin") {
			m[latin] = r["cyrillic"]
		}
	}
	return m
})

// Cyrillic guesses how a Russian person writes a name that is printed in
// Latin letters: "Ignatov I. A." is "Игнатов И. А.". It reports false where
// the name holds letters that no Russian name in Latin has.
func Cyrillic(name string) (string, bool) {
	name = norm.NFC.String(name)
	var out strings.Builder
	for len(name) > 0 {
		end := strings.IndexFunc(name, func(r rune) bool { return !inName(r) })
		if end < 0 {
			end = len(name)
		}
		word, ok := cyrillicWord(name[:end])
		if !ok {
			return "", false
		}
		out.WriteString(word)
		rest := strings.IndexFunc(name[end:], inName)
		if rest < 0 {
			rest = len(name) - end
		}
		out.WriteString(name[end : end+rest])
		name = name[end+rest:]
	}
	return out.String(), true
}

func cyrillicWord(word string) (string, bool) {
	if whole, ok := wholeNames()[strings.ToLower(word)]; ok {
		if strings.ToUpper(word) == word {
			whole = strings.ToUpper(whole)
		}
		return whole, true
	}
	guess, missed := backRules().rewrite(word)
	return guess, missed == 0
}

// inName tells what stands within a name: letters, their marks, and the
// signs that transliterations write for ь and ъ.
func inName(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsMark(r) || strings.ContainsRune("'’`ʹʺ″”", r)
}
