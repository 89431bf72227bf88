package model

import (
	"slices"
	"strings"
	"unicode"

	"bibgraph/loaders/record"
)

// quotations are marks that open and what closes them, as languages have them.
var quotations = map[rune]rune{
	'“': '”', '„': '“', '«': '»', '»': '«', '"': '"', '‘': '’', '\'': '\'', '《': '》', '「': '」', '『': '』',
}

// quoted ends a title in quotation marks with them: what stands behind is what
// the work stands in, if nothing else is.
func quoted(s *sheet) {
	for i := 0; i < len(s.spans); i++ {
		x := s.spans[i]
		if x.Field != record.FieldTitle {
			continue
		}
		end := s.closing(x)
		if end < 0 {
			continue
		}
		s.spans[i].End = end
		first, last := s.tokens(record.Span{Start: end, End: x.End})
		for first <= last && s.line.Is(first, "in") {
			first++
		}
		if first > last || slices.ContainsFunc(s.spans, func(y record.Span) bool { return y.Field == record.FieldContainer }) {
			continue
		}
		rest := record.Span{Start: s.line.Tokens[first].Runes, End: x.End, Field: record.FieldContainer, Confidence: x.Confidence}
		if letters(s.text[rest.Start:rest.End]) >= 3 {
			s.spans = slices.Insert(s.spans, i+1, rest)
		}
	}
}

// closing is where the words end whose quotation mark stands before a span, -1
// if none does or the quotation is only a part of the title.
func (s *sheet) closing(x record.Span) int {
	open := s.at(x.Start - 1)
	for at := x.Start - 2; open == ' ' && at >= 0; at-- {
		open = s.text[at]
	}
	closes, ok := quotations[open]
	if !ok {
		return -1
	}
	depth := 0
	for at := x.Start; at < x.End; at++ {
		r := s.text[at]
		switch {
		case r == open && closes != open:
			depth++
		case r == closes && depth > 0:
			depth--
		case r == closes && !isLetter(s.at(at+1)) && s.endsAt(at):
			end := at
			for end > x.Start && strings.ContainsRune(" ,.;:", s.text[end-1]) {
				end--
			}
			return end
		case r == closes && closes != '\'' && closes != '’':
			return -1
		}
	}
	return -1
}

// endsAt reports whether a sign that ends things stands before a closing mark
// or behind it, or the words "in" and its like.
func (s *sheet) endsAt(at int) bool {
	before, behind := s.at(at-1), s.at(at+1)
	if unicode.IsSpace(before) {
		before = s.at(at - 2)
	}
	if strings.ContainsRune(",.", before) || strings.ContainsRune(",.;:，。；：（", behind) {
		return true
	}
	first, last := s.tokens(record.Span{Start: at, End: len(s.text)})
	return first <= last && s.line.Is(first, "in")
}
