package names

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// conjunctions stand between the last two names of a list.
var conjunctions = []string{"and", "&amp;", "&", "и", "та", "und", "et", "y", "e", "ба"}

// separator gives what parts the name before text from the one in it, "" if
// nothing does: a conjunction, a comma or semicolon, a stroke, or a dash
// between blanks.
func separator(text string) string {
	blank := blankAt(text, 0)
	at := blank + signAt(text[blank:], ",;·")
	word := at + blankAt(text, at)
	for _, c := range conjunctions {
		if end := word + len(c); strings.HasPrefix(text[word:], c) && blankAt(text, end) > 0 {
			return text[:end+1]
		}
	}
	if n := signAt(text[blank:], "&,;、，；/·"); n > 0 {
		return text[:blank+n+blankAt(text, blank+n)]
	}
	if blank > 0 {
		if n := signAt(text[blank:], "–—"); n > 0 && blankAt(text, blank+n) > 0 {
			return text[:blank+n+1]
		}
	}
	return ""
}

// joins reports whether a separator ends with a conjunction.
func joins(separator string) bool {
	separator = strings.TrimSpace(separator)
	for _, c := range conjunctions {
		if c != "&amp;" && c != "e" && strings.HasSuffix(separator, c) {
			return true
		}
	}
	return false
}

// blankAt is 1 if a blank stands at a place, or 0.
func blankAt(text string, at int) int {
	if at < len(text) {
		switch text[at] {
		case ' ', '\t', '\n', '\f', '\r':
			return 1
		}
	}
	return 0
}

// signAt is how many bytes the first rune has if it is one of some signs, or 0.
func signAt(text, signs string) int {
	r, n := utf8.DecodeRuneInString(text)
	if n == 0 || r == utf8.RuneError || !strings.ContainsRune(signs, r) {
		return 0
	}
	return n
}

// ends reports whether what follows initials, or a family name after them,
// may do so.
func ends(rest string) bool {
	return rest == "" || blankAt(rest, 0) > 0 || signAt(rest, ".,:;/([“«\"‘„–—-") > 0
}

// othersAt gives the words for further people, "et al." and its like, at the
// head of a text.
func othersAt(text string) string {
	at := 0
	if at < len(text) && text[at] == ',' {
		at++
	}
	at += blankAt(text, at)
	if signAt(text[at:], "(eau&[итu等н") == 0 {
		return ""
	}
	return others.FindString(text)
}

// beginning tells by its first letters which forms a name may have.
type beginning struct{ initials, word, characters bool }

func beginningOf(text string) beginning {
	var b beginning
	i := 0
	for at, r := range text {
		switch i {
		case 0:
			if inCharacters(r) {
				return beginning{characters: true}
			}
			b.word = true
		case 1:
			b.word = r != '.'
		}
		if r == '.' && i > 0 {
			b.initials = true
			break
		}
		if i++; i == 6 || at > 24 {
			break
		}
	}
	return b
}

// inCharacters reports whether a rune is of the scripts that names are
// written in without blanks.
func inCharacters(r rune) bool {
	return r >= 0x1100 && (r == '々' || unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul))
}
