package model

import (
	"bibgraph/loaders/record"
	"bibgraph/loaders/refs/tokens"
)

// days takes the day and month behind a year into the date: "2019. 3 декабря".
func days(s *sheet) {
	l := s.line
	for _, x := range s.spans {
		if x.Field != record.FieldDate {
			continue
		}
		first, last := s.tokens(x)
		if first != last || l.Tokens[last].Shape != tokens.Year || last+2 >= len(l.Tokens) {
			continue
		}
		day, month := l.Tokens[last+1], l.Tokens[last+2]
		if (day.Shape == tokens.Digit1 || day.Shape == tokens.Digit2) && l.Is(last+2, "month") && month.Mark == tokens.Blank {
			x.End = month.Runes + month.Length
			s.cut(x)
			return
		}
	}
}
