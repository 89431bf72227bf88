package refs

import (
	"strings"
	"unicode"
)

// stems are words that tell what a title is of, in lower case: whole words,
// beginnings of words, and what may stand anywhere.
type stems struct {
	whole    map[string]bool
	begin    []string
	anywhere []string
}

// stemsOf reads a list parted by |: "газет*" is the beginning of a word,
// "*学报*" stands anywhere.
func stemsOf(list string) stems {
	s := stems{whole: map[string]bool{}}
	for w := range strings.SplitSeq(list, "|") {
		switch {
		case strings.HasPrefix(w, "*"):
			s.anywhere = append(s.anywhere, strings.Trim(w, "*"))
		case strings.HasSuffix(w, "*"):
			s.begin = append(s.begin, strings.TrimSuffix(w, "*"))
		default:
			s.whole[w] = true
		}
	}
	return s
}

// in reports whether one of the stems is in a text in any case.
func (s stems) in(text string) bool { return s.inLower(strings.ToLower(text)) }

// inLower is in for a text in lower case.
func (s stems) inLower(text string) bool {
	for _, w := range s.anywhere {
		if strings.Contains(text, w) {
			return true
		}
	}
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if s.whole[word] {
			return true
		}
		for _, w := range s.begin {
			if strings.HasPrefix(word, w) {
				return true
			}
		}
	}
	return false
}
