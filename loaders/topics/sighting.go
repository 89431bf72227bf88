package topics

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bibgraph/loaders/record"
)

// sighting is a place where a text shows a concept.
type sighting struct {
	concept string
	field   string
	matched string // the words as printed
	text    int    // which of the work's texts, the title being the first
	start   int    // in bytes
	kind    kind
	opens   bool // it stands in the first sentence of an abstract
	doubt   bool // the name is another word too, and nothing beside it helps
}

// place orders sightings as they stand in the work.
func (s sighting) place(other sighting) int {
	return cmp.Or(cmp.Compare(s.text, other.text), cmp.Compare(s.start, other.start))
}

// evidence orders sightings of one concept, the best first.
func (s sighting) evidence(other sighting) int {
	return cmp.Or(cmp.Compare(s.text, other.text), cmp.Compare(s.kind, other.kind), cmp.Compare(s.start, other.start))
}

// sightings reads all texts of a work.
func sightings(w *record.Work) []sighting {
	var found []sighting
	n := 0
	read := func(field, text, lang string) {
		for _, s := range see(text, lang, field) {
			s.text = n
			found = append(found, s)
		}
		n++
	}
	for _, t := range w.Titles {
		read(Title, t.Value, t.Lang)
		read(Title, t.Subtitle, t.Lang)
	}
	for _, t := range w.Keywords {
		read(Keywords, t.Value, t.Lang)
	}
	for _, t := range w.Abstracts {
		read(Abstract, t.Value, t.Lang)
	}
	return found
}

// see reads one text.
func see(text, lang, field string) []sighting {
	tokens := tokenize(text)
	lang = languageOf(lang, tokens)
	if lang == "" {
		return nil
	}
	l := lexiconOf(lang)
	hits := l.match(tokens, field == Keywords)
	hits = append(hits, l.relationsIn(tokens, hits)...)
	first := 0
	if field == Abstract {
		first = firstSentence(text)
	}
	var found []sighting
	for _, h := range hits {
		if h.kind == stop || h.kind == relation {
			continue
		}
		start, end := widen(text, tokens[h.first:h.last+1])
		s := sighting{
			concept: h.concept,
			field:   field,
			matched: text[start:end],
			start:   start,
			kind:    h.kind,
			opens:   start < first,
			doubt:   h.care && !l.inPlace(tokens, h),
		}
		if h.kind == pair {
			s.kind = demonym
			other := s
			other.concept = h.other
			found = append(found, other)
		}
		found = append(found, s)
	}
	return found
}

// placeWords stand before the name of a place.
var placeWords = map[string][]string{
	"en": {"in", "of", "from", "to", "between", "across", "towards"},
	"ru": {"в", "из", "республика", "республики", "республике"},
}

// inPlace tells whether a hit is shown to be a place by the word before it, or
// by standing alone, as in a list of keywords.
func (l *lexicon) inPlace(tokens []token, h hit) bool {
	if h.last-h.first+1 == len(tokens) {
		return true
	}
	return h.first > 0 && tokens[h.first].joined && slices.Contains(placeWords[l.lang], tokens[h.first-1].key)
}

// witnessed leaves out ambiguous names where the work has no other country,
// nor the same by a surer word.
func witnessed(found []sighting) []sighting {
	for _, s := range found {
		if !s.doubt && s.kind < theme {
			return found
		}
	}
	return slices.DeleteFunc(found, func(s sighting) bool { return s.doubt })
}

// recurs tells whether one abstract has a concept often.
func recurs(seen []sighting) bool {
	times := map[int]int{}
	for _, s := range seen {
		if s.field == Abstract {
			times[s.text]++
		}
		if times[s.text] == often {
			return true
		}
	}
	return false
}

// quotes open and close.
var quotes = [...][2]string{{"“", "”"}, {"«", "»"}, {"„", "“"}, {"‘", "’"}, {`"`, `"`}}

// widen gives the span of a hit, with the quote around its end whose partner
// stands between its words: “third neighbor” policy.
func widen(text string, tokens []token) (start, end int) {
	start, end = tokens[0].start, tokens[len(tokens)-1].end
	var gaps strings.Builder
	for i, t := range tokens[1:] {
		gaps.WriteString(text[tokens[i].end:t.start])
	}
	for _, q := range quotes {
		switch opened, closed := strings.Count(gaps.String(), q[0]), strings.Count(gaps.String(), q[1]); {
		case closed > 0 && opened <= closed && strings.HasSuffix(text[:start], q[0]):
			return start - len(q[0]), end
		case opened > 0 && closed <= opened && strings.HasPrefix(text[end:], q[1]):
			return start, end + len(q[1])
		}
	}
	return start, end
}

// firstSentence is where the first sentence of an abstract ends. A heading
// such as "Introduction." is none.
func firstSentence(text string) int {
	const headingWords = 3
	for i, r := range text {
		if r != '。' && !strings.ContainsRune(".!?", r) {
			continue
		}
		end := i + utf8.RuneLen(r)
		next, _ := utf8.DecodeRuneInString(text[end:])
		if r == '。' || unicode.IsSpace(next) && len(strings.Fields(text[:end])) > headingWords {
			return end
		}
	}
	return len(text)
}
