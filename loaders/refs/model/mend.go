package model

import (
	"slices"

	"bibgraph/loaders/record"
	"bibgraph/loaders/refs/features"
)

// mends are tried in this order on what the field has told.
var mends = []struct {
	name string
	do   func(*sheet)
}{
	{"DOIs are DOIs, addresses addresses", identifiers},
	{"what sort of thing it is", genres},
	{"a title in quotation marks ends with them", quoted},
	{"what stands behind a title", titles},
	{"the day of access", accessed},
	{"a day behind its year", days},
	{"a year before its volume", yearVolumes},
	{"a year behind its issue", issueYears},
	{"who is named behind a stroke", responsibility},
	{"who translated and who edited", roles},
	{"what a work stands in", hosts},
	{"a series behind its book", series},
	{"a publisher behind the strokes", publishers},
	{"remarks that are always made alike", notes},
	{"the words beside a value are no part of it", labelWords},
	{"how many pages there are", pageCounts},
	{"signs that belong to the words", edges},
}

// sheet is a reference with its spans, in order.
type sheet struct {
	text  []rune
	line  *features.Line
	spans []record.Span
}

// at gives the rune at a place, 0 outside of the text.
func (s *sheet) at(i int) rune {
	if i < 0 || i >= len(s.text) {
		return 0
	}
	return s.text[i]
}

// cut puts a span in and cuts from the others what it covers.
func (s *sheet) cut(span record.Span) {
	kept := make([]record.Span, 0, len(s.spans)+2)
	for _, x := range s.spans {
		if x.Start < span.Start {
			y := x
			if y.End > span.Start {
				y.End = trimmed(s.text, y.Start, span.Start)
			}
			kept = append(kept, y)
		}
		if x.End > span.End {
			y := x
			if y.Start < span.End {
				if x.Start < span.Start {
					continue // what comes behind is another thing
				}
				y.Start = s.next(span.End)
			}
			if y.Start < y.End {
				kept = append(kept, y)
			}
		}
	}
	at := slices.IndexFunc(kept, func(x record.Span) bool { return x.Start >= span.End })
	if at < 0 {
		at = len(kept)
	}
	s.spans = slices.Insert(kept, at, span)
}

// next is where the first token begins from a place on.
func (s *sheet) next(at int) int {
	for i := range s.line.Tokens {
		if t := &s.line.Tokens[i]; t.Runes >= at {
			return t.Runes
		}
	}
	return len(s.text)
}

// trimmed gives the end of a span without the signs before a place.
func trimmed(text []rune, start, end int) int {
	for end > start+1 {
		switch text[end-1] {
		case ' ', '\u00a0', '\t', ':', '.', ',', ';', '=', '(', '[', '–', '—', '-', '/':
			end--
			continue
		}
		break
	}
	return end
}
