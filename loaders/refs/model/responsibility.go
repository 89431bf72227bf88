package model

import (
	"strings"

	"bibgraph/loaders/record"
	"bibgraph/loaders/refs/names"
	"bibgraph/loaders/refs/tokens"
)

// responsibility takes the authors out of the statement behind "/" (GOST
// 7.1-2003, 5.2.6) where none stand at the head, or the first alone of several.
func responsibility(s *sheet) {
	l := s.line
	for i := 1; i < len(l.Tokens); i++ {
		t := l.Tokens[i]
		if t.Mark != tokens.Slash || !strings.Contains(l.Text[l.Tokens[i-1].End:t.Start], " / ") {
			continue
		}
		statement := l.Text[t.Start:]
		for _, stop := range []string{"//", ". –", ". —", ". -", ".–", ".—", " — ", " – ", ";"} {
			if at := strings.Index(statement, stop); at >= 0 {
				statement = statement[:at]
			}
		}
		n := names.Scan(statement)
		if n == 0 {
			return
		}
		head := ""
		for _, x := range s.spans {
			if x.Field == record.FieldAuthor && x.Start < t.Runes {
				head = string(s.text[x.Start:x.End])
				if s.at(x.End) == '.' {
					head += "." // of an initial
				}
			}
		}
		if head == "" || several(statement[:n]) && !several(head) {
			s.cut(record.Span{Start: t.Runes, End: t.Runes + len([]rune(statement[:n])), Field: record.FieldAuthor, Confidence: 0.8})
		}
		return
	}
}

func several(text string) bool { return len(names.List(text, names.Context{})) > 1 }
