package graphql

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// kind of a token, as error messages call it; the kinds of punctuation are the
// punctuation itself.
type kind string

const (
	endOfText kind = "EOF"
	nameToken kind = "Name"
	intToken  kind = "Int"
	realToken kind = "Float"
	textToken kind = "String"
)

// token is a word of a query and where it begins.
type token struct {
	kind  kind
	value string // of names, numbers and strings
	at    int    // in bytes
}

// String is the token as error messages show it.
func (t token) String() string {
	if t.value == "" {
		return string(t.kind)
	}
	return fmt.Sprintf("%s %q", t.kind, t.value)
}

// lexer cuts a query into tokens. Commas are blanks and # begins a comment.
type lexer struct {
	text string
	at   int
}

const punctuation = "!$():=@[]{|}"

func (l *lexer) next() (token, error) {
	l.skipBlanks()
	if l.at == len(l.text) {
		return token{kind: endOfText, at: l.at}, nil
	}
	c, size := utf8.DecodeRuneInString(l.text[l.at:])
	switch {
	case strings.HasPrefix(l.text[l.at:], "..."):
		return l.take("...", len("...")), nil
	case strings.ContainsRune(punctuation, c):
		return l.take(kind(c), size), nil
	case c == '"':
		return l.string()
	case c == '-' || isDigit(l.text[l.at]):
		return l.number()
	case c == '<', strings.HasPrefix(l.text[l.at:], "~<"):
		return l.iri()
	case inName(c):
		return l.name(), nil
	default:
		return token{}, l.fail(l.at, "Unexpected character "+strconv.QuoteRune(c)+".")
	}
}

func (l *lexer) skipBlanks() {
	for l.at < len(l.text) {
		c, size := utf8.DecodeRuneInString(l.text[l.at:])
		switch {
		case c == '#':
			if n := strings.IndexAny(l.text[l.at:], "\r\n"); n >= 0 {
				l.at += n
			} else {
				l.at = len(l.text)
			}
		case c == ',' || c == '\ufeff' || unicode.IsSpace(c):
			l.at += size
		default:
			return
		}
	}
}

// take makes a token of the next n bytes, whose kind says all.
func (l *lexer) take(k kind, n int) token {
	t := token{kind: k, at: l.at}
	l.at += n
	return t
}

// valued makes a token of the text from start to here.
func (l *lexer) valued(k kind, start int) token {
	return token{kind: k, value: l.text[start:l.at], at: start}
}

// inName reports the characters of names: those of IRIs, but for what GraphQL
// itself means something by.
func inName(c rune) bool {
	return c > ' ' && c != utf8.RuneError && !unicode.IsSpace(c) && !strings.ContainsRune("\"'{}()[]|^`\\<>,@", c)
}

// name reads a name without brackets: letters, or an IRI in the open such as
// schema:name. A colon at its end belongs to what follows.
func (l *lexer) name() token {
	start := l.at
	for l.at < len(l.text) {
		c, size := utf8.DecodeRuneInString(l.text[l.at:])
		if !inName(c) {
			break
		}
		l.at += size
	}
	if l.text[l.at-1] == ':' {
		l.at--
	}
	return l.valued(nameToken, start)
}

// iri reads a name in brackets, which stay on it, as does a ~ before them.
func (l *lexer) iri() (token, error) {
	start := l.at
	open := start + strings.IndexByte(l.text[start:], '<')
	for i, c := range l.text[open+1:] {
		at := open + 1 + i
		if c == '>' {
			l.at = at + 1
			return l.valued(nameToken, start), nil
		}
		if c <= ' ' || strings.ContainsRune("<\"{}|^`\\", c) {
			return token{}, l.fail(at, "Unexpected character "+strconv.QuoteRune(c)+" in an IRI.")
		}
	}
	return token{}, l.fail(len(l.text), "Unterminated IRI.")
}

// number reads -?(0|[1-9][0-9]*)(.[0-9]+)?([eE][+-]?[0-9]+)?
func (l *lexer) number() (token, error) {
	start, k := l.at, intToken
	l.skip("-", 1)
	if l.skip("0", 1) == 0 {
		if err := l.digits(); err != nil {
			return token{}, err
		}
	} else if l.at < len(l.text) && isDigit(l.text[l.at]) {
		return token{}, l.fail(l.at, "Invalid number, unexpected digit after 0.")
	}
	if l.skip(".", 1) > 0 {
		k = realToken
		if err := l.digits(); err != nil {
			return token{}, err
		}
	}
	if l.skip("eE", 1) > 0 {
		k = realToken
		l.skip("+-", 1)
		if err := l.digits(); err != nil {
			return token{}, err
		}
	}
	return l.valued(k, start), nil
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// skip passes over at most limit of the characters in set and tells how many
// there were.
func (l *lexer) skip(set string, limit int) int {
	n := 0
	for n < limit && l.at < len(l.text) && strings.IndexByte(set, l.text[l.at]) >= 0 {
		l.at++
		n++
	}
	return n
}

func (l *lexer) digits() error {
	if l.skip("0123456789", len(l.text)) > 0 {
		return nil
	}
	found := "<EOF>"
	if l.at < len(l.text) {
		c, _ := utf8.DecodeRuneInString(l.text[l.at:])
		found = strconv.Quote(string(c))
	}
	return l.fail(l.at, "Invalid number, expected digit but got: "+found+".")
}

// escapes are those of one letter.
var escapes = map[byte]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

// string reads "text" in a line, or """text""" over several.
func (l *lexer) string() (token, error) {
	start := l.at
	if strings.HasPrefix(l.text[start:], `"""`) {
		return l.block()
	}
	var value strings.Builder
	for l.at++; l.at < len(l.text); {
		switch c := l.text[l.at]; {
		case c == '"':
			l.at++
			return token{textToken, value.String(), start}, nil
		case c == '\n' || c == '\r':
			return token{}, l.fail(l.at, "Unterminated string.")
		case c < ' ' && c != '\t':
			return token{}, l.fail(l.at, fmt.Sprintf("Invalid character within String: %q.", `\u`+fmt.Sprintf("%04X", c)))
		case c != '\\':
			value.WriteByte(c)
			l.at++
		default:
			r, err := l.escape()
			if err != nil {
				return token{}, err
			}
			value.WriteRune(r)
		}
	}
	return token{}, l.fail(l.at, "Unterminated string.")
}

// escape reads a backslash and what it stands before.
func (l *lexer) escape() (rune, error) {
	rest := l.text[l.at+1:]
	if rest == "" {
		return 0, l.fail(len(l.text), "Unterminated string.")
	}
	if c, ok := escapes[rest[0]]; ok {
		l.at += 2
		return rune(c), nil
	}
	if rest[0] == 'u' && len(rest) > 4 {
		if n, err := strconv.ParseUint(rest[1:5], 16, 16); err == nil {
			l.at += 6
			return rune(n), nil
		}
	}
	c, _ := utf8.DecodeRuneInString(rest)
	return 0, l.fail(l.at+1, `Invalid character escape sequence: \`+string(c)+".")
}

// block reads a text between triple quotes, without the blanks that its lines
// begin with in common and without blank lines around it.
func (l *lexer) block() (token, error) {
	start := l.at
	const quotes = `"""`
	rest := l.text[start+len(quotes):]
	for end := 0; ; {
		n := strings.Index(rest[end:], quotes)
		if n < 0 {
			return token{}, l.fail(len(l.text), "Unterminated string.")
		}
		if end += n; end == 0 || rest[end-1] != '\\' {
			l.at = start + 2*len(quotes) + end
			return token{textToken, dedent(strings.ReplaceAll(rest[:end], `\"""`, quotes)), start}, nil
		}
		end += len(quotes)
	}
}

func dedent(text string) string {
	lines := strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text), "\n")
	common := -1
	for _, line := range lines[1:] {
		if indent := len(line) - len(strings.TrimLeft(line, " \t")); indent < len(line) && (common < 0 || indent < common) {
			common = indent
		}
	}
	for i := range lines[1:] {
		lines[i+1] = lines[i+1][min(max(common, 0), len(lines[i+1])):]
	}
	for len(lines) > 0 && strings.Trim(lines[0], " \t") == "" {
		lines = lines[1:]
	}
	for len(lines) > 0 && strings.Trim(lines[len(lines)-1], " \t") == "" {
		lines = lines[:len(lines)-1]
	}
	return strings.Join(lines, "\n")
}

// fail is an error at a place of the text, shown with the lines around it.
func (l *lexer) fail(at int, message string) error {
	lines := strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(l.text), "\n")
	before := strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(l.text[:at]), "\n")
	n := len(before)
	column := utf8.RuneCountInString(before[n-1]) + 1
	width := len(strconv.Itoa(n + 1))
	var b strings.Builder
	fmt.Fprintf(&b, "Syntax Error GraphQL (%d:%d) %s\n\n", n, column, message)
	for i := max(n-1, 1); i <= min(n+1, len(lines)); i++ {
		fmt.Fprintf(&b, "%*d: %s\n", width, i, lines[i-1])
		if i == n {
			b.WriteString(strings.Repeat(" ", width+1+column) + "^\n")
		}
	}
	return &syntaxError{b.String()}
}

// syntaxError is a text that is no query.
type syntaxError struct{ text string }

func (e *syntaxError) Error() string { return e.text }
