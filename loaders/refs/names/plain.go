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

// hopeless reports whether the form's expression surely finds nothing: the text
// begins with a plain word, and what stands behind it is not the form's.
func (f *form) hopeless(text string) bool {
	n := plainWord(text)
	if n == 0 {
		return false
	}
	rest := text[n:]
	behindComma, comma := strings.CutPrefix(rest, ",")
	switch f.name {
	case "Family I. I.":
		return !initialBehindBlank(behindComma)
	case "FamilyI.I.":
		return !strings.HasPrefix(rest, ".") && (!comma || !mayBeInitial(behindComma))
	case "Two Families, I. I.":
		return !secondWord(rest)
	case "Family, Given I.":
		return !secondWord(rest) && (!comma || blankAt(behindComma, 0) == 0 || !startsUpper(behindComma[1:]))
	case "Given I. Family":
		return !initialBehindBlank(rest)
	case "Family II", "Given Family":
		return blankAt(rest, 0) == 0
	}
	return false
}

// secondWord reports whether a blank and what may be a word with a comma behind
// it begin the text.
func secondWord(text string) bool {
	if blankAt(text, 0) == 0 {
		return false
	}
	n := plainWord(text[1:])
	return n == 0 || strings.HasPrefix(text[1+n:], ",")
}

func initialBehindBlank(text string) bool {
	return blankAt(text, 0) > 0 && mayBeInitial(text[1:])
}

// mayBeInitial reports whether an initial might begin the text: a capital, and
// a stop that is near, as in "A-Abc.".
func mayBeInitial(text string) bool {
	if !startsUpper(text) {
		return false
	}
	letters := 0
	for _, r := range text {
		if r == '.' {
			return true
		}
		if letters++; letters > 5 {
			break
		}
	}
	return false
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
