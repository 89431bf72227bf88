// Package dates finds and reads dates as references print them, down to the
// day, in the languages of data/authorities/months.tsv and in figures.
package dates

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"bibgraph/data/authorities"
	"bibgraph/loaders/record"
)

// Found is a date and where it stands in the text, in bytes.
type Found struct {
	Start, End int
	Date       record.Date
}

// Parse reads the first date of a text; the zero date if there is none.
func Parse(text string) record.Date {
	if y, err := strconv.Atoi(text); err == nil && len(text) == 4 && y >= 1400 && y < 2100 {
		return record.Date{Year: y}
	}
	for _, f := range Find(text) {
		return f.Date
	}
	return record.Date{}
}

// Find gives the dates of a text in order. They do not overlap: where a form
// lies within a longer one, such as a year in a day, the longer is given.
func Find(text string) []Found {
	var all []Found
	for _, form := range forms() {
		for _, m := range form.FindAllStringSubmatchIndex(text, -1) {
			d, ok := read(form, text, m)
			start, end := m[0], m[1]
			if !ok || !standsAlone(text, start, end) || overlaps(all, start, end) {
				continue
			}
			all = append(all, Found{start, end, d})
		}
	}
	slices.SortFunc(all, func(a, b Found) int { return a.Start - b.Start })
	return all
}

// name is anything that may be a month; read looks it up. Naming the months
// in the pattern would make it slow.
const name = `(?:арван\s)?\p{L}{3,13}(?:\sсар(?:ын)?)?`

const year = `(?P<y>1[4-9]\d\d|20\d\d)`

// forms are ways of writing a date, with groups y, m, d and n, the name of a
// month. They are tried in this order: what is longer and plainer comes first.
var forms = sync.OnceValue(func() []*regexp.Regexp {
	month := `(?P<n>` + name + `)`
	day := `(?P<d>[0-3]?\d)`
	yearWord := `(?:\s?(?:гг?|р|он(?:ы|д)?)\.?)?`
	span := `(?:\s?[-–—/]\s?\d{1,4})?`
	var all []*regexp.Regexp
	for _, f := range []string{
		year + `年\s?(?:(?P<m>\d{1,2})月\s?(?:(?P<d>\d{1,2})日)?)?`,
		year + `\s?он(?:ы|д)?\s(?P<m>\d{1,2})(?:\s?-?р|\s?д[уү]г[аэ]{2}р)?\sсар(?:ын\s` + day + `(?:-н(?:ий|ы)?)?)?`,
		year + `-(?P<m>[01]\d)-(?P<d>[0-3]\d)`,
		year + `[./](?P<m>[01]\d)[./](?P<d>[0-3]\d)`,
		day + `[./-](?P<m>[01]?\d)[./-]` + year,
		day + `(?:st|nd|rd|th|\.)?(?:\s?[-–]\s?\d{1,2}\.?)?\s(?:de\s)?` + month + `\.?,?\s(?:de\s)?` + year + yearWord,
		month + `\.?\s` + day + `(?:st|nd|rd|th)?(?:\s?[-–]\s?\d{1,2})?,?\s` + year,
		year + `[.,:]?\s` + day + `\.?\s` + month + `\.?`,
		year + `,?\s` + month + `\.?\s` + day,
		month + `(?:\s?[-–/]\s?` + name + `)?\.?,?\s(?:de\s)?` + year + yearWord,
		year + `,\s` + month,
		`(?i:spring|summer|autumn|fall|winter|весна|лето|осень|зима|хавар|зун|намар|өвөл),?\s` + year,
		year + span + `[a-hабв]?` + yearWord,
	} {
		all = append(all, regexp.MustCompile(f))
	}
	return all
})

var monthOf = sync.OnceValue(func() map[string]int {
	of := map[string]int{}
	for _, r := range authorities.Table("months") {
		for m := 1; m <= 12; m++ {
			for _, name := range r.List(strconv.Itoa(m)) {
				of[strings.ToLower(name)] = m
			}
		}
	}
	return of
})

func read(form *regexp.Regexp, text string, m []int) (record.Date, bool) {
	var d record.Date
	for i, name := range form.SubexpNames() {
		if name == "" || m[2*i] < 0 {
			continue
		}
		word := text[m[2*i]:m[2*i+1]]
		n, _ := strconv.Atoi(word)
		switch name {
		case "y":
			d.Year = n
		case "m":
			d.Month = n
		case "d":
			d.Day = n
		case "n":
			if d.Month = monthOf()[strings.ToLower(word)]; d.Month == 0 {
				return d, false
			}
		}
	}
	if d.Month > 12 && d.Day <= 12 { // 08/15/2019
		d.Month, d.Day = d.Day, d.Month
	}
	return d, d.Month <= 12 && d.Day <= 31 && (d.Day == 0 || d.Month > 0)
}

// standsAlone reports whether no letter or figure touches the date: "2019" is
// no year in "20191" nor in "A2019", though it is in "2019г".
func standsAlone(text string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:start])
	after, _ := utf8.DecodeRuneInString(text[end:])
	glued := func(r rune) bool {
		return r != utf8.RuneError && (unicode.IsDigit(r) || unicode.IsLetter(r) && !unicode.Is(unicode.Han, r))
	}
	return !glued(before) && !glued(after)
}

func overlaps(all []Found, start, end int) bool {
	return slices.ContainsFunc(all, func(f Found) bool { return start < f.End && f.Start < end })
}
