package topics

import "slices"

// relationWords are the nouns, in the nominative, that make a theme of two
// countries, whatever adjectives stand before them:
//
//	Japanese-Mongolian diplomatic relations      country, country, noun
//	отношения между Монголией и Японией          noun, country, country
//	Mongolia’s political relations with Japan    country, noun, country
var relationWords = map[string][]string{
	"de": {"Beziehungen"},
	"en": {"relation", "relationship", "ties"},
	"fr": {"relations"},
	"ja": {"関係"},
	"mn": {"харилцаа"},
	"ru": {"отношения", "взаимоотношения", "связи"},
}

// linkWords may stand between the countries.
var linkWords = map[string][]string{
	"de": {"und"},
	"en": {"and", "with"},
	"fr": {"et"},
	"ja": {"と"},
	"mn": {"ба", "болон"},
	"ru": {"и", "с", "со"},
}

// towardsWords may stand between the noun and a country after it.
var towardsWords = map[string][]string{
	"de": {"zwischen", "zu"},
	"en": {"between", "of", "with", "to"},
	"fr": {"entre", "avec"},
	"ru": {"между", "с", "со", "к"},
}

// Between a country and the noun may stand this many words, or letters in
// scripts without blanks.
const (
	adjectives      = 2
	adjectiveLetter = 4
)

// relationsIn finds the relations of two countries among the hits of a text.
func (l *lexicon) relationsIn(tokens []token, hits []hit) []hit {
	var found []hit
	add := func(a, b string, first, last int) {
		if slug, ok := theScheme().between[[2]string{a, b}]; ok {
			found = append(found, hit{entry{concept: slug, kind: theme}, first, last})
		}
	}
	var line []hit // countries and nouns
	for _, h := range hits {
		switch {
		case h.kind == pair:
			add(h.concept, h.other, h.first, h.last)
		case h.isCountry() || h.kind == relation:
			line = append(line, h)
		}
	}
	for len(line) >= 3 {
		x, y, z := line[0], line[1], line[2]
		switch {
		case x.isCountry() && y.isCountry() && z.kind == relation && l.linked(tokens, x, y) && near(tokens, y, z):
			add(x.concept, y.concept, x.first, z.last)
		case x.kind == relation && y.isCountry() && z.isCountry() && l.towards(tokens, x, y, 0) && l.linked(tokens, y, z):
			add(y.concept, z.concept, x.first, z.last)
		case x.isCountry() && y.kind == relation && z.isCountry() && near(tokens, x, y) && l.towards(tokens, y, z, 1):
			add(x.concept, z.concept, x.first, z.last)
		}
		line = line[1:]
	}
	return found
}

// gap gives the tokens between two hits, if a phrase may run over them.
func gap(tokens []token, a, b hit) ([]token, bool) {
	for _, t := range tokens[a.last+1 : b.first+1] {
		if !t.joined {
			return nil, false
		}
	}
	return tokens[a.last+1 : b.first], true
}

func near(tokens []token, a, b hit) bool {
	words, ok := gap(tokens, a, b)
	most := adjectives
	if len(words) > 0 && words[0].solid {
		most = adjectiveLetter
	}
	return ok && len(words) <= most
}

// linked tells whether two countries are named in one breath.
func (l *lexicon) linked(tokens []token, a, b hit) bool {
	words, ok := gap(tokens, a, b)
	return ok && (len(words) == 0 || len(words) == 1 && slices.Contains(linkWords[l.lang], words[0].key))
}

// towards tells whether the noun goes on to the country after it, with at
// least so many words between them.
func (l *lexicon) towards(tokens []token, noun, country hit, least int) bool {
	words, ok := gap(tokens, noun, country)
	return ok && len(words) >= least &&
		(len(words) == 0 || len(words) == 1 && slices.Contains(towardsWords[l.lang], words[0].key))
}
