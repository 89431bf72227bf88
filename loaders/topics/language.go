package topics

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
)

// scripts are the letters that a text may be written in, by their ISO 15924
// codes, and the language that they speak for where nothing else does.
var scripts = []struct {
	code     string
	table    *unicode.RangeTable
	language string
}{
	{"Latn", unicode.Latin, "en"},
	{"Cyrl", unicode.Cyrillic, "ru"},
	{"Jpan", unicode.Hiragana, "ja"},
	{"Jpan", unicode.Katakana, "ja"},
	{"Hani", unicode.Han, "ja"},
	{"Kore", unicode.Hangul, "ko"},
	{"Arab", unicode.Arabic, "ar"},
	{"Armn", unicode.Armenian, "hy"},
	{"Deva", unicode.Devanagari, "hi"},
	{"Geor", unicode.Georgian, "ka"},
	{"Grek", unicode.Greek, "el"},
	{"Hebr", unicode.Hebrew, "he"},
	{"Thai", unicode.Thai, "th"},
}

// languageOf chooses the language to read a text in: that of its tag, if its
// letters are of that language, else the one that the letters speak for. It
// gives "" for a text without known letters.
func languageOf(tag string, tokens []token) string {
	script, guess := scriptOf(tokens)
	t, err := language.Parse(tag)
	if tag == "" || err != nil {
		return guess
	}
	own, _ := t.Script()
	base, _ := t.Base()
	switch {
	case own.String() == "Hant" && script == "Hani":
		return "zh-Hant"
	case own.String() == script || script == "Hani" && writesHan(own.String()):
		return base.String()
	default:
		return guess
	}
}

func writesHan(script string) bool { return script == "Hans" || script == "Jpan" || script == "Kore" }

// scriptOf gives the script of most words, and the language it speaks for.
// Where there is any kana, Han is Japanese; ө and ү are Mongolian.
func scriptOf(tokens []token) (script, language string) {
	counts := map[string]int{}
	mongolian := false
	for _, t := range tokens {
		r, _ := utf8.DecodeRuneInString(t.key)
		for _, s := range scripts {
			if unicode.Is(s.table, r) {
				counts[s.code]++
				break
			}
		}
		mongolian = mongolian || strings.ContainsAny(t.key, "өү")
	}
	if counts["Jpan"] > 0 {
		counts["Jpan"] += counts["Hani"]
	}
	for _, s := range scripts {
		if counts[s.code] > counts[script] {
			script, language = s.code, s.language
		}
	}
	if script == "Cyrl" && mongolian {
		language = "mn"
	}
	return script, language
}
