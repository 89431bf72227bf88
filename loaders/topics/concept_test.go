package topics_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"bibgraph/data/authorities"
	"bibgraph/loaders/record"
	"bibgraph/loaders/topics"
)

func TestLookup(t *testing.T) {
	cases := []topics.Concept{
		{
			Slug: "japan", Label: "Japan", Class: topics.Country, Notation: "JP",
			Pref:       []record.Text{{Value: "Japan", Lang: "en"}, {Value: "Япония", Lang: "ru"}, {Value: "Япон", Lang: "mn"}, {Value: "日本", Lang: "ja"}},
			Alt:        []record.Text{{Value: "Japanese", Lang: "en"}, {Value: "японский", Lang: "ru"}},
			ExactMatch: []string{"http://www.wikidata.org/entity/Q17", "https://sws.geonames.org/1861060/"},
		},
		{
			Slug: "third-neighbor-policy", Label: "Third neighbor policy", Class: topics.Theme,
			Pref:    []record.Text{{Value: "Third neighbor policy", Lang: "en"}, {Value: "политика «третьего соседа»", Lang: "ru"}, {Value: "гуравдагч хөршийн бодлого", Lang: "mn"}, {Value: "Drittnachbarpolitik", Lang: "de"}},
			Alt:     []record.Text{{Value: "third neighbour policy", Lang: "en"}, {Value: "third neighbor", Lang: "en"}, {Value: "третий сосед", Lang: "ru"}, {Value: "гуравдагч хөрш", Lang: "mn"}},
			Broader: []string{"foreign-policy"}, Related: []string{"mongolia"},
		},
		{ // found by rule, published as a theme
			Slug: "japan-mongolia-relations", Label: "Japan–Mongolia relations", Class: topics.Theme,
			Pref:    []record.Text{{Value: "Japan–Mongolia relations", Lang: "en"}, {Value: "Японо-монгольские отношения", Lang: "ru"}, {Value: "日本とモンゴルの関係", Lang: "ja"}},
			Alt:     []record.Text{{Value: "Japanese-Mongolian relations", Lang: "en"}, {Value: "Монголо-японские отношения", Lang: "ru"}},
			Related: []string{"japan", "mongolia"},
		},
		{ // all by CLDR
			Slug: "bosnia-and-herzegovina", Label: "Bosnia and Herzegovina", Class: topics.Country, Notation: "BA",
			Pref: []record.Text{{Value: "Bosnia and Herzegovina", Lang: "en"}, {Value: "Босния и Герцеговина", Lang: "ru"}, {Value: "Босни-Герцеговин", Lang: "mn"}, {Value: "ボスニア・ヘルツェゴビナ", Lang: "ja"}},
		},
		{ // CLDR, but for what the table chooses
			Slug: "hong-kong", Label: "Hong Kong", Class: topics.Place, Notation: "HK",
			Pref:       []record.Text{{Value: "Hong Kong", Lang: "en"}, {Value: "Гонконг", Lang: "ru"}, {Value: "Хонконг", Lang: "mn"}, {Value: "香港", Lang: "ja"}},
			Alt:        []record.Text{{Value: "гонконгский", Lang: "ru"}},
			ExactMatch: []string{"http://www.wikidata.org/entity/Q8646"},
		},
	}
	for _, want := range cases {
		got, ok := topics.Lookup(want.Slug)
		if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(topics.Concept{}), cmpopts.EquateEmpty()); !ok || diff != "" {
			t.Errorf("%s (found %t):\n%s", want.Slug, ok, diff)
		}
	}
	if _, ok := topics.Lookup("no-such-concept"); ok {
		t.Error("Lookup finds what is not there")
	}
}

func TestByCountry(t *testing.T) {
	for code, want := range map[string]string{
		"RU": "russia", "mn": "mongolia", "US": "united-states", "GB": "united-kingdom", "CD": "democratic-republic-of-the-congo",
		"ZZ": "", "": "", "UN": "", "SU": "", "RUS": "",
	} {
		if c, ok := topics.ByCountry(code); c.Slug != want || ok != (want != "") {
			t.Errorf("ByCountry(%q) = %q, %t; want %q", code, c.Slug, ok, want)
		}
	}
}

// vocabulary gives all concepts, those of the table first.
func vocabulary() []topics.Concept {
	var all []topics.Concept
	seen := map[string]bool{}
	add := func(c topics.Concept, ok bool) {
		if ok && !seen[c.Slug] {
			seen[c.Slug] = true
			all = append(all, c)
		}
	}
	for _, r := range authorities.Table("concepts") {
		add(topics.Lookup(r["slug"]))
	}
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			add(topics.ByCountry(string([]rune{a, b})))
		}
	}
	return all
}

// What is published of a concept leads back to it: no label is claimed by
// another concept or spoilt by the words that find nothing.
func TestFind_everyLabel(t *testing.T) {
	find := func(slug string, label record.Text) {
		found := topics.Find(&record.Work{Titles: []record.Title{{Text: label}}})
		if !strings.Contains(" "+slugs(found)+" ", " "+slug+" ") {
			t.Errorf("%s: its label %q@%s shows %v", slug, label.Value, label.Lang, shown(found))
		}
	}
	n := 0
	for _, c := range vocabulary() {
		for _, label := range append(c.Pref, c.Alt...) {
			find(c.Slug, label)
			n++
		}
	}
	for _, r := range authorities.Table("concepts") {
		for _, cell := range r.List("match") {
			lang, words, _ := strings.Cut(cell, ":")
			find(r["slug"], record.Text{Value: words, Lang: lang})
		}
	}
	if n < 1000 {
		t.Errorf("only %d labels: CLDR's are missing", n)
	}
}

// The words that find nothing do so.
func TestFind_noTopics(t *testing.T) {
	for _, r := range authorities.Table("notopics") {
		if found := topics.Find(titled(r["lang"], r["words"])); len(found) > 0 {
			t.Errorf("%q@%s shows %v", r["words"], r["lang"], shown(found))
		}
	}
}

// The vocabulary is well-formed SKOS: one preferred label a language, an
// English one among them, and no link that leads nowhere.
func TestVocabulary(t *testing.T) {
	byLabel := map[record.Text]string{}
	for _, c := range vocabulary() {
		langs := map[string]bool{}
		for _, label := range c.Pref {
			if langs[label.Lang] || label.Value == "" {
				t.Errorf("%s: two labels in %q, or none: %v", c.Slug, label.Lang, c.Pref)
			}
			if other, taken := byLabel[label]; taken {
				t.Errorf("%s and %s are both %q@%s", c.Slug, other, label.Value, label.Lang)
			}
			langs[label.Lang], byLabel[label] = true, c.Slug
		}
		if !langs["en"] || !langs["ru"] || c.Label == "" {
			t.Errorf("%s lacks a label in English or Russian: %v", c.Slug, c.Pref)
		}
		if strings.Trim(c.Slug, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
			t.Errorf("%q is no slug", c.Slug)
		}
		for _, slug := range append(c.Broader, c.Related...) {
			if _, ok := topics.Lookup(slug); !ok {
				t.Errorf("%s points to %s, which is not there", c.Slug, slug)
			}
		}
	}
	for _, r := range authorities.Table("countries") {
		if _, ok := topics.ByCountry(r["code"]); !ok {
			t.Errorf("countries.tsv: CLDR knows no %s", r["code"])
		}
	}
}
