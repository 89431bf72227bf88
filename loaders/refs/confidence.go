package refs

import (
	"math"
	"unicode"

	"bibgraph/loaders/record"
)

// What is worth how much of the confidence if it is wanting.
const (
	noTitle   = 0.4
	noDate    = 0.75
	noContext = 0.6 // neither people nor venue nor publisher nor address
	twoInOne  = 0.5 // signs of two references glued together
	cutShort  = 0.2 // longer than references are
	noText    = 0.3 // mojibake and other signs that are no letters
	noCorpus  = 0.6 // a script that the labels were learnt from nothing of
)

// confidence is how sure the labels are, less if a part of the text is not
// explained or what every reference has was not found.
func (in *reading) confidence(cut bool) float64 {
	c := in.explained() * in.sureness()
	w := in.work
	for _, want := range []struct {
		found bool
		cost  float64
	}{
		{len(w.Titles) > 0 || !w.Venue.IsZero() && (w.Volume != "" || w.Issue != ""), noTitle},
		{!w.Published.IsZero() || !in.ref.Accessed.IsZero(), noDate},
		{len(w.Contributions) > 0 || !w.Venue.IsZero() || len(w.Publishers) > 0 || w.Place != "" || w.URL != "", noContext},
		{!in.twoInOne(), twoInOne},
		{!cut, cutShort},
		{in.legible(), noText},
		{!unlearnt[w.Language], noCorpus},
	} {
		if !want.found {
			c *= want.cost
		}
	}
	return math.Round(c*1000) / 1000
}

// unlearnt are the languages, told by their scripts, that no corpus holds.
var unlearnt = map[string]bool{"el": true, "ar": true, "he": true, "hy": true, "ka": true, "hi": true, "th": true, "mn-Mong": true}

// explained gives the share of letters and figures that lie in a span. Words
// beside a value, such as "Vol." or "дата обращения", are few.
func (in *reading) explained() float64 {
	inside, all := 0, 0
	next := 0
	for i, r := range in.text {
		for next < len(in.ref.Spans) && in.ref.Spans[next].End <= i {
			next++
		}
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			continue
		}
		all++
		if next < len(in.ref.Spans) && in.ref.Spans[next].Start <= i {
			inside++
		}
	}
	if all == 0 {
		return 0
	}
	return min(1, float64(inside)/float64(all)/enough)
}

// enough is the share of a text that is explained when all of it is: the rest
// are words beside values.
const enough = 0.93

// sureness is how sure the labels are as a whole: as the labeller has it, if it
// tells, or the mean of its spans.
func (in *reading) sureness() float64 {
	if l, ok := in.labeller.(interface{ Whole([]record.Span) float64 }); ok {
		return l.Whole(in.ref.Spans)
	}
	sum := 0.0
	for _, s := range in.ref.Spans {
		sum += s.Confidence
	}
	return sum / float64(len(in.ref.Spans))
}

// twoInOne reports whether what stands once in a reference stands twice.
func (in *reading) twoInOne() bool {
	for _, field := range []record.Field{record.FieldAccessed, record.FieldDOI, record.FieldPageCount} {
		if len(in.all(field)) > 1 {
			return true
		}
	}
	strokes := 0 // part a work from its container, but for those of an address
	for i := 2; i < len(in.text); i++ {
		if in.text[i] == '/' && in.text[i-1] == '/' && in.text[i-2] != ':' {
			strokes++
			i += 2
		}
	}
	return strokes > 1
}

// legible reports whether most signs are ones that texts are written in.
func (in *reading) legible() bool {
	odd := 0
	for _, r := range in.text {
		if r == unicode.ReplacementChar || unicode.IsControl(r) && !unicode.IsSpace(r) || mojibake(r) {
			odd++
		}
	}
	return odd*10 < len(in.text)
}

// mojibake are letters that UTF-8 read as Latin-1 is full of.
func mojibake(r rune) bool { return r == 'Ð' || r == 'Ñ' || r == 'Ã' || r == 'â' || r == '€' }
