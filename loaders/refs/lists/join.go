package lists

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// vocabulary is the words of all lists, in small letters, those with hyphens
// whole. The halves of words broken at a line's end are not among them.
type vocabulary map[string]bool

var wordForm = lazily(`[\p{L}\p{M}]+(?:[-‐][\p{L}\p{M}]+)*`)

// learn takes up the words of a line. Its first word may be the end of one.
func (v vocabulary) learn(text string, broken bool) {
	words := wordForm().FindAllString(text, -1)
	if broken && len(words) > 0 {
		words = words[1:]
	}
	if endsBroken(text) && len(words) > 0 {
		words = words[:len(words)-1]
	}
	for _, w := range words {
		v[strings.ReplaceAll(strings.ToLower(w), "‐", "-")] = true
	}
}

// endsBroken reports whether a line may end within a word.
func endsBroken(text string) bool {
	return strings.HasSuffix(text, "-") || strings.HasSuffix(text, "‐") || strings.HasSuffix(text, softHyphen)
}

// join puts the rows of an entry into one line, with one blank between words.
func (in *input) join(rows []row) string {
	var b strings.Builder
	address := false // the last word so far is one, or its beginning
	for i, r := range rows {
		text := squeeze(r.text)
		address = address && !strings.Contains(text, " ") || isAddress(lastWord(text)) || opensAddress(lastWord(text))
		if i+1 < len(rows) {
			left, between := in.seam(text, squeeze(rows[i+1].text), address)
			text = left + between
			address = address && between == ""
		}
		b.WriteString(text)
	}
	return strings.TrimSpace(strings.ReplaceAll(b.String(), softHyphen, ""))
}

// seam tells how a line goes over into the next: what is left of it, and what
// stands between. The line may end in an address.
func (in *input) seam(text, next string, address bool) (left, between string) {
	if text == "" || next == "" {
		return text, ""
	}
	if left, ok := strings.CutSuffix(text, softHyphen); ok {
		return left, ""
	}
	last, first := lastRune(text), firstRune(next)
	switch {
	case address && addressGoesOn(text, firstWord(next)):
		return text, ""
	case (last == '-' || last == '‐') && len(text) > 1:
		return in.hyphen(text, next)
	case strings.ContainsRune("–‑−", last) && unicode.IsDigit(first) && digitBefore(text):
		return text, ""
	case unicode.Is(unicode.Hangul, last) && unicode.Is(unicode.Hangul, first):
		return text, " " // Korean has blanks between its words
	case isWide(last) && (isWide(first) || unicode.IsDigit(first)) || unicode.IsDigit(last) && isWide(first):
		return text, ""
	}
	return text, " "
}

// hyphen joins a line that ends in one. It parts figures, capitals or two
// words that stay joined by it, or it shows that a word was broken.
func (in *input) hyphen(text, next string) (left, between string) {
	bare := strings.TrimRight(text, "-‐")
	before, first := lastRune(bare), firstRune(next)
	switch {
	case bare == "" || unicode.IsSpace(before) || !unicode.IsLetter(before) && !unicode.IsDigit(before):
		return text, " " // a dash
	case !unicode.IsLetter(before) || !unicode.IsLower(first):
		return text, ""
	case in.words.compound(lastLetters(bare), firstLetters(next)):
		return text, ""
	}
	return bare, ""
}

// compound reports whether the halves of a word keep the hyphen between them:
// where the lists have the word elsewhere, it is as there. Else the second half
// is a long word, and either the lists have both halves, or the first is one of
// compounds, as in "советско-японские", or the second a nation, as in
// "монголо-японские".
func (v vocabulary) compound(first, second string) bool {
	first, second = strings.ToLower(first), strings.ToLower(second)
	switch {
	case v[first+second]:
		return false
	case v[first+"-"+second]:
		return true
	case len([]rune(first)) < 4 || len([]rune(second)) < 6:
		return false
	}
	return v[first] && v[second] || linking.MatchString(first) || strings.HasSuffix(first, "о") && (v[second] || nations.MatchString(second) && first != "ново")
}

var (
	// linking ends the first half of compounds that Slavic languages write with
	// a hyphen: "российско-", "социально-", "культурно-".
	linking = regexp.MustCompile(`(?:ск|ьн|рн|нн|чн|зн|sk|l')[оo]$`)

	// nations begins the second half of compounds of two nations.
	nations = regexp.MustCompile(`^(?:япон|кита[йи]|монгол|росс|русск|совет|америк|англий|британ|француз|герман|немец|коре[йи]|инди[йи]|туре[цк]|казах|к[иы]ргыз|киргиз|` +
		`узбек|тадж|туркм|укра|белорус|польск|вьетн|европ|азиат|тибет|бурят|калмы|якут|ма[нь]+чжур|иран|афган|пакист|араб|еврей|испан|италь|греч|болгар|серб|финск|швед)`)
)

func lastLetters(text string) string {
	at := strings.LastIndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
	if at >= 0 {
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size - 1
	}
	return text[at+1:]
}

func firstLetters(text string) string {
	at := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
	if at < 0 {
		return text
	}
	return text[:at]
}

func digitBefore(text string) bool {
	_, size := utf8.DecodeLastRuneInString(text)
	return unicode.IsDigit(lastRune(text[:len(text)-size]))
}

var (
	addressSigns = regexp.MustCompile(`^[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+$`)
	aboutAddress = lazily(`^(?:accessed|retrieved|access|available|last|date|and|in|\p{Lu}\p{L}*[.,:;]?)$`)
	plainNumber  = regexp.MustCompile(`^[\d.,;:()–-]+$`)
)

func opensAddress(word string) bool { return word == "http:" || word == "https:" }

// addressGoesOn reports whether the first word of a line goes on with the
// address or DOI at the end of the line before: after a sign that ends none,
// or with signs that only addresses have.
func addressGoesOn(address, word string) bool {
	if strings.Contains(word, "://") || !addressSigns.MatchString(word) || strings.HasPrefix(word, "(") || strings.HasPrefix(word, "[") {
		return false
	}
	switch last := address[len(address)-1]; {
	case strings.IndexByte("-_=&?%#~", last) >= 0:
		return true
	case last == '/':
		return !aboutAddress().MatchString(word)
	case last == '.':
		r := firstRune(word)
		return !plainNumber.MatchString(word) && (unicode.IsLower(r) || unicode.IsDigit(r)) && strings.ContainsAny(strings.TrimRight(word, ".,;"), "./0123456789")
	case strings.IndexByte(",;)]", last) >= 0:
		return false
	}
	return strings.ContainsAny(word, "/=?&%_#~") && (!strings.HasPrefix(word, "//") || opensAddress(lastWord(address))) || strings.HasPrefix(word, ".")
}

// squeeze puts one blank between words.
func squeeze(text string) string { return strings.Join(strings.Fields(text), " ") }
