package refs

import (
	"regexp"
	"strings"
	"sync"
	"unicode"

	"bibgraph/data/authorities"
	"bibgraph/loaders/record"
	"bibgraph/loaders/refs/language"
)

// readPublishers reads who published the work, and where.
func readPublishers(in *reading) {
	var country string
	for _, s := range in.ref.Spans {
		if s.Field == record.FieldPlace && in.work.Place == "" {
			in.work.Place = in.place(s)
			country = countryOf(in.work.Place)
		}
	}
	for _, words := range in.all(record.FieldPublisher) {
		for _, name := range bodies(words) {
			in.work.Publishers = append(in.work.Publishers, record.Organization{
				Name: unquote(name), Lang: language.Of(name), Country: country, AsPrinted: name,
			})
		}
	}
}

// place gives a place with the full stop of its abbreviation: "М.".
func (in *reading) place(s record.Span) string {
	words := in.words(s)
	if s.End < len(in.text) && in.text[s.End] == '.' && places()[lastPart(words)+"."] != "" {
		words += "."
	}
	return words
}

// bodies parts publishers: "Флинта : Наука", "International Business
// publications. Global Investment Center". A short word before a full stop is
// an abbreviation and parts nothing.
func bodies(words string) []string {
	var all []string
	for _, part := range strings.FieldsFunc(strings.ReplaceAll(words, " : ", ";"), func(r rune) bool { return r == ';' }) {
		from := 0
		for _, m := range stop.FindAllStringIndex(part, -1) {
			left, right := part[from:m[0]], part[m[1]:]
			if severalWords(left) && severalWords(right) && longLastWord(left) && unicode.IsUpper([]rune(right)[0]) {
				all = append(all, strings.TrimSpace(left))
				from = m[1]
			}
		}
		if rest := strings.TrimSpace(part[from:]); rest != "" {
			all = append(all, rest)
		}
	}
	return all
}

var stop = regexp.MustCompile(`\.\s+`)

func severalWords(s string) bool { return len(strings.Fields(s)) > 1 }

func longLastWord(s string) bool {
	words := strings.Fields(s)
	return len([]rune(words[len(words)-1])) > 5
}

// places gives the country of each place and country as printed.
var places = sync.OnceValue(func() map[string]string {
	of := map[string]string{}
	for _, r := range authorities.Table("cities") {
		for _, form := range r.List("forms") {
			of[form] = r["country"]
		}
	}
	return of
})

// countryOf tells the country of a place by its end, which may be a country,
// or by the whole.
func countryOf(place string) string {
	if c := places()[place]; c != "" {
		return c
	}
	if c := places()[lastPart(place)]; c != "" {
		return c
	}
	firstPlace, _, _ := strings.Cut(place, ",")
	return places()[firstPlace]
}

func lastPart(place string) string {
	return strings.TrimSpace(place[strings.LastIndexAny(place, ",;")+1:])
}
