package lists

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// style is how a number before an entry is written.
type style uint8

const (
	withStop   style = iota // "1." and "1)"
	inSquare                // "[1]"
	inRound                 // "(1)"
	inCircle                // "①"
	withGap                 // "1" and a tab or more than one blank
	withBlank               // "1" and one blank
	alone                   // "1" with a line of its own
	manyStyles              // how many there are
)

// certainty is how far a style alone shows that a number opens an entry.
var certainty = [manyStyles]float64{withStop: 1, inSquare: 1, inRound: 0.8, inCircle: 1.2, withGap: 1, withBlank: 0.4, alone: 0.6}

// marker is a number that may open an entry.
type marker struct {
	number int
	style  style
	rest   string // the words behind it
}

// Figures are of at most four digits, for the lists of theses; years before a
// title make no chain of numbers.
var (
	squareNumber = regexp.MustCompile(`^[\[［【〔]\s*(\d{1,4})\s*[\]］】〕][.:]?\s*`)
	roundNumber  = regexp.MustCompile(`^[(（](\d{1,4})[)）][.:]?\s*`)
	stopNumber   = regexp.MustCompile(`^(\d{1,4})(?:[.．)）]{1,2}|[、｡。])\s*`)
	blankNumber  = regexp.MustCompile(`^(\d{1,4})([\s\p{Z}]+)`)
	loneNumber   = regexp.MustCompile(`^\d{1,4}$`)
)

// markerOf reads the number that a line begins with.
func markerOf(text string) (marker, bool) {
	if n, size := circled(text); n > 0 {
		return marker{n, inCircle, strings.TrimSpace(text[size:])}, true
	}
	text = plainDigits(text)
	if loneNumber.MatchString(text) {
		return newMarker(text, alone, "")
	}
	for _, form := range []struct {
		style style
		form  *regexp.Regexp
	}{{inSquare, squareNumber}, {inRound, roundNumber}, {withStop, stopNumber}} {
		if m := form.form.FindStringSubmatch(text); m != nil {
			rest := text[len(m[0]):]
			if form.style == withStop && len(strings.TrimSpace(m[0])) == len(m[0]) && !opensText(rest) {
				continue // "10.1016/…", "15.08.2019"
			}
			if rest == "" {
				return newMarker(m[1], alone, "")
			}
			return newMarker(m[1], form.style, rest)
		}
	}
	if m := blankNumber.FindStringSubmatch(text); m != nil {
		if m[2] == " " {
			return newMarker(m[1], withBlank, text[len(m[0]):])
		}
		return newMarker(m[1], withGap, text[len(m[0]):])
	}
	return marker{}, false
}

func newMarker(digits string, s style, rest string) (marker, bool) {
	n, err := strconv.Atoi(digits)
	rest = strings.TrimLeftFunc(rest, func(r rune) bool { return unicode.IsSpace(r) || r == '.' || r == ')' })
	return marker{n, s, rest}, err == nil
}

// opensText reports whether words may follow a number without a blank.
func opensText(rest string) bool {
	r := firstRune(rest)
	return rest == "" || unicode.IsLetter(r) || unicode.In(r, unicode.Ps, unicode.Pi) || strings.ContainsRune(`"'„“`, r)
}

// circled reads "①" to "㊿" and tells how many bytes it takes.
func circled(text string) (n, size int) {
	r := firstRune(text)
	switch {
	case '①' <= r && r <= '⑳':
		n = int(r-'①') + 1
	case '㉑' <= r && r <= '㉟':
		n = int(r-'㉑') + 21
	case '㊱' <= r && r <= '㊿':
		n = int(r-'㊱') + 36
	case '⑴' <= r && r <= '⒇':
		n = int(r-'⑴') + 1
	case '⒈' <= r && r <= '⒛':
		n = int(r-'⒈') + 1
	default:
		return 0, 0
	}
	return n, len(string(r))
}

// plainDigits writes the wide digits that a text begins with as ASCII.
func plainDigits(text string) string {
	if !strings.ContainsAny(text[:min(len(text), 4)], "\uff3b\uff08\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19") {
		return text
	}
	var b strings.Builder
	for i, r := range text {
		switch {
		case '０' <= r && r <= '９':
			b.WriteRune(r - '０' + '0')
		case i == 0 && (r == '［' || r == '（'):
			b.WriteRune(r)
		default:
			return b.String() + text[i:]
		}
	}
	return b.String()
}
