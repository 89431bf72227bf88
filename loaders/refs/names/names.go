// Package names reads the names of people and bodies as references print
// them: "Базаров В.Б.", "И. И. Иванов", "Farmer, Fannie", "Masaki Hisane",
// "Pan D, Li X", "木村雄四郞", "World Health Organization".
//
// Which half of a full name is the family's cannot always be seen; the order
// of the place where it is printed decides then. A name's language is told by
// what it is made of (data/authorities/names.tsv), else by its script.
package names

import (
	"strings"

	"bibgraph/loaders/record"
)

// Context is what the place of a name tells about it.
type Context struct {
	Lang        string // of the text around the name
	FamilyFirst bool   // full names are printed family first
}

// Name is a name as printed and as read.
type Name struct {
	Printed string
	Agent   record.Agent
}

// List reads a list of names: "Петров П. П., Сидоров С. С. и др.".
func List(text string, c Context) []Name {
	var all []Name
	text = strings.Trim(text, " ,;:/–—-")
	for _, p := range split(text) {
		printed := strings.Trim(text[p[0]:p[1]], " ,;:")
		if printed = trimStop(printed); printed != "" {
			all = append(all, Name{Printed: printed, Agent: c.Read(printed)})
		}
	}
	return all
}

// Read reads one name.
func (c Context) Read(printed string) record.Agent {
	begins := beginningOf(printed)
	for i := range forms {
		f := &forms[i]
		if !f.may(begins) {
			continue
		}
		n, family, given := f.match(printed)
		if n == 0 || strings.Trim(printed[n:], " .,") != "" {
			continue
		}
		if !f.initial && (institution(printed) || commonWords(printed)) {
			break
		}
		if f.name == "Given Family" && c.familyComesFirst(given, family) {
			family, given, _ = strings.Cut(printed, " ")
		}
		if f.name == "family given in characters" && institution(family) {
			break
		}
		if f.name == "family given in characters" {
			return characters(family, c.scriptLanguage(family))
		}
		a := record.Agent{Family: family, Given: spaced(given)}
		a.Lang = c.languageOf(a)
		return a
	}
	return record.Agent{Literal: printed, Lang: c.scriptLanguage(printed)}
}

// familyComesFirst tells the order of a full name: a given name that
// everybody knows decides, then a patronymic, then the place.
func (c Context) familyComesFirst(first, last string) bool {
	first, _, _ = strings.Cut(first, " ")
	knownFirst, knownLast := isGiven(first), isGiven(last)
	switch {
	case knownFirst && !knownLast:
		return isFamily(first) && c.FamilyFirst
	case knownLast && !knownFirst:
		return true
	case patronymic(last):
		return true
	}
	return c.FamilyFirst
}

// characters reads a name in Chinese characters, kana or hangul. Nothing
// between the parts shows where the family name ends: mostly after one
// character, in Japanese and before two more Chinese ones after two.
func characters(name, lang string) record.Agent {
	letters := []rune(name)
	n := 1
	if len(letters) > 3 || lang == "ja" && len(letters) > 2 {
		n = 2
	}
	return record.Agent{Family: string(letters[:n]), Given: string(letters[n:]), Lang: lang}
}

// trimStop drops the full stop that ends a sentence but not an initial.
func trimStop(printed string) string {
	bare := strings.TrimRight(printed, ".")
	i := strings.LastIndexAny(bare, " .-")
	if last := bare[i+1:]; len([]rune(last)) <= 2 {
		return printed
	}
	return bare
}
