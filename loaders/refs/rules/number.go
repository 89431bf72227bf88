package rules

import (
	"regexp"

	"bibgraph/loaders/record"
)

var listNumber = regexp.MustCompile(`^\s*(?:\[(\d{1,4})\]|\((\d{1,3})\)|(\d{1,3})[.)])\s+[^\d\s]`)

// number marks the number that a list gives the reference.
func number(s *sheet) {
	m := listNumber.FindStringSubmatchIndex(s.text)
	if m == nil {
		return
	}
	for g := 2; g < len(m); g += 2 {
		if m[g] >= 0 {
			s.mark(record.FieldCitationNum, labelled, 0, m[g], m[g+1], m[g+1]+1)
		}
	}
}
