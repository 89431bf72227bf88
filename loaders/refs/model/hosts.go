package model

import (
	"slices"

	"bibgraph/loaders/record"
)

// hosts makes a container of a second title that stands behind "In:", behind
// the strokes or behind an editor, if there is no container: a work has one
// title, and what it stands in is another's.
func hosts(s *sheet) {
	if slices.ContainsFunc(s.spans, func(x record.Span) bool { return x.Field == record.FieldContainer }) {
		return
	}
	titled := false
	for i := range s.spans {
		x := &s.spans[i]
		if x.Field != record.FieldTitle {
			continue
		}
		first, last := s.tokens(*x)
		if titled && first <= last && (s.line.Hosted(first) || s.spans[i-1].Field == record.FieldEditor) {
			x.Field = record.FieldContainer
		}
		titled = true
	}
}
