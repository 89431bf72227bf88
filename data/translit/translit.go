// Package translit carries words between Cyrillic and Latin letters: titles
// and names by published schemes, a Russian name back into Cyrillic as a best
// guess, and any words into the plain letters of match keys.
//
// The letters are in data/authorities: translit-ru.tsv, translit-mn.tsv,
// translit-back.tsv. Which texts to carry over, and what to do with the
// result, is left to the callers.
package translit

import (
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"

	"bibgraph/data/authorities"
)

// Scheme is one way to write a language's Cyrillic in Latin letters.
type Scheme struct {
	Lang string // "ru"
	Name string // "bgn"
	Tag  string // BCP 47 tag of what it makes: "ru-Latn-t-m0-bgn"
}

// schemes lists what the tables have columns for, in the order in which
// variants are written down.
var schemes = []Scheme{
	{"ru", "iso", "ru-Latn-t-m0-iso"},       // ISO 9:1995
	{"ru", "bgn", "ru-Latn-t-m0-bgn"},       // BGN/PCGN 1947
	{"ru", "alaloc", "ru-Latn-t-m0-alaloc"}, // ALA-LC
	{"ru", "gost", "ru-Latn-t-m0-gost"},     // GOST 7.79-2000, system B
	{"mn", "mns", "mn-Latn"},                // MNS 5217:2012
}

// rulesOf reads the rules of each scheme once.
var rulesOf = sync.OnceValue(func() map[Scheme]rules {
	m := make(map[Scheme]rules, len(schemes))
	for _, s := range schemes {
		m[s] = newRules(authorities.Table("translit-"+s.Lang), "letter", s.Name)
	}
	return m
})

// Schemes gives the schemes for the language of a BCP 47 tag; none where the
// language has no table or the tag says that the text is in Latin already.
func Schemes(tag string) []Scheme {
	base, rest, _ := strings.Cut(strings.ToLower(tag), "-")
	if strings.HasPrefix(rest, "latn") {
		return nil
	}
	var found []Scheme
	for _, s := range schemes {
		if s.Lang == base {
			found = append(found, s)
		}
	}
	return found
}

// Latin writes the Cyrillic letters of text in Latin ones; all else stays.
func (s Scheme) Latin(text string) string {
	latin, _ := rulesOf()[s].rewrite(norm.NFC.String(text))
	return latin
}

// Latin writes a text of the language in Latin letters by the named scheme.
// It reports whether there is such a scheme.
func Latin(text, tag, scheme string) (string, bool) {
	for _, s := range Schemes(tag) {
		if s.Name == scheme {
			return s.Latin(text), true
		}
	}
	return "", false
}
