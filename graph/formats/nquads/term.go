package nquads

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"bibgraph/graph/quad"
)

// iri reads <…>. p stands at the bracket.
// https://www.w3.org/TR/n-quads/#grammar-production-IRIREF
func (p *parser) iri() ([]byte, error) {
	open := p.at
	p.at++
	text := p.iris[:0]
	run := p.at // where what is not yet in text begins
	for {
		for p.at < len(p.line) && plainInIRI[p.line[p.at]] {
			p.at++
		}
		switch c := p.peek(); {
		case p.at == len(p.line):
			return nil, p.fail(open, "the IRI that begins here has no '>'")
		case c == '>':
			raw := p.line[run:p.at]
			p.at++
			if run > open+1 {
				p.iris = append(text, raw...)
				raw = p.iris
			}
			if !p.lax && !absolute(raw) {
				return nil, p.fail(open, "the IRI <%.80s> is relative, N-Quads wants it with its scheme%s", raw, laxTakes)
			}
			return raw, nil
		case c == '\\' && (p.peekAt(1) == 'u' || p.peekAt(1) == 'U'):
			text = append(text, p.line[run:p.at]...)
			p.at++
			r, err := p.codePoint()
			if err != nil {
				return nil, err
			}
			text = utf8.AppendRune(text, r)
			run = p.at
		case p.lax && c > ' ' && c != '<':
			p.at++
		case c > ' ' && c != '<':
			return nil, p.fail(p.at, "an IRI cannot hold %q: write it as %%%02X%s", c, c, laxTakes)
		default:
			return nil, p.fail(p.at, "an IRI cannot hold %q: write it as %%%02X, or close the IRI with '>' before it", c, c)
		}
	}
}

// absolute reports whether an IRI begins with a scheme.
// https://www.rfc-editor.org/rfc/rfc3986#section-3.1
func absolute(iri []byte) bool {
	for i, c := range iri {
		switch {
		case letter(c):
		case i > 0 && (digit(c) || c == '+' || c == '-' || c == '.'):
		default:
			return i > 0 && c == ':'
		}
	}
	return false
}

// blank reads _:label. p stands at the underscore.
// https://www.w3.org/TR/n-quads/#grammar-production-BLANK_NODE_LABEL
func (p *parser) blank() (quad.View, error) {
	open := p.at
	p.at += 2
	start := p.at
	if p.lax {
		p.run("<\"")
	} else {
		p.at += LabelLength(p.line[p.at:])
	}
	if p.at == start {
		return quad.View{}, p.fail(open, "the blank node has no label: letters, digits or '_' follow \"_:\"")
	}
	return quad.View{Kind: quad.KindBlank, Value: p.line[start:p.at]}, nil
}

// LabelLength tells how many bytes of a line are the label of a blank node that
// it begins with.
func LabelLength(line []byte) int {
	length := 0
	for i := 0; i < len(line); {
		r, size := utf8.DecodeRune(line[i:])
		if !StartsLabel(r) && (i == 0 || r != '.' && !ContinuesLabel(r)) {
			break
		}
		i += size
		if r != '.' {
			length = i
		}
	}
	return length
}

// run moves on to the next white space or byte of stops, or to the full stop
// that ends the statement.
func (p *parser) run(stops string) {
	for p.at < len(p.line) && p.line[p.at] != ' ' && p.line[p.at] != '\t' &&
		strings.IndexByte(stops, p.line[p.at]) < 0 && !p.stop() {
		p.at++
	}
}

// word reads what Cayley takes for a plain literal: anything without blanks.
func (p *parser) word() (quad.View, error) {
	start := p.at
	p.run("\"")
	if p.peek() == '"' {
		return quad.View{}, p.fail(p.at, "a word without quotes cannot hold one: put the whole in quotes and write \\\"")
	}
	return quad.View{Kind: quad.KindString, Value: p.line[start:p.at]}, nil
}

// literal reads "…", "…"@tag or "…"^^<datatype>. p stands at the quote.
// https://www.w3.org/TR/n-quads/#grammar-production-literal
func (p *parser) literal() (v quad.View, err error) {
	v.Kind = quad.KindString
	if v.Value, err = p.quoted(); err != nil {
		return v, err
	}
	p.blanks()
	switch {
	case p.peek() == '@':
		v.Kind = quad.KindLang
		v.Extra, err = p.tag()
		return v, err
	case p.peek() != '^':
		return v, nil
	case p.peekAt(1) != '^':
		return v, p.fail(p.at, "a datatype comes after \"^^\"")
	}
	p.at += 2
	if p.blanks(); p.peek() != '<' {
		return v, p.fail(p.at, "a datatype is an IRI in <…>, found %s", p.found())
	}
	v.Kind = quad.KindTyped
	v.Extra, err = p.iri()
	return v, err
}

// quoted reads the text between two quotes.
// https://www.w3.org/TR/n-quads/#grammar-production-STRING_LITERAL_QUOTE
func (p *parser) quoted() ([]byte, error) {
	open := p.at
	p.at++
	text := p.scratch[:0]
	run := p.at
	for {
		next := bytes.IndexAny(p.line[p.at:], `"\`)
		if next < 0 {
			return nil, p.fail(open, "the literal that begins here has no closing quote on its line: line breaks are written \\n")
		}
		p.at += next
		if p.line[p.at] == '"' {
			raw := p.line[run:p.at]
			p.at++
			if run == open+1 {
				return raw, nil
			}
			p.scratch = append(text, raw...)
			return p.scratch, nil
		}
		text = append(text, p.line[run:p.at]...)
		p.at++
		r, err := p.escape()
		if err != nil {
			return nil, err
		}
		text = utf8.AppendRune(text, r)
		run = p.at
	}
}

// escape reads what follows a backslash in a literal.
func (p *parser) escape() (rune, error) {
	c := p.peek()
	p.at++
	switch c {
	case 't':
		return '\t', nil
	case 'b':
		return '\b', nil
	case 'n':
		return '\n', nil
	case 'r':
		return '\r', nil
	case 'f':
		return '\f', nil
	case '"', '\'', '\\':
		return rune(c), nil
	case 'u', 'U':
		p.at--
		return p.codePoint()
	default:
		return 0, p.fail(p.at-2, `no such escape: there are \t \b \n \r \f \" \' \\ \uXXXX \UXXXXXXXX`)
	}
}

// codePoint reads uXXXX or UXXXXXXXX.
func (p *parser) codePoint() (rune, error) {
	slash, digits := p.at-1, 4
	if p.line[p.at] == 'U' {
		digits = 8
	}
	p.at++
	end := min(p.at+digits, len(p.line))
	n, err := strconv.ParseUint(string(p.line[p.at:end]), 16, 32)
	switch r := rune(n); {
	case err != nil || end-p.at < digits:
		return 0, p.fail(slash, "%s wants %d hexadecimal digits", p.line[slash:p.at], digits)
	case 0xD800 <= n && n < 0xE000:
		return 0, p.fail(slash, "%s is half a character of UTF-16: write the character itself or \\U and eight digits", p.line[slash:end])
	case n > utf8.MaxRune:
		return 0, p.fail(slash, "%s is beyond the last character of Unicode", p.line[slash:end])
	default:
		p.at = end
		return r, nil
	}
}

// tag reads @en-GB. p stands at the sign. Lax reading also takes the
// underscore of locale names and digits at the start.
// https://www.w3.org/TR/n-quads/#grammar-production-LANGTAG
func (p *parser) tag() ([]byte, error) {
	open := p.at
	p.at++
	start := p.at
	for p.letterOrDigit(p.lax) {
		p.at++
	}
	if p.at == start {
		return nil, p.fail(open, "a language tag such as @en or @ru-Latn begins with letters, found %s", p.found())
	}
	for c := p.peek(); c == '-' || c == '_' && p.lax; c = p.peek() {
		if next := p.peekAt(1); !letter(next) && !digit(next) {
			break
		}
		p.at++
		for p.letterOrDigit(true) {
			p.at++
		}
	}
	return p.line[start:p.at], nil
}

func (p *parser) letterOrDigit(digits bool) bool {
	return letter(p.peek()) || digits && digit(p.peek())
}
