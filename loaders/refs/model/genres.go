package model

import (
	"strings"

	"bibgraph/loaders/record"
	"bibgraph/loaders/refs/tokens"
)

// genres labels what stands in square brackets and tells what sort of thing
// the work is: the designations of GOST 7.1-2003, 5.1.2, and the document types
// of GB/T 7714-2015, annex B.
func genres(s *sheet) {
	l := s.line
	for i := range l.Tokens {
		if l.Tokens[i].Mark != tokens.OpenSquare {
			continue
		}
		j := i
		for j+1 < len(l.Tokens) && l.Tokens[j+1].Inside&tokens.InSquare != 0 && j-i < 4 {
			j++
		}
		words := l.Text[l.Tokens[i].Start:l.Tokens[j].End]
		if !designations[strings.ToLower(words)] && !documentTypes[words] {
			continue
		}
		s.cut(record.Span{Start: l.Tokens[i].Runes, End: l.Tokens[j].Runes + l.Tokens[j].Length, Field: record.FieldGenre, Confidence: 0.95})
	}
}

func setOf(list string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.SplitSeq(list, "|") {
		m[w] = true
	}
	return m
}

var (
	designations  = setOf("текст|электронный ресурс|электрон. ресурс|электронный документ|електронний ресурс|карты|ноты|рукопись|звукозапись|видеозапись|изоматериал|цахим эх сурвалж|electronic resource|text|online|internet|en ligne")
	documentTypes = setOf("J|M|C|D|N|R|P|S|G|Z|A|DB|CP|EB|CM|DS|J/OL|M/OL|C/OL|D/OL|N/OL|R/OL|P/OL|S/OL|G/OL|Z/OL|A/OL|DB/OL|CP/OL|EB/OL|CM/OL")
)
