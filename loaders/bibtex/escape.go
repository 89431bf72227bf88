package bibtex

import (
	"strings"
	"unicode"
)

// specials are the signs that TeX takes for orders. Braces are written by
// name: BibTeX counts them even behind a backslash, and one that is alone would
// open a field that never closes.
var specials = map[rune]string{
	'\\': `{\textbackslash}`, '{': `{\textbraceleft}`, '}': `{\textbraceright}`,
	'~': `{\textasciitilde}`, '^': `{\textasciicircum}`,
	'&': `\&`, '%': `\%`, '$': `\$`, '#': `\#`, '_': `\_`,
}

// escaped writes words so that TeX prints them. Blanks and line breaks become
// single blanks; a control character or a byte that is no UTF-8 becomes U+FFFD.
func escaped(words string) string {
	var b strings.Builder
	for i, word := range strings.Fields(words) {
		if i > 0 {
			b.WriteByte(' ')
		}
		for _, r := range word {
			switch order, special := specials[r]; {
			case special:
				b.WriteString(order)
			case unicode.IsControl(r):
				b.WriteRune(unicode.ReplacementChar)
			default:
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}

// address writes a URL or DOI, which styles take sign by sign. Signs that would
// end the field are written as URLs escape them (RFC 3986, 2.1).
func address(url string) string {
	return addressSigns.Replace(strings.ToValidUTF8(url, "%EF%BF%BD"))
}

var addressSigns = strings.NewReplacer("{", "%7B", "}", "%7D", `\`, "%5C", "\x00", "%00", "\n", "%0A", "\r", "%0D")
