package topics

import (
	"cmp"
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"bibgraph/data/authorities"
	"bibgraph/data/translit"
	"bibgraph/loaders/record"
)

// Concept is a topic of the vocabulary.
type Concept struct {
	Slug       string        // the end of its IRI: "third-neighbor-policy"
	Label      string        // its name in English
	Class      Class         // what it is, beside a concept
	Pref       []record.Text // its names, one a language
	Alt        []record.Text // further names that are published
	Broader    []string      // slugs
	Related    []string      // slugs
	ExactMatch []string      // IRIs of the same in other vocabularies
	Notation   string        // ISO 3166-1 code of a country

	match []record.Text // further words that show it
	pair  bool          // it is the relations of two countries, found by rule
}

// Class is what a concept stands for, by its name in schema.org.
type Class string

// Classes of concepts.
const (
	Theme   Class = ""
	Country Class = "Country"
	Place   Class = "Place"
)

// relations marks concepts in the table that stand for what is between two
// countries. They are found by rule, and published as themes.
const relations = "Relations"

// wikidata is the namespace of its entities.
const wikidata = "http://www.wikidata.org/entity/"

// labelled are the languages in which every country has a label.
var labelled = []string{"en", "ru", "mn", "ja"}

// scheme is all concepts: those of concepts.tsv, and a country for each code
// of ISO 3166-1 that CLDR names.
type scheme struct {
	concepts  []*Concept
	bySlug    map[string]*Concept
	byCountry map[string]*Concept
	between   map[[2]string]string // relations of two countries, in either order
	countries []authorities.Record // of countries.tsv
}

var theScheme = sync.OnceValue(func() *scheme {
	s := &scheme{
		bySlug:    map[string]*Concept{},
		byCountry: map[string]*Concept{},
		between:   map[[2]string]string{},
		countries: authorities.Table("countries"),
	}
	for _, r := range authorities.Table("concepts") {
		c := curated(r)
		s.add(c)
		if c.pair {
			a, b := c.Related[0], c.Related[1]
			s.between[[2]string{a, b}] = c.Slug
			s.between[[2]string{b, a}] = c.Slug
		}
	}
	known := make(map[string]authorities.Record, len(s.countries))
	for _, r := range s.countries {
		known[r["code"]] = r
	}
	for _, region := range regions() {
		if code := region.String(); s.byCountry[code] == nil {
			s.add(byRule(region, known[code]))
		}
	}
	return s
})

func (s *scheme) add(c *Concept) {
	s.concepts = append(s.concepts, c)
	s.bySlug[c.Slug] = c
	if c.Notation != "" {
		s.byCountry[c.Notation] = c
	}
}

// Lookup gives the concept of a slug.
func Lookup(slug string) (Concept, bool) { return found(theScheme().bySlug[slug]) }

// ByCountry gives the concept of an ISO 3166-1 alpha-2 code: "RU" is russia.
func ByCountry(code string) (Concept, bool) {
	return found(theScheme().byCountry[strings.ToUpper(code)])
}

func found(c *Concept) (Concept, bool) {
	if c == nil {
		return Concept{}, false
	}
	return *c, true
}

// curated reads a line of concepts.tsv.
func curated(r authorities.Record) *Concept {
	c := &Concept{
		Slug:       r["slug"],
		Class:      Class(r["class"]),
		Pref:       texts(r.List("pref")),
		Alt:        texts(r.List("alt")),
		Broader:    r.List("broader"),
		Related:    r.List("related"),
		ExactMatch: r.List("exact"),
		Notation:   r["notation"],
		match:      texts(r.List("match")),
	}
	if c.Class == relations {
		c.Class, c.pair = Theme, true
	}
	c.Label = label(c.Pref)
	return c
}

// byRule makes the concept of a country from CLDR and what countries.tsv
// adds, if anything.
func byRule(region language.Region, r authorities.Record) *Concept {
	c := &Concept{
		Class:    cmp.Or(Class(r["class"]), Country),
		Alt:      append(texts(r.List("names")), texts(r.List("demonyms"))...),
		Notation: region.String(),
	}
	chosen := texts(r.List("pref"))
	for _, lang := range labelled {
		name := record.Text{Value: regionName(region, lang), Lang: lang}
		for _, t := range chosen {
			if t.Lang == lang {
				name = t
			}
		}
		c.Pref = append(c.Pref, name)
	}
	c.Label = label(c.Pref)
	c.Slug = strings.ReplaceAll(translit.Fold(c.Label), " ", "-")
	if r["wikidata"] != "" {
		c.ExactMatch = []string{wikidata + r["wikidata"]}
	}
	return c
}

func label(pref []record.Text) string {
	for _, t := range pref {
		if t.Lang == "en" {
			return t.Value
		}
	}
	return pref[0].Value
}

// texts reads cells such as "en:Japan".
func texts(cells []string) []record.Text {
	list := make([]record.Text, len(cells))
	for i, cell := range cells {
		lang, words, _ := strings.Cut(cell, ":")
		list[i] = record.Text{Value: words, Lang: lang}
	}
	return list
}

// regions lists the countries and territories of ISO 3166-1, and Kosovo: those
// with a number of the United Nations, unless withdrawn.
var regions = sync.OnceValue(func() []language.Region {
	var list []language.Region
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			region, err := language.ParseRegion(string([]rune{a, b}))
			if err == nil && region.IsCountry() && region.Canonicalize() == region &&
				region.M49() != 0 && regionName(region, "en") != "" {
				list = append(list, region)
			}
		}
	}
	return list
})

// cldrShort writes out what CLDR shortens.
var cldrShort = strings.NewReplacer("St. ", "Saint ", " & ", " and ", "о-ва", "острова", "о-в", "остров", "Св.", "Святой")

// regionName is a country's name by CLDR without what it says in brackets;
// "" where CLDR has none.
func regionName(region language.Region, lang string) string {
	names := display.Regions(language.Make(lang))
	if names == nil {
		return ""
	}
	name, _, _ := strings.Cut(names.Name(region), "(")
	return strings.TrimSpace(cldrShort.Replace(name))
}
