package model

import (
	"slices"
	"unicode"

	"bibgraph/loaders/record"
	"bibgraph/loaders/refs/tokens"
)

// titles parts what stands at the end of a title: "Title [Translation]" is a
// title in another language, "(updated)" an edition, ". Т. 2" a volume. And a
// title that begins with countries, or with a word before a colon and a lower
// case letter, has no authors: "Japan, Mongolia: …", "Фольклор: сборник".
func titles(s *sheet) {
	if len(s.spans) > 1 && s.spans[0].Field == record.FieldAuthor {
		first, last := s.tokens(s.spans[0])
		countries := first <= last && s.spans[1].Field == record.FieldTitle
		for i := first; i <= last; i++ {
			countries = countries && s.line.Is(i, "country")
		}
		if countries || first == last && s.explained(last+1) {
			s.spans[1].Start, s.spans[1].Field = s.spans[0].Start, record.FieldTitle
			s.spans = s.spans[1:]
		}
	}
	for i := 0; i < len(s.spans); i++ {
		x := s.spans[i]
		if x.Field != record.FieldTitle {
			continue
		}
		first, last := s.tokens(x)
		if s.volumeEnds(first, last) {
			t, before := s.line.Tokens[last], s.line.Tokens[last-2]
			s.spans[i].End = before.Runes + before.Length
			s.spans = slices.Insert(s.spans, i+1, record.Span{Start: t.Runes, End: t.Runes + t.Length, Field: record.FieldVolume, Confidence: x.Confidence})
			continue
		}
		k := last
		for k > first && s.line.Tokens[k].Mark != tokens.OpenSquare && s.line.Tokens[k].Mark != tokens.Open {
			k--
		}
		if k <= first || s.line.Tokens[k].Inside&(tokens.InSquare|tokens.InRound) == 0 || closed(s.text[s.line.Tokens[k].Runes:s.line.Tokens[last].Runes]) {
			continue
		}
		part := record.Span{Start: s.line.Tokens[k].Runes, End: s.line.Tokens[last].Runes + s.line.Tokens[last].Length, Confidence: x.Confidence}
		switch {
		case s.line.Tokens[k].Mark == tokens.OpenSquare && letters(s.text[part.Start:part.End]) >= 8:
			part.Field = record.FieldTranslated
		case k == last && s.line.Tokens[k].Mark == tokens.Open && s.line.Is(k, "edition"):
			part.Field = record.FieldEdition
		default:
			continue
		}
		before := s.line.Tokens[k-1]
		s.spans[i].End = before.Runes + before.Length
		s.spans = slices.Insert(s.spans, i+1, part)
	}
}

// explained reports whether the second span, at a token, explains the first as
// a part of the title behind a colon does.
func (s *sheet) explained(at int) bool {
	behind, _ := s.tokens(s.spans[1])
	field := s.spans[1].Field
	return behind == at && (field == record.FieldTitle || field == record.FieldGenre) &&
		s.line.Tokens[at].Mark == tokens.Colon && s.line.Tokens[at].Shape == tokens.Lower
}

// volumeEnds reports whether tokens end with the number of a volume, where none
// is told elsewhere.
func (s *sheet) volumeEnds(first, last int) bool {
	l := s.line
	return last-2 > first && l.Tokens[last].Length <= 3 && (l.Tokens[last].Kind == tokens.Number || l.Tokens[last].Shape == tokens.Roman) &&
		l.Is(last-1, "volume") && l.Tokens[last-1].Mark == tokens.Stop &&
		!slices.ContainsFunc(s.spans, func(x record.Span) bool { return x.Field == record.FieldVolume })
}

// closed reports whether a bracket ends in a text.
func closed(text []rune) bool { return slices.Contains(text, ']') || slices.Contains(text, ')') }

func letters(text []rune) int {
	n := 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}
