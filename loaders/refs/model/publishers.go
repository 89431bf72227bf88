package model

import (
	"slices"

	"bibgraph/loaders/record"
	"bibgraph/loaders/refs/tokens"
)

// publishers tells the publisher of a book, which some print behind the strokes
// where a container stands, and makes one of a publisher in two sentences.
func publishers(s *sheet) {
	parted := slices.ContainsFunc(s.spans, func(x record.Span) bool {
		return x.Field == record.FieldVolume || x.Field == record.FieldIssue || x.Field == record.FieldPage || x.Field == record.FieldURL
	})
	for i := range s.spans {
		x := &s.spans[i]
		first, last := s.tokens(*x)
		if x.Field == record.FieldContainer && !parted && first <= last && s.line.Tokens[first].Mark == tokens.Strokes && s.pressed(first, last) {
			x.Field = record.FieldPublisher
		}
	}
	for i := 1; i < len(s.spans); i++ { // people behind "Place:" have printed the work
		place, x := s.spans[i-1], &s.spans[i]
		if place.Field == record.FieldPlace && (x.Field == record.FieldAuthor || x.Field == record.FieldEditor) && slices.Contains(s.text[place.End:x.Start], ':') {
			x.Field = record.FieldPublisher
		}
	}
	for i := 1; i < len(s.spans); i++ {
		a, b := &s.spans[i-1], s.spans[i]
		if a.Field == record.FieldPublisher && b.Field == record.FieldPublisher && b.Start-a.End <= 2 && s.text[a.End] == '.' {
			a.End, a.Confidence = b.End, min(a.Confidence, b.Confidence)
			s.spans = slices.Delete(s.spans, i, i+1)
		}
	}
}

// pressed reports whether a word of publishers is among some tokens.
func (s *sheet) pressed(first, last int) bool {
	for i := first; i <= last; i++ {
		if s.line.Is(i, "press") {
			return true
		}
	}
	return false
}
