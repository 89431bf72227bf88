package rules

import (
	"regexp"

	"bibgraph/loaders/record"
)

var (
	isbn = regexp.MustCompile(`(?i)\(?isbn(?:[-–]1[03])?\s*:?\s*(\d[\d\s–-]{7,16}[\dxх])\)?`)
	issn = regexp.MustCompile(`(?i)\(?[ep]?-?issn(?:-l)?\s*:?\s*(\d{4}[-–]\d{3}[\dxх])\)?`)
)

// isbns marks the numbers of books and periodicals.
func isbns(s *sheet) {
	s.each(isbn, func(m []int) { s.mark(record.FieldISBN, certain, m[0], m[2], m[3], m[1]) })
	s.each(issn, func(m []int) { s.mark(record.FieldISSN, certain, m[0], m[2], m[3], m[1]) })
}
