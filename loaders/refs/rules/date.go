package rules

import (
	"regexp"
	"strings"
	"unicode"

	"bibgraph/loaders/record"
	"bibgraph/loaders/refs/dates"
)

// day marks the work's date if it has a day or month: nothing else looks like
// that, but the numbers around it look like volumes.
func day(s *sheet) {
	s.markDate(func(f dates.Found) bool { return f.Date.Month > 0 })
}

// year marks the year that is the work's. Years stand in titles too ("в 1997
// г."): each is judged by what is around it.
func year(s *sheet) {
	if !s.has(record.FieldDate) {
		s.markDate(func(f dates.Found) bool { return true })
	}
}

func (s *sheet) markDate(fits func(dates.Found) bool) {
	var best dates.Found
	most := 0
	for _, f := range s.dates {
		if !fits(f) || !s.free(f.Start, f.End) {
			continue
		}
		if score := s.judge(f); score >= max(most, 1) { // of equals, the last
			best, most = f, score
		}
	}
	if most == 0 {
		return
	}
	from, to := best.Start, best.End
	if strings.HasSuffix(s.text[:from], "(") && strings.HasPrefix(s.text[to:], ")") {
		from, to = from-1, to+1
	}
	s.mark(record.FieldDate, likely, from, best.Start, best.End, to)
}

var closesDate = regexp.MustCompile(`^\s?(?:[.,;:)\]–—/-]|$)`)

func (s *sheet) judge(f dates.Found) int {
	before := strings.TrimRight(s.text[:f.Start], " \u00a0")
	after := s.text[f.End:]
	score := 2
	if f.Date.Month > 0 {
		score++
	}
	prev := last(before)
	switch {
	case before == "":
		score++
	case prev == '(' || prev == '（':
		if strings.HasPrefix(strings.TrimLeft(after, "abcde "), ")") || strings.HasPrefix(after, "）") {
			score += 3
		}
	case strings.ContainsRune(".,;:—–-，。", prev):
		score += 2
	case unicode.IsLetter(prev):
		if word := before[strings.LastIndexAny(before, " .,")+1:]; unicode.IsUpper(first(word)) && len(word) > 2 {
			score++
		} else {
			score -= 3
		}
	}
	if closesDate.MatchString(after) {
		score += 2
	}
	if next := strings.TrimLeft(after, " "); next != "" && unicode.IsLower(first(next)) {
		score -= 2
	}
	head := s.headless()
	if n := s.names; n > 0 && strings.Trim(s.text[min(head+n, len(before)):len(before)], " .,:(") == "" && head+n <= f.Start {
		score += 4
	}
	if at := strings.Index(s.text, "//"); at >= 0 && at < f.Start {
		score += 2
	}
	if yearRange.MatchString(s.text[f.Start:f.End]) {
		score -= 2
	}
	return score
}

// headless gives where the reference begins behind its number in the list.
func (s *sheet) headless() int {
	if m, ok := s.find(record.FieldCitationNum); ok && m.from == 0 {
		return m.to
	}
	return 0
}
