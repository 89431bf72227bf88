package rules

import (
	"regexp"

	"bibgraph/loaders/record"
)

var (
	arxiv = regexp.MustCompile(`(?i)(?:arxiv(?:\s+preprint)?\s*:?\s*(?:arxiv:)?\s*)(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:\s?\[[a-z.-]+\])?`)
	// Before 2007 the archive's name was part of the number.
	oldArxiv = regexp.MustCompile(`(?:^|[\s\[(,])((?:astro-ph|cond-mat|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math-ph|nucl-ex|nucl-th|quant-ph|math|cs|physics)(?:\.[A-Z]{2})?/\d{7})`)
	pubmed   = regexp.MustCompile(`(?i)\bpmid\s*:?\s*(\d{4,9})`)
)

// repositories marks numbers of arXiv and PubMed.
func repositories(s *sheet) {
	for _, re := range []*regexp.Regexp{arxiv, oldArxiv} {
		s.each(re, func(m []int) { s.mark(record.FieldArXiv, certain, m[2], m[2], m[3], m[1]) })
	}
	s.each(arxiv, func(m []int) { s.use(m[0], m[2]) })
	s.each(pubmed, func(m []int) { s.mark(record.FieldPMID, certain, m[0], m[2], m[3], m[1]) })
}
