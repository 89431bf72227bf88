package landing

import (
	"strings"
	"unicode"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// script tells what a text is written in: "Cyrl", "Latn", or "" where neither
// prevails.
func script(s string) string {
	cyrillic, latin := 0, 0
	for _, r := range s {
		switch {
		case isCyrillic(r):
			cyrillic++
		case unicode.Is(unicode.Latin, r):
			latin++
		}
	}
	switch {
	case cyrillic > latin:
		return "Cyrl"
	case latin > cyrillic:
		return "Latn"
	}
	return ""
}

// usualScript is the script that a language is written in.
func usualScript(lang string) string {
	if lang == "" {
		return ""
	}
	s, _ := language.Make(lang).Script()
	return s.String()
}

// cyrillicLetters are letters that tell a language from Russian, the surer
// first.
var cyrillicLetters = []struct{ letters, lang string }{
	{"әғқңұһ", "kk"},
	{"їєґ", "uk"},
	{"ў", "be"},
	{"өү", "mn"},
}

// langOf tells the language of a text that stands on a page of pageLang.
func langOf(text, pageLang string) string {
	switch s := script(text); {
	case s == "" || s == usualScript(pageLang):
		return pageLang
	case s == "Latn":
		return "en"
	case s == "Cyrl":
		lower := strings.ToLower(text)
		for _, c := range cyrillicLetters {
			if strings.ContainsAny(lower, c.letters) {
				return c.lang
			}
		}
		return "ru"
	}
	return pageLang
}

// languageNames are the shortest beginnings by which citations name a
// language: "In Russ.", "in Russian", "на русском", "PDF (Rus)".
var languageNames = []struct{ start, lang string }{
	{"rus", "ru"},
	{"рус", "ru"},
	{"eng", "en"},
	{"анг", "en"},
	{"mong", "mn"},
	{"монг", "mn"},
	{"chin", "zh"},
	{"кит", "zh"},
	{"jap", "ja"},
	{"япон", "ja"},
	{"kor", "ko"},
	{"кор", "ko"},
	{"ger", "de"},
	{"deu", "de"},
	{"нем", "de"},
	{"fr", "fr"},
	{"фр", "fr"},
	{"span", "es"},
	{"spa", "es"},
	{"исп", "es"},
	{"ital", "it"},
	{"ukr", "uk"},
	{"укр", "uk"},
	{"kaz", "kk"},
	{"каз", "kk"},
	{"pol", "pl"},
	{"turk", "tr"},
	{"port", "pt"},
}

// langNamed gives the language of a name such as "Russ." or "английский".
func langNamed(name string) string {
	name = strings.ToLower(name)
	for _, l := range languageNames {
		if strings.HasPrefix(name, l.start) {
			return l.lang
		}
	}
	return ""
}

// langTag gives the language of a tag or name as pages write them: "en-US",
// "ru_RU", "rus", "Russian". Region is dropped: no page means it.
func langTag(s string) string {
	s = strings.ReplaceAll(strings.TrimSpace(s), "_", "-")
	if s == "" {
		return ""
	}
	tag, err := language.Parse(s)
	if base, sure := tag.Base(); err == nil && sure >= language.High && display.English.Languages().Name(base) != "" {
		return base.String()
	}
	return langNamed(s)
}
