package names

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"bibgraph/loaders/record"
	"bibgraph/loaders/refs/language"
)

// cultures are asked in this order whether a name is theirs.
var cultures = []struct {
	lang  string
	holds func(family, given string) bool
}{
	{"mn", func(f, g string) bool { return compound("mn", f) || compound("mn", g) }},
	{"mn-Latn", func(f, g string) bool { return compound("mn-Latn", f) || compound("mn-Latn", g) }},
	{"ja-Latn", japanese},
	{"zh-Latn", chinese},
	{"ko-Latn", korean},
	{"ru-Latn", func(f, g string) bool { return slavic(f) && (abbreviated(g) || listed("ru-Latn", g)) }},
}

// languageOf tells the language of a name as printed.
func (c Context) languageOf(a record.Agent) string {
	family, given := strings.ToLower(a.Family), strings.ToLower(a.Given)
	for _, culture := range cultures {
		if culture.holds(family, given) {
			return culture.lang
		}
	}
	return c.scriptLanguage(a.Family)
}

// scriptLanguage is the language around the name if that is written in the
// name's script, else what its letters tell.
func (c Context) scriptLanguage(name string) string {
	script := language.Script(name)
	if (script == "Cyrl" || script == "Latn") && script == writing(c.Lang) {
		return c.Lang
	}
	own := language.Of(name)
	if own == "zh" && (c.Lang == "ja" || c.Lang == "ko") {
		return c.Lang // they write names in Chinese characters
	}
	return own
}

// writing gives the script that a language is written in, as far as it
// matters here.
func writing(lang string) string {
	switch lang {
	case "ru", "mn", "uk", "be", "bg", "sr", "kk":
		return "Cyrl"
	case "", "ja", "zh", "ko", "el", "ar", "he", "hy", "ka", "hi", "th", "mn-Mong":
		return ""
	}
	return "Latn"
}

func listed(lang, given string) bool {
	first, _, _ := strings.Cut(given, " ")
	return known().given[first] == lang
}

func abbreviated(given string) bool { return strings.HasSuffix(given, ".") }

func slavic(family string) bool {
	for _, e := range known().endings["ru-Latn"] {
		if strings.HasSuffix(family, e) && len(family) > len(e)+2 {
			return true
		}
	}
	return false
}

var (
	romaji = regexp.MustCompile(`^(?:(?:[kgsztdnhbpmr]y?|sh|ch|j|ts|f|w|y)?[aiueoōū]h?|n|(?:k|s|t|p)(?:[kstp]))+$`)
	pinyin = regexp.MustCompile(`^(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?[aeiouü]{1,3}(?:ng|n|r)?){1,2}$`)
)

// japanese wants a name from the table, and sounds of Japanese in the rest.
func japanese(family, given string) bool {
	if abbreviated(given) {
		return known().family[family] == "ja-Latn"
	}
	if !romaji.MatchString(family) || !romaji.MatchString(given) {
		return false
	}
	return known().family[family] == "ja-Latn" || known().given[given] == "ja-Latn"
}

func chinese(family, given string) bool {
	given = strings.ReplaceAll(given, "-", "")
	return known().family[family] == "zh-Latn" && !abbreviated(given) && pinyin.MatchString(given) && known().given[given] == ""
}

func korean(family, given string) bool {
	return known().family[family] == "ko-Latn" && strings.Contains(given, "-") && known().given[given] == ""
}

// compound reports whether a word is put together from a language's elements,
// as Mongolian names are: bayar+saikhan, dorj+suren, энх+баяр.
func compound(lang, name string) bool {
	if cyrillic := strings.IndexFunc(name, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) >= 0; cyrillic != (lang == "mn") {
		return false // it is written otherwise
	}
	for w := range strings.FieldsFuncSeq(name, func(r rune) bool { return r == ' ' || r == '-' }) {
		if len([]rune(w)) >= 5 && elements(lang, w) >= 5 {
			return true
		}
	}
	return false
}

// linking stands between elements.
var linking = map[string]bool{"a": true, "e": true, "i": true, "u": true, "ii": true, "а": true, "э": true, "и": true, "ий": true, "ы": true, "ө": true, "о": true}

// elements gives how many letters of a word are elements in the best way of
// parting all of it into elements, linking vowels and one ending; 0 if there
// is no way.
func elements(lang, word string) int {
	letters := []rune(word)
	n := len(letters)
	if n > 40 {
		return 0
	}
	best := make([]int, n+1) // letters in elements before i; -1: cannot be reached
	for i := range best[1:] {
		best[i+1] = -1
	}
	for i := range n {
		if best[i] < 0 {
			continue
		}
		for j := i + 1; j <= n && j <= i+12; j++ {
			switch piece := string(letters[i:j]); {
			case known().elements[lang][piece]:
				best[j] = max(best[j], best[i]+j-i)
			case i > 0 && linking[piece]:
				best[j] = max(best[j], best[i])
			case i > 0 && j == n && slices.Contains(known().endings[lang], piece):
				best[j] = max(best[j], best[i])
			}
		}
	}
	return max(best[n], 0)
}
