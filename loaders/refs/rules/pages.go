package rules

import (
	"regexp"

	"bibgraph/loaders/record"
)

const (
	page      = `[A-Za-zА-я]?\d{1,6}\*?|[ivxlc]{1,7}|[IVXLC]{2,7}`
	pageRange = `(?:` + page + `)(?:\s?(?:[-–—−]{1,2}|/)\s?(?:` + page + `))?`
)

var (
	pagesLabelled = regexp.MustCompile(`(?:^|[\s.,;:(–—\]-])(?:(?:Сс?|C|с|c|стр|Стр|PP?|Pp|pp?|Ss?|s|pág|págs|хх?|тал)(?:\s?\.\s{0,2}|\s)|(?:pages?|Pages?|Seiten?|Тал|нүүр|pp?|S|С|P)\s?)((?:` + pageRange + `)(?:\s?(?:,|und|и|and|;)\s?\d{1,5}(?:\s?[-–—]\s?\d{1,5})?(?:$|[\s.,;)]))*)(?:[^\p{L}\p{M}\d]|$)`)
	pagesAfter    = regexp.MustCompile(`(?:第\s?(\d{1,5}(?:\s?[-–—~]\s?\d{1,5})?)\s?[頁页])|(?:[\s.,;、，](\d{1,5}\s?[-–—~〜]\s?\d{1,5})\s?(?:-?р\sтал|дахь\sтал|тал|хх?\.|с\.|頁|页|ページ|쪽))|(?:[\s、，,](\d{1,5})\s?(?:頁|页|ページ|쪽))`)
	count         = regexp.MustCompile(`(?:^|[\s.,;:(–—-])(\d{1,4})((?:,\s?[\dIVXLC]+)?\s?(?:с|c|стр|s|S|p|pp|x|х|хуудас|(тал)|Seiten|pages|pgs|pp)\.?)(?:\s?[,;:(+\])–—.]|\s\+|\s*$|\s[–—-]|\s\p{Lu})`)
	// Without words: a range behind a colon or comma, or at the end.
	pagesBare = regexp.MustCompile(`(?:[:;]\s?|[,.)]\s)([A-Za-z]?\d{1,5}\s?[-–—−]{1,2}\s?[A-Za-z]?\d{1,5})(?:[\s.,;)\]]|$)`)
	pageBare  = regexp.MustCompile(`(?:\d|\))\s?:\s?([A-Za-z]?\d{1,6})(?:[\s.,;)]|$)`)
	pageEnd   = regexp.MustCompile(`[\d)]\s?[,.]\s?([A-Za-z]?\d{1,6})\s?(?:\((?:1[4-9]|20)\d\d\))?\s?[.;]?\s*$`)
)

// pages marks the pages of a part, and the number of pages of a whole.
func pages(s *sheet) {
	s.each(pagesAfter, s.markPages)
	s.each(count, func(m []int) {
		switch {
		case s.has(record.FieldPageCount):
		case m[6] >= 0 && s.has(record.FieldIssue): // "№ 125, 3 тал" is page three
			s.mark(record.FieldPage, labelled, m[2], m[2], m[3], m[5])
		default:
			s.mark(record.FieldPageCount, labelled, m[2], m[2], m[3], m[5])
		}
	})
	s.each(pagesLabelled, s.markPages)
	if s.has(record.FieldPage) {
		return
	}
	s.lastOf(pagesBare, func(m []int) bool {
		return (!yearRange.MatchString(s.text[m[2]:m[3]]) || s.has(record.FieldVolume)) &&
			s.mark(record.FieldPage, likely, m[2], m[2], m[3], m[3])
	})
	for _, re := range []*regexp.Regexp{pageBare, pageEnd} {
		if s.has(record.FieldPage) || !s.has(record.FieldVolume) {
			return
		}
		s.lastOf(re, func(m []int) bool {
			return !bareYear.MatchString(s.text[m[2]:m[3]]) && s.mark(record.FieldPage, guessed, m[2], m[2], m[3], m[3])
		})
	}
}

// markPages marks the pages of a match, without the year that may follow
// them: "pp. 1–27, 2015".
func (s *sheet) markPages(m []int) {
	for g := 2; g < len(m); g += 2 {
		if m[g] < 0 {
			continue
		}
		value := yearBehind.ReplaceAllString(s.text[m[g]:m[g+1]], "")
		if !bareYear.MatchString(value) {
			end := m[g] + len(value)
			s.mark(record.FieldPage, labelled, skipOpen(s.text, m[0]), m[g], end, end)
		}
	}
}

var (
	yearRange  = regexp.MustCompile(`^(?:1[4-9]|20)\d\d\s?[-–—−]\s?(?:(?:1[4-9]|20)\d\d|\d\d)$`)
	yearBehind = regexp.MustCompile(`[,;]\s?(?:1[4-9]|20)\d\d\W*$`)
	bareYear   = regexp.MustCompile(`^(?:1[4-9]|20)\d\d$`)
)
