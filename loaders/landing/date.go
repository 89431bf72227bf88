package landing

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"bibgraph/loaders/record"
)

var (
	isoDate   = regexp.MustCompile(`\b((?:1[5-9]|20)\d\d)(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?\b`)
	dottDate  = regexp.MustCompile(`\b(\d{1,2})[-/.](\d{1,2})[-/.]((?:1[5-9]|20)\d\d)\b`)
	monthWord = regexp.MustCompile(`\p{L}+`)
	dayNumber = regexp.MustCompile(`\b(\d{1,2})(?:st|nd|rd|th)?\b`)
)

// russianMonths are the beginnings of the months' names, in their order.
var russianMonths = []string{"янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"}

// parseDate reads a date as pages print it: 2020, 2020/09/10, 10.09.2020,
// "September 10, 2020", "10 сентября 2020". A slashed date that starts with
// the day or the month tells its year only where both readings are possible.
func parseDate(s string) record.Date {
	if m := dottDate.FindStringSubmatch(s); m != nil {
		first, second, year := number(m[1]), number(m[2]), number(m[3])
		switch {
		case strings.Contains(m[0], "/") && first <= 12 && second <= 12 && first != second:
			return record.Date{Year: year}
		case second > 12:
			return validDate(year, first, second)
		}
		return validDate(year, second, first)
	}
	m := isoDate.FindStringSubmatch(s)
	if m == nil {
		return record.Date{}
	}
	if m[2] != "" {
		return validDate(number(m[1]), number(m[2]), number(m[3]))
	}
	d := record.Date{Year: number(m[1])}
	for _, word := range monthWord.FindAllString(s, -1) {
		if d.Month = monthNamed(word); d.Month != 0 {
			break
		}
	}
	if d.Month != 0 {
		if day := dayNumber.FindStringSubmatch(s); day != nil {
			return validDate(d.Year, d.Month, number(day[1]))
		}
	}
	return d
}

// monthNamed gives the number of a month by its English or Russian name.
func monthNamed(word string) int {
	word = strings.ToLower(word)
	for m := time.January; m <= time.December; m++ {
		name := strings.ToLower(m.String())
		if len(word) >= 3 && strings.HasPrefix(name, word) {
			return int(m)
		}
	}
	for i, start := range russianMonths {
		if strings.HasPrefix(word, start) && len([]rune(word)) <= len("сентября")/2 {
			return i + 1
		}
	}
	return 0
}

// validDate drops the parts that no calendar has.
func validDate(year, month, day int) record.Date {
	if month < 1 || month > 12 {
		return record.Date{Year: year}
	}
	if day < 1 || time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Day() != day {
		return record.Date{Year: year, Month: month}
	}
	return record.Date{Year: year, Month: month, Day: day}
}

// number gives the value of a string of digits, 0 for any other.
func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

var pageEnds = regexp.MustCompile(`^([\p{L}]*\d+)\s*[-–—‒‑]+\s*([\p{L}]*\d+)$`)

// parsePages reads a range of pages; what is no plain range or page keeps only
// its first page.
func parsePages(s string) record.Pages {
	s = strings.Trim(s, " .,;")
	if m := pageEnds.FindStringSubmatch(s); m != nil {
		return record.Pages{Range: s, First: m[1], Last: m[2]}
	}
	p := record.Pages{Range: s}
	if first, _, _ := strings.Cut(s, ","); !strings.ContainsAny(first, "-–—: ") {
		p.First = first
	}
	return p
}
