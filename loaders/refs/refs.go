// Package refs reads one printed reference into the work that it cites.
//
// Reading has two halves. A Labeller says which words are which field; by
// default that is the trained model of package model. Then the steps below turn the words of each field into what a record holds:
// people with families and given names, dates down to the day, pages with
// their ends, the type of the work. Each step is one file.
//
//	Базаров В.Б. Монголо-японские … отношения // Власть. 2009. № 9. С. 157-159.
//	author       title                           container date issue  page
//
// A text that is no reference is no error: it is read with low confidence,
// and its words are never lost.
package refs

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"bibgraph/loaders/record"
	"bibgraph/loaders/refs/model"
)

// Labeller says which words of a reference are which field. Its spans are in
// code points and in order, and do not overlap; Reader drops those that are
// not so.
type Labeller interface {
	Label(text string) []record.Span
}

var _ Labeller = (*model.Model)(nil)

// Reader reads references. The zero value labels by the trained model.
type Reader struct {
	Labeller Labeller
}

// Parse reads a reference by the trained model.
func Parse(raw string) record.Reference { return Reader{}.Parse(raw) }

// steps turn labelled words into a work, in this order: names need the
// title's language, the type needs all else.
var steps = []struct {
	name string
	do   func(*reading)
}{
	{"titles", readTitles},
	{"people", readPeople},
	{"date", readDate},
	{"volume, issue, edition", readNumbers},
	{"pages", readPages},
	{"publishers and place", readPublishers},
	{"identifiers", readIdentifiers},
	{"venue", readVenue},
	{"type", readType},
	{"date of a law", readLawDate},
}

// analysed bounds how many bytes of a text are looked at. References are
// shorter; what is longer is a page that was not parted.
const analysed = 4096

// Parse reads a reference. Raw is the text as given, whatever was read.
func (r Reader) Parse(raw string) record.Reference {
	labeller := r.Labeller
	if labeller == nil {
		labeller = model.Trained()
	}
	text := head(raw)
	ref := record.Reference{Raw: raw, Spans: sound(labeller.Label(text), utf8.RuneCountInString(text))}
	if len(ref.Spans) == 0 {
		return ref
	}
	in := &reading{labeller: labeller, text: []rune(text), ref: &ref, work: &record.Work{}}
	for _, step := range steps {
		step.do(in)
	}
	ref.Work = in.work
	ref.Confidence = in.confidence(len(text) < len(raw))
	return ref
}

// head gives the beginning of a text that is analysed, cut between runes.
func head(raw string) string {
	if len(raw) <= analysed {
		return raw
	}
	cut := analysed
	for cut > 0 && !utf8.RuneStart(raw[cut]) {
		cut--
	}
	return raw[:cut]
}

// sound keeps the spans that lie in the text, in order and apart.
func sound(spans []record.Span, length int) []record.Span {
	kept := spans[:0:0]
	at := 0
	for _, s := range spans {
		if s.Start >= at && s.Start < s.End && s.End <= length {
			kept = append(kept, s)
			at = s.End
		}
	}
	return kept
}

// reading is a reference half read.
type reading struct {
	labeller Labeller

	text []rune
	ref  *record.Reference
	work *record.Work
}

// words gives the words of a span, with single blanks.
func (in *reading) words(s record.Span) string {
	text := in.text[s.Start:s.End]
	last := ' '
	for i, r := range text {
		if r == ' ' && last == ' ' || r != ' ' && unicode.IsSpace(r) || r == ' ' && i == len(text)-1 {
			return strings.Join(strings.Fields(string(text)), " ")
		}
		last = r
	}
	return string(text)
}

// all gives the words of each span of a field.
func (in *reading) all(field record.Field) []string {
	var all []string
	for _, s := range in.ref.Spans {
		if s.Field == field {
			all = append(all, in.words(s))
		}
	}
	return all
}

// first gives the words of a field's first span, or "".
func (in *reading) first(field record.Field) string {
	for _, s := range in.ref.Spans {
		if s.Field == field {
			return in.words(s)
		}
	}
	return ""
}
