package model

import (
	"strings"
	"unicode/utf8"

	"bibgraph/loaders/record"
)

// series parts the series from the book in it that a work stands in, where both
// are printed in one: "Numerical Analysis. Lecture Notes in Computer Science".
func series(s *sheet) {
	for _, x := range s.spans {
		if x.Field != record.FieldContainer {
			continue
		}
		words := string(s.text[x.Start:x.End])
		for _, name := range bookSeries {
			at := strings.Index(words, ". "+name)
			if at <= 0 {
				continue
			}
			start := x.Start + utf8.RuneCountInString(words[:at+len(". ")])
			s.cut(record.Span{Start: start, End: x.End, Field: record.FieldCollection, Confidence: x.Confidence})
			return
		}
	}
}

// bookSeries are how the names of series begin that books of papers come out in.
var bookSeries = []string{
	"Lecture Notes in ", "Advances in Intelligent Systems and Computing", "Communications in Computer and Information Science",
	"Springer Proceedings in ", "Studies in Computational Intelligence", "IFIP Advances in ", "Lecture Notes of ",
}
