package model

import (
	"slices"

	"bibgraph/loaders/record"
)

// pageCounts tells "167 с." from "С. 167": a number with its word behind it,
// and none before, counts the pages of a whole.
// What has an issue is a part of it.
func pageCounts(s *sheet) {
	part := slices.ContainsFunc(s.spans, func(x record.Span) bool { return x.Field == record.FieldIssue })
	for i := range s.spans {
		x := &s.spans[i]
		first, last := s.tokens(*x)
		if first > last {
			continue
		}
		before := first > 0 && s.line.Is(first-1, "page")
		behind := last+1 < len(s.line.Tokens) && s.line.Is(last+1, "pagecount")
		switch {
		case x.Field == record.FieldPage && first == last && behind && !before && !part:
			x.Field = record.FieldPageCount
		case x.Field == record.FieldPageCount && (first < last && s.hasDash(*x) || before || part):
			x.Field = record.FieldPage
		}
	}
}

// hasDash reports whether a dash stands in a span.
func (s *sheet) hasDash(x record.Span) bool {
	for _, r := range s.text[x.Start:x.End] {
		if r == '-' || r == '–' || r == '—' {
			return true
		}
	}
	return false
}
