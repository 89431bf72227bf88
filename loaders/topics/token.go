package topics

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// token is a word of a text or, in scripts that leave no blank between words,
// one letter.
type token struct {
	start, end int    // in bytes; a possessive ’s belongs to the word
	key        string // what words are compared by
	shape      shape
	joined     bool // a phrase may run on from the token before
	hyphened   bool // a hyphen binds it to the token before
	solid      bool // it is a letter of a script without blanks
}

// shape is how a word is capitalized.
type shape uint8

const (
	small    shape = iota
	capital        // the first letter
	capitals       // every letter, and there are several; a final s does not count: FTAs
)

// solid are the scripts that leave no blank between words.
var solid = []*unicode.RangeTable{
	unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul,
	unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar,
}

// tokenize takes a text apart.
func tokenize(text string) []token {
	var tokens []token
	end := 0
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !inWord(r) {
			i += size
			continue
		}
		t := token{start: i, end: i + size}
		switch {
		case isSolid(r):
			t.key, t.solid = norm.NFKC.String(text[i:t.end]), true
		default:
			stop := wordEnd(text, i)
			t.key, t.shape = fold(text[i:stop]), shapeOf(text[i:stop])
			t.end = stop + possessive(text[stop:])
		}
		if gap := text[end:t.start]; len(tokens) > 0 {
			t.joined = joins(gap)
			t.hyphened = t.joined && strings.ContainsFunc(gap, isDash)
		}
		tokens = append(tokens, t)
		end, i = t.end, t.end
	}
	return tokens
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) }

// isSolid also takes ー, which lengthens a vowel and belongs to no one script.
func isSolid(r rune) bool { return r >= firstSolid && (unicode.In(r, solid...) || r == 'ー') }

// firstSolid is the first letter of the first such script, Thai: what comes
// before it need not be looked up.
const firstSolid = 'ก'

// invisible tells characters that may stand within a word and are not seen.
func invisible(r rune) bool { return r == '\u00ad' || r == '\u200b' || r == '\u200c' || r == '\u200d' }

// wordEnd is where the word ends that starts at i. Letters with a full stop
// each, such as U.S.A., are one word.
func wordEnd(text string, i int) int {
	end := i
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		if !inWord(r) && !invisible(r) || isSolid(r) {
			break
		}
		end += size
	}
	if dotted := abbreviation(text[i:]); i+dotted > end {
		return i + dotted
	}
	return end
}

// abbreviation is the length of the capitals with full stops that text starts
// with; 0 if there are fewer than two.
func abbreviation(text string) int {
	length, n := 0, 0
	for {
		r, size := utf8.DecodeRuneInString(text[length:])
		if !unicode.IsUpper(r) || !strings.HasPrefix(text[length+size:], ".") {
			break
		}
		length += size + 1
		n++
	}
	if n < 2 {
		return 0
	}
	return length
}

// possessive is the length of the ’s that text starts with.
func possessive(text string) int {
	for _, s := range [...]string{"’s", "'s"} {
		if strings.HasPrefix(text, s) {
			if next, _ := utf8.DecodeRuneInString(text[len(s):]); !inWord(next) {
				return len(s)
			}
		}
	}
	return 0
}

// fold gives what words are compared by. The full stops of an abbreviation
// go, save one, so that U.S. is not us.
func fold(word string) string {
	key := strings.Map(func(r rune) rune {
		switch {
		case r == '.' || invisible(r):
			return -1
		case r == 'ё':
			return 'е'
		default:
			return r
		}
	}, strings.ToLower(norm.NFKC.String(word)))
	if strings.Contains(word, ".") {
		key += "."
	}
	return key
}

func shapeOf(word string) shape {
	upper, all := 0, true
	for i, r := range word {
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLower(r) && (r != 's' || upper < 2 || i < len(word)-1):
			all = false
		}
	}
	first, _ := utf8.DecodeRuneInString(word)
	switch {
	case all && upper > 1:
		return capitals
	case upper > 0 && !unicode.IsLower(first):
		return capital
	default:
		return small
	}
}

// whole tells whether the tokens from first to last are not the inside of a
// word, as far as letters tell in scripts without blanks: マリ (Mali) is no
// part of マリア, while a long name may stand in a compound; Korean words start
// with their noun.
func whole(tokens []token, first, last int) bool {
	const longName = 4
	touches := func(i int, script *unicode.RangeTable) bool {
		if i <= 0 || i >= len(tokens) || tokens[i-1].end != tokens[i].start {
			return false
		}
		return isOf(tokens[i-1], script) && isOf(tokens[i], script)
	}
	if last-first+1 < longName && (touches(first, unicode.Katakana) || touches(last+1, unicode.Katakana)) {
		return false
	}
	return !touches(first, unicode.Hangul)
}

func isOf(t token, script *unicode.RangeTable) bool {
	r, _ := utf8.DecodeRuneInString(t.key)
	return t.solid && (unicode.Is(script, r) || r == 'ー' && script == unicode.Katakana)
}

// joins tells whether a phrase may run over what stands between two words:
// blanks, hyphens, quotes, the apostrophe of d’Ivoire, the dot of ソフト・パワー.
func joins(gap string) bool {
	for _, r := range gap {
		if !unicode.IsSpace(r) && !invisible(r) && !isDash(r) && !isQuote(r) && r != '・' {
			return false
		}
	}
	return true
}

func isDash(r rune) bool { return unicode.Is(unicode.Pd, r) || r == '−' }

func isQuote(r rune) bool {
	return unicode.In(r, unicode.Pi, unicode.Pf) || strings.ContainsRune(`"'„`, r)
}
