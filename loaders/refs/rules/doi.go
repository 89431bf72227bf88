package rules

import (
	"regexp"

	"bibgraph/loaders/record"
)

var doi = regexp.MustCompile(`(?i)(?:https?://(?:dx\.)?doi\.org/|doi\s*[:.]?\s*(?:https?://(?:dx\.)?doi\.org/)?)?(10\.\d{4,9}(?:\.\d+)*/[^\s<>"«»“”]+)`)

// dois marks DOIs, bare or behind a resolver.
func dois(s *sheet) {
	s.each(doi, func(m []int) {
		end := m[2] + len(trimURL(s.text[m[2]:m[3]]))
		s.mark(record.FieldDOI, certain, m[0], m[2], end, end)
	})
}
