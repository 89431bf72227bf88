package refs

import (
	"regexp"
	"strings"

	"bibgraph/loaders/record"
)

var (
	pageWords = regexp.MustCompile(`(?i)^(?:pp?|pages?|ss?|seiten?|сс?|c|стр|хх?|тал|第)\s?[.:]?\s*(\p{L}?\d|[ivxlc]+(?:\P{L}|$))`)
	ends      = regexp.MustCompile(`^(\p{L}?)(\d+)\s?[-–—−]{1,2}\s?(\p{L}?)(\d+)$`)
	single    = regexp.MustCompile(`^\p{L}?\d+$`)
	figures   = regexp.MustCompile(`\d+`)
)

// readPages reads the pages of a part with their ends, and the number of
// pages of a whole.
func readPages(in *reading) {
	in.work.Pages = pagesOf(in.first(record.FieldPage))
	in.work.Pages.Count = figures.FindString(in.first(record.FieldPageCount))
}

func pagesOf(words string) record.Pages {
	words = pageWords.ReplaceAllString(words, "$1")
	p := record.Pages{Range: words}
	if m := ends.FindStringSubmatch(words); m != nil {
		p.First, p.Last = m[1]+m[2], m[3]+whole(m[2], m[4])
		return p
	}
	if single.MatchString(words) {
		p.First, p.Last = words, words
		return p
	}
	if first, _, list := strings.Cut(words, ","); list && single.MatchString(first) {
		p.First = first
	}
	return p
}

// whole gives the last page in full: 221-41 ends on 241.
func whole(first, last string) string {
	if len(last) >= len(first) {
		return last
	}
	return first[:len(first)-len(last)] + last
}
