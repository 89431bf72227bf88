package rules

import (
	"regexp"
	"slices"
	"strings"

	"bibgraph/loaders/record"
	"bibgraph/loaders/refs/dates"
)

const (
	open    = `(?:^|[\s.,;:(/–—-])`
	numeral = `(?:\d{1,5}|[IVX]|[IVXLCХІ]{2,7})`
	// "5", "1–2", "XII", "3/4", "12A".
	numbers = numeral + `(?:[A-Za-zА-я]\b)?(?:\s?[-–—/]\s?` + numeral + `)?`
	// A running number beside the year's: "076 (2044)".
	running = numbers + `(?:\s?\(\d{1,6}(?:[-–]\d{1,6})?\))?`
)

var (
	volume = regexp.MustCompile(open + `(?i:т|ч|том|томъ|vols?|volumes?|bd|bde|band|jg|jahrg|jahrgang|tome|tomo|кн|книга|боть|годъ|год\s+изд|серия)\.?\s{0,2}(` + numbers + `)(?:[\s.,;:)\]–—]|$)`)
	short  = regexp.MustCompile(`[.,;:]\s(?:v|V|T|t)\.\s?(\d{1,4}(?:\s?[-–/]\s?\d{1,4})?)(?:[\s.,;:)]|$)`)
	part   = regexp.MustCompile(open + `(?i:часть|part|pt|teil)\.?\s{0,2}(` + numbers + `)(?:[\s.,;:)–—]|$)`)
	issue  = regexp.MustCompile(open + `(?:№№?|[Nn][º°]|No\.?|(?i:nos?|nr|num|núm|issues?|iss|вып|выпуск|вип|випуск|бр|heft|hft|fasc|дугаар)\.?|[Nn]\.)\s{0,2}(` + running + `)(?:[\s.,;:)\]–—]|$)`)
	// Figures before their word: "3 дугаар", "12-р боть", 第5卷第3期, 1506号.
	volumeAfter = regexp.MustCompile(`(?:第?\s?(\d{1,4})\s?[卷巻권])|(?:` + open + `(\d{1,4})(?:\s?-?р|\s?д[уү]г[аэ]{2}р)?\sботь)`)
	issueAfter  = regexp.MustCompile(`(?:第?\s?(\d{1,5})\s?[期号號호])|(?:` + open + `(\d{1,4})\s?(?:-р|д[уү]г[аэ]{2}р)(?:[\s.,;)]|$))`)
	// Without words: "19 (2): 44–47", "2020;(1):69-84", "40:3: 279".
	both = regexp.MustCompile(`[\s.,;:](\d{1,4}|[IVXLC]{1,7})\s?\(((?:\d{1,5}(?:\s?[-–/]\s?\d{1,4})?)|(?:(?i:suppl|s|pt|no|№)\.?\s?\d{0,4}))\)\s?(?:[:,;.]|[\s]|$)`)
	only = regexp.MustCompile(`;\s?\((\d{1,4})\)\s?:`)
	thin = regexp.MustCompile(`[\s,;](\d{1,4})\s?:\s?(\d{1,4})\s?[:,]\s?\d`)
	// A number alone, if pages follow: "Nature, 436, 686-688", "284:87-89".
	alone = regexp.MustCompile(`[^\d\s([–-]\s?[\s,;.](\d{1,4}|[IVXLC]{2,7})\s?(?:\((?:1[4-9]|20)\d\d[a-z]?\))?\s?[:,]\s?(?:(?i:pp?|ss?|с|h\.\s?\d+)\.?\s?)?[A-Za-z]?\d{1,5}(?:\s?[-–—]\s?[A-Za-z]?\d+)?`)
	// Three in a row: "12, 5, 119–122".
	triple = regexp.MustCompile(`[^\d\s([–-]\s?,?\s(\d{1,4}),\s(\d{1,3}),\s\d{1,5}\s?[-–—]\s?\d`)
	// And before the year in parentheses: "83 (1976)", "56 (1987)".
	beforeYear = regexp.MustCompile(`[^\d\s([–-]\s?[\s,](\d{1,4}|[IVXLC]{2,7})(?:\s?[,/.]\s?(\d{1,3}))?,?\s?\((?:[\p{L}.]+\s)?(?:1[4-9]|20)\d\d[a-z]?\)`)
	// Before the issue's word: "84, no. 3".
	beforeIssue = regexp.MustCompile(`[^\d\s([–-]\s?[\s,](\d{1,4}|[IVXLC]{1,7}),?\s(?:№|(?i:nos?|nr|n|iss|issue|heft|h)\.?\s)\s?\d`)
	// And behind the year of physicians: "1999; 284:87".
	afterYear = regexp.MustCompile(`(?:1[4-9]|20)\d\d(?:\s\p{L}+)?\s?;\s?(\d{1,4})(?:\((\d{1,4}(?:[-–/]\d{1,4})?)\))?\s?:`)
)

// volumes marks numbers of volumes, books, issues and parts.
func volumes(s *sheet) {
	one := func(field record.Field, sure float64) func([]int) {
		return func(m []int) {
			for g := 2; g < len(m); g += 2 {
				if m[g] >= 0 && !s.isYear(m[g], m[g+1]) {
					end := s.withoutYear(m[g], m[g+1])
					s.mark(field, sure, skipOpen(s.text, m[0]), m[g], end, end)
				}
			}
		}
	}
	two := func(m []int) {
		s.mark(record.FieldVolume, likely, m[2], m[2], m[3], m[3])
		if m[4] >= 0 {
			s.mark(record.FieldIssue, likely, m[3], m[4], m[5], m[5])
		}
	}
	// "№ 9. №" shares a sign between two matches: look twice.
	for range 2 {
		s.each(issue, one(record.FieldIssue, labelled))
		s.each(volume, one(record.FieldVolume, labelled))
	}
	s.each(short, one(record.FieldVolume, labelled))
	s.each(volumeAfter, one(record.FieldVolume, labelled))
	s.each(issueAfter, one(record.FieldIssue, labelled))
	if !s.has(record.FieldVolume) {
		s.each(beforeIssue, func(m []int) { s.mark(record.FieldVolume, likely, m[2], m[2], m[3], m[3]) })
	}
	if !s.has(record.FieldVolume) {
		s.each(part, func(m []int) {
			if inTail(s.text, m[0]) {
				one(record.FieldVolume, labelled)(m)
			}
		})
	}
	if s.has(record.FieldVolume, record.FieldIssue) {
		return
	}
	s.each(afterYear, two)
	s.each(both, func(m []int) {
		if !s.isYear(m[4], m[5]) {
			two(m)
		}
	})
	s.each(only, one(record.FieldIssue, likely))
	s.each(thin, two)
	s.each(triple, two)
	if !s.has(record.FieldVolume, record.FieldIssue) {
		s.each(beforeYear, two)
	}
	if !s.has(record.FieldVolume, record.FieldIssue) {
		s.lastOf(alone, func(m []int) bool {
			return !bareYear.MatchString(s.text[m[2]:m[3]]) && s.mark(record.FieldVolume, likely, m[2], m[2], m[3], m[3])
		})
	}
}

var yearInParentheses = regexp.MustCompile(`\s?\((1[4-9]|20)\d\d\)$`)

// withoutYear cuts "3 (1970)" before the year, but not "033 (2001)", the
// running number of a newspaper, where the date is printed elsewhere.
func (s *sheet) withoutYear(start, end int) int {
	m := yearInParentheses.FindStringIndex(s.text[start:end])
	if m == nil || !s.isYear(start+m[0]+strings.IndexByte(s.text[start+m[0]:], '(')+1, end-1) {
		return end
	}
	return start + m[0]
}

// isYear reports whether a number looks like a year and there is none beside
// it that the work could have instead.
func (s *sheet) isYear(start, end int) bool {
	if !bareYear.MatchString(s.text[start:end]) || s.has(record.FieldDate) {
		return false
	}
	return !slices.ContainsFunc(s.dates, func(f dates.Found) bool {
		return (f.End <= start || f.Start >= end) && s.free(f.Start, f.End) && s.judge(f) >= 4
	})
}

// skipOpen steps over the one sign of open, so that it stays between fields.
func skipOpen(text string, at int) int {
	if at < len(text) && !isWordRune(first(text[at:])) && first(text[at:]) != '№' {
		return at + len(string(first(text[at:])))
	}
	return at
}

// lastOf calls do with the matches from the last, because numbers stand
// behind titles, until it has marked one.
func (s *sheet) lastOf(re *regexp.Regexp, do func(m []int) bool) {
	for _, m := range slices.Backward(re.FindAllStringSubmatchIndex(s.text, -1)) {
		if do(m) {
			return
		}
	}
}

var tailBegins = regexp.MustCompile(`\s?//|\s[–—-]\s|(?:1[4-9]|20)\d\d`)

// inTail reports whether a place is behind the first sign that the title is
// over: "Часть 1" of a title is left to it.
func inTail(text string, at int) bool {
	m := tailBegins.FindStringIndex(text)
	return m != nil && m[0] <= at
}
