package model

import (
	"unicode"

	"bibgraph/loaders/record"
)

func isLetter(r rune) bool { return unicode.IsLetter(r) }

// edges gives spans the signs that belong to their words: the stop of an
// initial, the end of a question, a bracket that was opened inside, the tags
// around a title.
func edges(s *sheet) {
	for i := range s.spans {
		x := &s.spans[i]
		limit := len(s.text)
		if i+1 < len(s.spans) {
			limit = s.spans[i+1].Start
		}
		floor := 0
		if i > 0 {
			floor = s.spans[i-1].End
		}
		switch x.Field {
		case record.FieldAuthor, record.FieldEditor, record.FieldTranslator:
			if x.End < limit && s.text[x.End] == '.' && isLetter(s.at(x.End-1)) && (!isLetter(s.at(x.End-2)) || unicode.IsUpper(s.at(x.End-2)) || x.End-3 >= 0 && !isLetter(s.at(x.End-3))) {
				x.End++
			}
		case record.FieldTitle, record.FieldTranslated, record.FieldContainer, record.FieldCollection:
			if x.End < limit && (s.text[x.End] == '?' || s.text[x.End] == '!' || s.text[x.End] == '…') {
				x.End++
			}
			closeBrackets(s, x, limit)
			if start := tagBefore(s.text, x.Start); start >= floor {
				if end := tagBehind(s.text, x.End); end <= limit && start < x.Start && end > x.End {
					x.Start, x.End = start, end
				}
			}
		case record.FieldIssue, record.FieldVolume, record.FieldPublisher, record.FieldPlace, record.FieldEdition, record.FieldNote, record.FieldGenre:
			closeBrackets(s, x, limit)
		default: // numbers and addresses end where they end
		}
	}
}

// closeBrackets takes in the closing bracket of one that is open in the span.
func closeBrackets(s *sheet, x *record.Span, limit int) {
	for _, pair := range [][2]rune{{'(', ')'}, {'[', ']'}, {'«', '»'}, {'“', '”'}, {'（', '）'}, {'《', '》'}} {
		open := 0
		for _, r := range s.text[x.Start:x.End] {
			switch r {
			case pair[0]:
				open++
			case pair[1]:
				open--
			}
		}
		if open > 0 && x.End < limit && s.text[x.End] == pair[1] {
			x.End++
		}
	}
}

// tagBefore gives where the tag begins that ends at a place; the place if there is none.
func tagBefore(text []rune, at int) int {
	if at == 0 || text[at-1] != '>' {
		return at
	}
	for i := at - 2; i >= 0 && at-i < 12; i-- {
		if text[i] == '<' {
			if text[i+1] == '/' {
				return at
			}
			return i
		}
	}
	return at
}

// tagBehind gives where the closing tag ends that begins at a place.
func tagBehind(text []rune, at int) int {
	if at+1 >= len(text) || text[at] != '<' || text[at+1] != '/' {
		return at
	}
	for i := at + 2; i < len(text) && i-at < 12; i++ {
		if text[i] == '>' {
			return i + 1
		}
	}
	return at
}
