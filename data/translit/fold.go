package translit

import (
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"bibgraph/data/authorities"
)

// keyLetters are the Latin letters of match keys, a Cyrillic letter each.
var keyLetters = sync.OnceValue(func() map[rune]string {
	m := make(map[rune]string)
	for _, r := range authorities.Table("translit-ru") {
		for _, letter := range r["letter"] {
			m[letter] = r["key"]
		}
	}
	return m
})

// Fold brings words to the plain letters in which match keys compare them:
// small Latin letters without marks, and digits, words parted by one blank.
// "Mongolia’s “third neighbor” policy" becomes "mongolias third neighbor
// policy", "Власть" becomes "vlast".
//
// Letters outside Latin and the Cyrillic table part words like blanks do, so
// that a text in Japanese alone folds to "": no key can rest on such a text.
// The recipe is v1 of the keys and must not change.
func Fold(text string) string {
	text = cases.Fold().String(norm.NFC.String(text))
	var latin strings.Builder
	for _, r := range text {
		if letters, ok := keyLetters()[r]; ok {
			latin.WriteString(letters)
		} else {
			latin.WriteRune(r)
		}
	}
	var out strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(latin.String()) {
		switch {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
			if gap && out.Len() > 0 {
				out.WriteByte(' ')
			}
			gap = false
			out.WriteRune(r)
		case unicode.Is(unicode.Mn, r) || isApostrophe(r):
		default:
			gap = true
		}
	}
	return out.String()
}

// isApostrophe also takes the quotes and primes that stand for one, and the
// signs that transliterations write for ь and ъ.
func isApostrophe(r rune) bool { return strings.ContainsRune("'`‘’‛ʻʼʽʹʺ′", r) }
