package turtle

import (
	"bytes"

	"bibgraph/graph/quad"
)

// literal is RDFLiteral.
func (p *parser) literal() (quad.Term, error) {
	text, err := p.quoted()
	if err != nil {
		return quad.Term{}, err
	}
	if err := p.blanks(); err != nil {
		return quad.Term{}, err
	}
	switch {
	case p.peek() == '@':
		tag, err := p.tag()
		return quad.Lang(text, tag), err
	case p.peek() != '^':
		return quad.String(text), nil
	case p.peekAt(1) != '^':
		return quad.Term{}, p.fail("a datatype comes after \"^^\"")
	}
	p.skip(2)
	if err := p.blanks(); err != nil {
		return quad.Term{}, err
	}
	datatype, err := p.iri("the datatype")
	return quad.Typed(text, datatype.Value()), err
}

// quoted is String: one quote of either kind, or three and line breaks within.
func (p *parser) quoted() (string, error) {
	line, column := p.line, p.column
	quote := p.ahead(1)[0]
	length := 1
	if bytes.Equal(p.ahead(3), []byte{quote, quote, quote}) {
		length = 3
	}
	p.skip(length)
	p.text = p.text[:0]
	for {
		c := p.peek()
		var err error
		switch {
		case c == end:
			return "", p.failAt(line, column, "the literal that begins here has no closing quote")
		case c == rune(quote) && (length == 1 || p.peekAt(1) == quote && p.peekAt(2) == quote):
			p.skip(length)
			return string(p.text), nil
		case (c == '\n' || c == '\r') && length == 1:
			return "", p.failAt(line, column, "the literal that begins here has no closing quote on its line: write \\n, or three quotes around it")
		case c == '\\':
			var r rune
			if r, err = p.escape(); err == nil {
				err = p.add(r)
			}
		default:
			err = p.shift()
		}
		if err != nil {
			return "", err
		}
	}
}

// escape is ECHAR or UCHAR.
func (p *parser) escape() (rune, error) {
	c := p.peekAt(1)
	if c == 'u' || c == 'U' {
		return p.codePoint()
	}
	i := bytes.IndexByte([]byte(`tbnrf"'\`), c)
	if i < 0 {
		return 0, p.fail(`no such escape: there are \t \b \n \r \f \" \' \\ \uXXXX \UXXXXXXXX`)
	}
	p.skip(2)
	return rune("\t\b\n\r\f\"'\\"[i]), nil
}

// tag is LANGTAG.
func (p *parser) tag() (string, error) {
	p.skip(1)
	p.text = p.text[:0]
	if !letter(p.peekAt(0)) {
		return "", p.fail("a language tag such as @en or @ru-Latn begins with letters, found %s", p.found())
	}
	for digits := false; ; {
		c := p.peekAt(0)
		switch {
		case letter(c) || digits && digit(rune(c)):
		case c == '-' && (letter(p.peekAt(1)) || digit(rune(p.peekAt(1)))):
			digits = true
		default:
			return string(p.text), nil
		}
		if err := p.shift(); err != nil {
			return "", err
		}
	}
}

// number is NumericLiteral; its text is kept as it stands.
func (p *parser) number() (quad.Term, error) {
	line, column := p.line, p.column
	p.text = p.text[:0]
	if c := p.peek(); c == '+' || c == '-' {
		if err := p.shift(); err != nil {
			return quad.Term{}, err
		}
	}
	whole, err := p.digits()
	if err != nil {
		return quad.Term{}, err
	}
	datatype, fraction := quad.XSDInteger, 0
	if p.peek() == '.' && (digit(rune(p.peekAt(1))) || whole > 0 && p.exponent(1) > 0) {
		datatype = xsd + "decimal"
		if err := p.shift(); err != nil {
			return quad.Term{}, err
		}
		if fraction, err = p.digits(); err != nil {
			return quad.Term{}, err
		}
	}
	if whole+fraction == 0 {
		return quad.Term{}, p.failAt(line, column, "expected an object, found %s", p.found())
	}
	if n := p.exponent(0); n > 0 {
		datatype = quad.XSDDouble
		for range n {
			if err := p.shift(); err != nil {
				return quad.Term{}, err
			}
		}
		if _, err := p.digits(); err != nil {
			return quad.Term{}, err
		}
	}
	return quad.Typed(string(p.text), datatype), nil
}

// digits takes the digits that come next and counts them.
func (p *parser) digits() (n int, err error) {
	for ; err == nil && digit(p.peek()); n++ {
		err = p.shift()
	}
	return n, err
}

// exponent tells how many characters stand before the digits of an exponent
// that comes after n bytes, 0 if none does.
func (p *parser) exponent(n int) int {
	if c := p.peekAt(n); c != 'e' && c != 'E' {
		return 0
	}
	if digit(rune(p.peekAt(n + 1))) {
		return 1
	}
	if c := p.peekAt(n + 1); (c == '+' || c == '-') && digit(rune(p.peekAt(n+2))) {
		return 2
	}
	return 0
}
