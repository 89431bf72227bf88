package tokens

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Line is a reference cut into tokens. It may be used again and again.
type Line struct {
	Text   string
	Tokens []Token
	Last   Mark // after the last token
}

// most bounds the tokens of a line: references have fewer.
const most = 1024

// Scan cuts a text. What comes after the first tokens of a very long text is
// left out.
func (l *Line) Scan(text string) {
	l.Text, l.Tokens = text, l.Tokens[:0]
	s := scanner{text: text, mark: Begin}
	for s.at < len(text) && len(l.Tokens) < most {
		r, n := s.rune(s.at)
		switch class := classOf(r); class {
		case classNone:
			s.skip(r, n)
		case classSign:
			l.Tokens = append(l.Tokens, s.sign(r, n))
		default:
			t, ok := s.address()
			if !ok {
				t = s.word()
			}
			l.Tokens = append(l.Tokens, t)
		}
	}
	l.Last = s.mark
}

// scanner is where a scan is.
type scanner struct {
	text  string
	at    int // bytes
	runes int

	gap    uint32
	mark   Mark
	blank  bool
	inside Inside
	single bool // in single quotation marks
	last   rune // of the gap
}

func (s *scanner) rune(at int) (rune, int) {
	if c := s.text[at]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(s.text[at:])
}

// classes of runes.
const (
	classNone = iota
	classLetter
	classDigit
	classSign
)

func classOf(r rune) int {
	if r < utf8.RuneSelf {
		switch {
		case 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z':
			return classLetter
		case '0' <= r && r <= '9':
			return classDigit
		}
		return classNone
	}
	switch {
	case r >= 0x400 && r <= 0x52f:
		return classLetter
	case r == 'º' || r == 'ª':
		return classNone
	case r >= 0x3040 && r <= 0x30ff || unicode.Is(unicode.Han, r):
		if r == '・' || r == '゠' {
			return classNone
		}
		return classSign
	case unicode.IsLetter(r), unicode.Is(unicode.Mn, r):
		return classLetter
	case unicode.IsDigit(r):
		return classDigit
	}
	return classNone
}

// skip takes a rune of a gap in.
func (s *scanner) skip(r rune, n int) {
	if r == '<' {
		if length := tagLength(s.text[s.at:]); length > 0 {
			s.at += length
			s.runes += length
			s.gap = mix(s.gap, '<')
			s.mark, s.blank = max(s.mark, Tag), false
			return
		}
	}
	s.at += n
	s.runes++
	if r == ' ' || unicode.IsSpace(r) {
		if !s.blank {
			s.blank = true
			s.gap = mix(s.gap, ' ')
		}
		s.mark = max(s.mark, Blank)
		return
	}
	blank := s.blank || s.mark == Begin || s.last == '(' || s.last == '['
	r = s.quote(plain(r), blank)
	s.blank = false
	s.gap = mix(s.gap, uint32(r))
	mark := markOf(r)
	switch mark {
	case Open:
		s.inside |= InRound
	case Close:
		s.inside &^= InRound
	case OpenSquare:
		s.inside |= InSquare
	case CloseSquare:
		s.inside &^= InSquare
	case OpenQuote:
		s.inside |= InQuotes
	case CloseQuote:
		s.inside &^= InQuotes
	case Quote:
		s.inside ^= InQuotes
	case Slash:
		if s.last == '/' {
			mark = Strokes
		}
	default: // opens and closes nothing
	}
	s.last = r
	if s.mark == Begin {
		if mark > Comma { // a line may begin with a bracket or quote
			s.mark = mark
		}
		return
	}
	s.mark = max(s.mark, mark)
}

// quote makes quotation marks of apostrophes that stand as such: one before a
// word, and the next one behind a word. Those in other marks stay.
func (s *scanner) quote(r rune, blank bool) rune {
	if r != '\'' {
		return r
	}
	if s.single {
		if !letterAhead(s.text[s.at:]) {
			s.single = false
			return '»'
		}
		return r
	}
	if blank && s.inside&InQuotes == 0 && letterAhead(s.text[s.at:]) && closesLater(s.text[s.at:]) {
		s.single = true
		return '«'
	}
	return r
}

func letterAhead(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	class := classOf(r)
	return class == classLetter || class == classSign || class == classDigit
}

// shortestQuote is how many bytes are between single quotation marks at least:
// fewer are elided letters, as in "rock 'n' roll".
const shortestQuote = 8

// closesLater reports whether an apostrophe further on ends a word before a
// sign, as those that close a quotation do.
func closesLater(text string) bool {
	for i := shortestQuote; i < len(text); i++ {
		r, n := utf8.DecodeRuneInString(text[i:])
		if plain(r) == '\'' && text[i-1] != ' ' {
			if rest := text[i+n:]; rest == "" || strings.IndexByte(" ,.;:)([", rest[0]) >= 0 {
				return true
			}
		}
		i += n - 1
	}
	return false
}

// tagLength is how long a tag of HTML at the head of a text is, 0 if there is none.
func tagLength(s string) int {
	for i := 1; i < len(s) && i < 12; i++ {
		switch c := s[i]; {
		case c == '>' && i > 1:
			return i + 1
		case c != '/' && (c|0x20 < 'a' || c|0x20 > 'z'):
			return 0
		}
	}
	return 0
}

// plain makes signs that look alike one.
func plain(r rune) rune {
	if r < utf8.RuneSelf {
		return r
	}
	switch r {
	case '«', '“', '„', '「', '『', '《', '‟', '‹':
		return '«'
	case '»', '”', '」', '』', '》', '›':
		return '»'
	case '–', '—', '―', '−', '‒':
		return '–'
	case '‐', '‑', '\u00ad':
		return '-'
	case '’', '‘', 'ʼ', '´':
		return '\''
	case '，', '、':
		return ','
	case '。', '．', '·', '・', '…':
		return '.'
	case '：':
		return ':'
	case '；':
		return ';'
	case '（':
		return '('
	case '）':
		return ')'
	case '［', '【', '〔':
		return '['
	case '］', '】', '〕':
		return ']'
	case '／':
		return '/'
	}
	return r
}

func markOf(r rune) Mark {
	switch r {
	case '\'', '`':
		return Apostrophe
	case '-':
		return Hyphen
	case '–':
		return Dash
	case '/':
		return Slash
	case ',':
		return Comma
	case '.':
		return Stop
	case ':':
		return Colon
	case ';':
		return Semicolon
	case '?', '!':
		return Question
	case '№', '#', '°', 'º':
		return Number1
	case '&':
		return And
	case '»':
		return CloseQuote
	case '«':
		return OpenQuote
	case '"':
		return Quote
	case ')':
		return Close
	case '(':
		return Open
	case ']':
		return CloseSquare
	case '[':
		return OpenSquare
	}
	return Other
}

// begin gives a token at the scanner with what is before it, and forgets that.
func (s *scanner) begin() Token {
	t := Token{Start: s.at, Runes: s.runes, Gap: s.gap, Mark: s.mark, Inside: s.inside}
	s.gap, s.mark, s.blank, s.last = 0, Nothing, false, 0
	return t
}

// sign is a token of one sign.
func (s *scanner) sign(r rune, n int) Token {
	t := s.begin()
	s.at += n
	s.runes++
	t.End, t.Length, t.Kind, t.Shape = s.at, 1, Sign, Uncased
	t.Script = Han
	if r >= 0x3040 && r <= 0x30ff {
		t.Script = Kana
	}
	t.Word = mix(0, uint32(r))
	for i := range t.Prefix {
		t.Prefix[i] = t.Word
	}
	for i := range t.Suffix {
		t.Suffix[i] = t.Word
	}
	return t
}

// address is a token at the scanner that is a URL or DOI.
func (s *scanner) address() (Token, bool) {
	rest := s.text[s.at:]
	kind, n := URL, 0
	switch c := rest[0] | 0x20; {
	case c == 'h' && (hasFold(rest, "http://") || hasFold(rest, "https://")), c == 'f' && hasFold(rest, "ftp://"):
		n = addressLength(rest)
	case c == 'w' && hasFold(rest, "www."):
		n = addressLength(rest)
	case rest[0] == '1' && strings.HasPrefix(rest, "10.") && len(rest) > 8 && strings.IndexByte(rest[:min(len(rest), 12)], '/') >= 7:
		kind, n = DOI, addressLength(rest)
		if i := strings.IndexByte(rest[:n], ','); i > 0 {
			n = i
		}
		if i := strings.LastIndexByte(rest[:n], '.'); i > 0 && strings.EqualFold(rest[i:n], ".url") {
			n = i
		}
	}
	if n < 6 {
		return Token{}, false
	}
	t := s.begin()
	t.Kind, t.Shape, t.Script = kind, Address, Latin
	t.Word = mix(mix(0, 'u'), uint32(kind))
	if kind == URL && strings.Contains(rest[:n], "doi.org/") {
		t.Word = mix(t.Word, 'd')
	}
	t.Prefix, t.Suffix = [3]uint32{t.Word, t.Word, t.Word}, [5]uint32{t.Word, t.Word, t.Word, t.Word, t.Word}
	t.Length = utf8.RuneCountInString(rest[:n])
	s.at += n
	s.runes += t.Length
	t.End = s.at
	return t, true
}

func hasFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// addressLength is how long an address at the head of a text is, without the
// signs that end a sentence.
func addressLength(s string) int {
	n := 0
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		if unicode.IsSpace(r) || strings.ContainsRune(`<>"«»“”[]{}|，。；（）、`, r) || unicode.IsControl(r) || r == utf8.RuneError {
			break
		}
		n += size
	}
	for n > 0 {
		switch c := s[n-1]; {
		case strings.IndexByte(".,;:'!?", c) >= 0:
			n--
			continue
		case c == ')' && strings.Count(s[:n], ")") > strings.Count(s[:n], "("):
			n--
			continue
		}
		break
	}
	return n
}

// word is a token of letters and digits.
func (s *scanner) word() Token {
	t := s.begin()
	var letters, digits, uppers, roman, lowers int
	firstUpper, firstDigit, value := false, false, 0
	var ring [8]rune // the last letters, without case
	h := uint32(0)
	for s.at < len(s.text) {
		r, n := s.rune(s.at)
		class := classOf(r)
		if class != classLetter && class != classDigit || s.parts(r, class, letters, digits) {
			break
		}
		low := r
		if class == classDigit {
			digits++
			value = min(value*10+int(r-'0'), 1<<20)
			if t.Length == 0 {
				firstDigit = true
			}
		} else {
			letters++
			low = lower(r)
			if low != r || unicode.IsUpper(r) {
				uppers++
				if t.Length == 0 {
					firstUpper = true
				}
			} else {
				lowers++
			}
			if strings.IndexByte("IVXLCDM", byte(r)) >= 0 && r < utf8.RuneSelf {
				roman++
			}
			if t.Script == NoScript {
				t.Script = scriptOf(r)
			}
		}
		h = mix(h, uint32(low))
		if t.Length < len(t.Prefix) {
			t.Prefix[t.Length] = h
		}
		ring[t.Length%8] = low
		t.Length++
		s.at += n
		s.runes++
	}
	t.End, t.Word = s.at, h
	for i := t.Length; i < len(t.Prefix); i++ {
		t.Prefix[i] = h
	}
	suffix := uint32(0)
	for i := range t.Suffix {
		if i < t.Length {
			suffix = mix(suffix, uint32(ring[(t.Length-1-i)%8]))
		}
		t.Suffix[i] = suffix
	}
	switch {
	case digits == 0:
		t.Kind = Word
	case letters == 0:
		t.Kind = Number
		t.Script = NoScript
	default:
		t.Kind = Mixed
	}
	t.Shape = shape(t, digits, letters, uppers, lowers, roman, value, firstUpper, firstDigit)
	return t
}

// parts reports whether letters and digits that touch are of two tokens: the
// letters of "Optics56", "B85" and "33권" are, "2nd" and "12a" are one.
func (s *scanner) parts(r rune, class, letters, digits int) bool {
	switch {
	case class == classDigit:
		return letters > 0
	case letters == 0 && digits > 0 && unicode.Is(unicode.Hangul, r):
		return true
	case letters > 0 || digits == 0:
		return false
	}
	n := 0
	for at := s.at; at < len(s.text) && n < 3; n++ {
		r, size := s.rune(at)
		if classOf(r) != classLetter {
			break
		}
		at += size
	}
	return n > 2
}

func shape(t Token, digits, letters, uppers, lowers, roman, value int, firstUpper, firstDigit bool) Shape {
	switch {
	case t.Kind == Number:
		switch {
		case digits == 4 && value >= 1400 && value < 2100:
			return Year
		case digits <= 3:
			return Digit1 + Shape(digits-1)
		case digits == 4:
			return Digit4
		case digits == 5:
			return Digit5
		}
		return DigitMany
	case t.Kind == Mixed:
		switch {
		case firstDigit && letters <= 2 && lowers == letters:
			return Ordinal
		case firstDigit:
			return DigitsAndLetters
		}
		return LettersAndDigits
	case uppers == 0 && lowers == 0:
		return Uncased
	case t.Script == OtherScript || t.Script == Hangul:
		return Uncased
	case letters == 1 && uppers == 1:
		return Initial
	case letters == 1:
		return LowerOne
	case roman == letters:
		return Roman
	case uppers == letters:
		return Upper
	case uppers == 0:
		return Lower
	case firstUpper && uppers == 1:
		return Capital
	}
	return CamelCase
}

func lower(r rune) rune {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}
	if r >= 0x410 && r <= 0x42f {
		return r + 0x20
	}
	if r == 'Ё' || r == 'ё' {
		return 'е'
	}
	return unicode.ToLower(r)
}

func scriptOf(r rune) Script {
	switch {
	case r < 0x250, r >= 0x1e00 && r < 0x2000:
		return Latin
	case r >= 0x400 && r <= 0x52f:
		return Cyrillic
	case unicode.Is(unicode.Hangul, r):
		return Hangul
	}
	return OtherScript
}

// mix makes a hash of a hash and another value.
func mix(h, v uint32) uint32 {
	h = (h ^ v) * 0x9E3779B1
	return h ^ h>>15
}

// Hash is the Word of a token with these letters.
func Hash(word string) uint32 {
	h := uint32(0)
	for _, r := range word {
		h = mix(h, uint32(lower(r)))
	}
	return h
}

// HashSuffix is the Suffix of a token that ends in these letters, at most 5.
func HashSuffix(letters string) uint32 {
	h, runes := uint32(0), []rune(letters)
	for _, r := range slices.Backward(runes) {
		h = mix(h, uint32(lower(r)))
	}
	return h
}

// Mix makes a hash of a hash and another value.
func Mix(h, v uint32) uint32 { return mix(h, v) }

// Counts reports whether a rune is part of tokens, not of what is between them.
func Counts(r rune) bool { return classOf(r) != classNone }
