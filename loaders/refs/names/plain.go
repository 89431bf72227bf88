package names

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Most names are of a word and initials. These are matched by hand, as their
// forms would match them; what is not quite plain is left to the expressions.

// plain gives what the form's expression would, ok false where it is to be asked.
func (f *form) plain(text string) (n int, familyName, given string, ok bool) {
	switch f.name {
	case "Family I. I.":
		family := plainWord(text)
		at := family
		if strings.HasPrefix(text[at:], ",") {
			at++
		}
		if family == 0 || blankAt(text, at) == 0 {
			return 0, "", "", false
		}
		at++
		length := plainInitials(text[at:])
		if length == 0 || goesOn(text[at+length:]) {
			return 0, "", "", false
		}
		return at + length, text[:family], text[at : at+length], true
	case "I. I. Family":
		length := plainInitials(text)
		if length == 0 {
			return 0, "", "", false
		}
		at := length + blankAt(text, length)
		family := plainWord(text[at:])
		if family == 0 || goesOn(text[at+family:]) {
			return 0, "", "", false
		}
		return at + family, text[at : at+family], text[:length], true
	}
	return 0, "", "", false
}

// plainWord is how long a capitalised word of letters at the head of a text
// is; 0 if it is a particle, or signs in it make it less plain.
func plainWord(text string) int {
	letters := 0
	for at, r := range text {
		switch {
		case letters == 0 && !unicode.IsUpper(r):
			return 0
		case unicode.IsLetter(r):
			letters++
			continue
		case letters < 2 || strings.ContainsRune("'’ʹʼ-‐", r) || unicode.IsMark(r) || isParticle(text[:at]):
			return 0
		}
		return at
	}
	if letters < 2 || isParticle(text) {
		return 0
	}
	return len(text)
}

// plainInitials is how long one to four initials at the head of a text are.
func plainInitials(text string) int {
	at, n := 0, 0
	for n < 5 {
		start := at
		if n > 0 {
			start += blankAt(text, at)
		}
		r, size := utf8.DecodeRuneInString(text[start:])
		if !unicode.IsUpper(r) || !strings.HasPrefix(text[start+size:], ".") {
			break
		}
		at = start + size + 1
		n++
	}
	if n > 4 {
		return 0
	}
	return at
}

// goesOn reports whether what stands behind a plain name might belong to it.
func goesOn(rest string) bool {
	if rest == "" {
		return false
	}
	r, n := utf8.DecodeRuneInString(rest)
	switch {
	case r == '.' || r == '-' || r == '‐' || unicode.IsLetter(r) || unicode.IsMark(r):
		return true
	case blankAt(rest, 0) == 0:
		return false
	}
	r, _ = utf8.DecodeRuneInString(rest[n:])
	return unicode.IsLetter(r) || r == '-' || r == '‐'
}

// isParticle reports whether a word is one that stands before family names.
func isParticle(word string) bool { return len(word) <= 8 && particles[strings.ToLower(word)] }

var particles = set("van von vom zu zum de der den del della degli di da dos do du ibn bin ибн фон ван дер де ал аль ма mac ma")
