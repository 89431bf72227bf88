package model

import (
	"slices"
	"strings"

	"bibgraph/loaders/record"
	"bibgraph/loaders/refs/tokens"
)

// identifiers labels the tokens that cannot be anything else than DOIs and
// addresses. The address of a DOI's resolver is no part of the DOI.
func identifiers(s *sheet) {
	for i := range s.line.Tokens {
		t := &s.line.Tokens[i]
		if t.Kind != tokens.DOI && t.Kind != tokens.URL {
			continue
		}
		span := record.Span{Start: t.Runes, End: t.Runes + t.Length, Field: record.FieldURL, Confidence: 0.9}
		if t.Kind == tokens.DOI {
			span.Field = record.FieldDOI
		} else if resolver, _, ok := strings.Cut(s.line.Text[t.Start:t.End], "doi.org/10."); ok && strings.Count(resolver, "/") == 2 {
			span.Field = record.FieldDOI
			span.Start += len([]rune(resolver)) + len("doi.org/")
		}
		s.set(span)
	}
}

// set puts a span in place of one of an address or DOI, or of none.
func (s *sheet) set(span record.Span) {
	at := slices.IndexFunc(s.spans, func(x record.Span) bool { return x.End > span.Start })
	if at < 0 {
		at = len(s.spans)
	}
	if at == len(s.spans) || s.spans[at].Start >= span.End {
		s.spans = slices.Insert(s.spans, at, span)
		return
	}
	x := &s.spans[at]
	if x.Field == record.FieldURL && span.Field == record.FieldURL || x.Field != record.FieldURL && x.Field != record.FieldDOI {
		return // it is told already, or part of something longer
	}
	span.Confidence = x.Confidence
	*x = span
}
