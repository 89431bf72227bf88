package names

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
)

// The pieces that names are written with.
const (
	word     = `\p{Lu}[\p{L}\p{M}’'ʹʼ]+(?:[-‐]\p{L}[\p{L}\p{M}’']*)*`
	particle = `(?:(?i:van|von|vom|zu|zum|de|der|den|del|della|degli|di|da|dos|do|du|ibn|bin|ибн|фон|ван|дер|де|аль-?)\s|[dlDL]['’]|Mac?\s)`
	family   = particle + `{0,3}` + word
	initial  = `(?:\p{Lu}-)?\p{Lu}{1,2}\p{Ll}?\.`
	initials = initial + `(?:\s?[-‐]?\s?` + initial + `){0,3}`
	han      = `[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}々]`
)

// form is one way of printing a person's name: named groups f and g.
type form struct {
	name    string
	re      func() *regexp.Regexp
	initial bool // the given names are initials: nothing else looks like that
}

// forms are tried in this order at the head of a text.
var forms = []form{
	{name: "Family I. I.", initial: true, re: re(`(?P<f>` + family + `),?\s(?P<g>` + initials + `(?:\s(?:` + particle + `)+)?)`)},
	{name: "FamilyI.I.", initial: true, re: re(`(?P<f>` + family + `),?(?P<g>` + initial + initial + `)`)},
	{name: "Two Families, I. I.", initial: true, re: re(`(?P<f>` + family + `\s` + word + `),\s(?P<g>` + initials + `)`)},
	{name: "I. I. Family", initial: true, re: re(`(?P<g>` + initials + `),?\s?(?P<f>` + family + `(?:[\s-]` + word + `){0,2})`)},
	{name: "Family, Given I.", re: re(`(?P<f>` + family + `(?:\s` + word + `)?),\s(?P<g>` + word + `(?:\s` + initials + `|\s` + word + `)?)`)},
	{name: "Family II", initial: true, re: re(`(?P<f>` + family + `(?:\s` + word + `)?)\s(?P<g>\p{Lu}{1,3})`)},
	{name: "Given I. Family", re: re(`(?P<g>` + word + `(?:\s` + initials + `)+)\s(?P<f>` + family + `)`)},
	{name: "Given Family", re: re(`(?P<g>` + word + `(?:\s` + word + `)?)\s(?P<f>` + family + `)`)},
	{name: "family given in characters", re: re(`(?P<f>` + han + `{2,5})`)},
}

// re compiles an expression when it is asked first: few programs read names, and
// these take 15 ms.
func re(pattern string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(?:` + pattern + `)`) })
}

// may reports whether names of the form begin so.
func (f *form) may(b beginning) bool {
	switch f.name {
	case "I. I. Family":
		return b.initials
	case "family given in characters":
		return b.characters
	}
	return b.word
}

// match gives how long the form's name at the head of text is, and its parts.
func (f *form) match(text string) (n int, familyName, given string) {
	if n, familyName, given, ok := f.plain(text); ok {
		return n, familyName, given
	}
	if f.hopeless(text) {
		return 0, "", ""
	}
	m := f.re().FindStringSubmatchIndex(text)
	if m == nil {
		return 0, "", ""
	}
	for i, group := range f.re().SubexpNames() {
		if m[2*i] < 0 {
			continue
		}
		switch part := text[m[2*i]:m[2*i+1]]; group {
		case "f":
			familyName = part
		case "g":
			given = part
		}
	}
	return m[1], familyName, given
}

// spaced gives initials with one blank between them: "В.Б." is "В. Б.", and
// letters in a row, as physicians print them, become initials.
func spaced(given string) string {
	if capitals(given) {
		var all []string
		for _, r := range given {
			all = append(all, string(r)+".")
		}
		return strings.Join(all, " ")
	}
	var b strings.Builder
	var last rune
	for _, r := range given {
		switch {
		case unicode.IsSpace(r):
			r = ' '
		case last == '.' && unicode.IsUpper(r):
			b.WriteByte(' ')
		}
		if r != ' ' || last != ' ' {
			b.WriteRune(r)
		}
		last = r
	}
	return strings.Trim(b.String(), " ")
}

func capitals(s string) bool {
	for _, r := range s {
		if r == '.' || r == ' ' || strings.ToUpper(string(r)) != string(r) {
			return false
		}
	}
	return len([]rune(s)) <= 3
}
