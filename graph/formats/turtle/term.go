package turtle

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"bibgraph/graph/formats/nquads"
	"bibgraph/graph/quad"
)

// nameChar is PN_CHARS.
func nameChar(r rune) bool {
	return nquads.StartsLabel(r) || nquads.ContinuesLabel(r)
}

// prefixStart is PN_CHARS_BASE.
func prefixStart(r rune) bool {
	return nquads.StartsLabel(r) && r != '_' && !digit(r)
}

func digit(r rune) bool { return '0' <= r && r <= '9' }

func hex(b byte) bool { return digit(rune(b)) || 'a' <= b|0x20 && b|0x20 <= 'f' }

func letter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

// word reports whether a word comes next, and ends there.
func (p *parser) word(word string, anyCase bool) bool {
	came := string(p.ahead(len(word)))
	return (came == word || anyCase && strings.EqualFold(came, word)) && !nameChar(p.runeAt(len(word)))
}

// keyword takes a word, if it comes next and is not the start of a name.
func (p *parser) keyword(word string, anyCase bool) bool {
	if !p.word(word, anyCase) || p.peekAt(len(word)) == ':' {
		return false
	}
	p.skip(len(word))
	return true
}

// iri is an IRI in brackets or a prefixed name.
func (p *parser) iri(place string) (quad.Term, error) {
	if p.peek() == '<' {
		iri, err := p.iriRef()
		return quad.IRI(iri), err
	}
	if c := p.peek(); !prefixStart(c) && c != ':' {
		return quad.Term{}, p.fail("expected an IRI for %s, found %s", place, p.found())
	}
	line, column := p.line, p.column
	prefix, err := p.prefixName()
	if err != nil {
		return quad.Term{}, err
	}
	namespace, ok := p.prefixes[prefix]
	if !ok {
		return quad.Term{}, p.failAt(line, column, "the prefix %s: is not declared: add @prefix %s: <…> .", prefix, prefix)
	}
	local, err := p.localName()
	return quad.IRI(namespace + local), err
}

// add keeps a character of a token.
func (p *parser) add(r rune) error {
	if len(p.text) >= MaxToken {
		return p.fail("a literal, IRI or name is longer than %d MiB", MaxToken>>20)
	}
	p.text = utf8.AppendRune(p.text, r)
	return nil
}

// shift takes the next character into the token.
func (p *parser) shift() error {
	r, err := p.next()
	if err != nil {
		return err
	}
	return p.add(r)
}

// prefixName is PNAME_NS, of which the colon is left out.
func (p *parser) prefixName() (string, error) {
	p.text = p.text[:0]
	if prefixStart(p.peek()) {
		if err := p.run(nameChar); err != nil {
			return "", err
		}
	}
	if p.peek() != ':' {
		if len(p.text) > 0 {
			return "", p.fail("expected ':' after %.80q, found %s", p.text, p.found())
		}
		return "", p.fail("expected a prefix with its colon, such as ex:, found %s", p.found())
	}
	p.skip(1)
	return string(p.text), nil
}

// run takes characters that fit, and full stops before such.
func (p *parser) run(fits func(rune) bool) error {
	for {
		c := p.peek()
		if c == '.' && !fits(p.runeAt(p.stops())) || c != '.' && !fits(c) {
			return nil
		}
		if err := p.shift(); err != nil {
			return err
		}
	}
}

// stops counts the full stops that come next, as far as the scanner sees.
func (p *parser) stops() int {
	n := 0
	for p.peekAt(n) == '.' {
		n++
	}
	return n
}

// localName is PN_LOCAL, or nothing.
func (p *parser) localName() (string, error) {
	p.text = p.text[:0]
	for {
		c := p.peek()
		if c == '.' {
			if len(p.text) == 0 {
				return "", nil
			}
			if after := p.runeAt(p.stops()); !nameChar(after) && after != ':' && after != '%' && after != '\\' {
				return string(p.text), nil
			}
		}
		var err error
		switch {
		case c == '%':
			if !hex(p.peekAt(1)) || !hex(p.peekAt(2)) {
				return "", p.fail("%% in a name wants two hexadecimal digits")
			}
			err = p.shift()
		case c == '\\':
			if strings.IndexByte("_~.-!$&'()*+,;=/?#@%", p.peekAt(1)) < 0 || p.peekAt(1) == 0 {
				return "", p.fail(`no such escape in a name: there are \_ \~ \. \- \! \$ \& \' \( \) \* \+ \, \; \= \/ \? \# \@ \%%`)
			}
			p.skip(1)
			err = p.shift()
		case c == ':' || nquads.StartsLabel(c) || len(p.text) > 0 && (c == '.' || nquads.ContinuesLabel(c)):
			err = p.shift()
		default:
			return string(p.text), nil
		}
		if err != nil {
			return "", err
		}
	}
}

// blank is BLANK_NODE_LABEL.
func (p *parser) blank() (quad.Term, error) {
	p.text = p.text[:0]
	if !nquads.StartsLabel(p.runeAt(2)) {
		return quad.Term{}, p.fail("the blank node has no label: letters, digits or '_' follow \"_:\"")
	}
	p.skip(2)
	if err := p.run(nameChar); err != nil {
		return quad.Term{}, err
	}
	return p.named(string(p.text)), nil
}

// iriRef is IRIREF, resolved.
func (p *parser) iriRef() (string, error) {
	line, column := p.line, p.column
	if p.peek() != '<' {
		return "", p.fail("expected an IRI in <…>, found %s", p.found())
	}
	p.skip(1)
	p.text = p.text[:0]
	for {
		c := p.peek()
		var err error
		switch {
		case c == '>':
			p.skip(1)
			iri, ok := resolve(p.Base, string(p.text))
			if !ok && !p.Lax {
				return "", p.failAt(line, column, "the IRI <%.80s> is relative and nothing says to what: add @base <…> . or give a base", p.text)
			}
			return iri, nil
		case c == end:
			return "", p.failAt(line, column, "the IRI that begins here has no '>'")
		case c == '\\' && (p.peekAt(1) == 'u' || p.peekAt(1) == 'U'):
			var r rune
			if r, err = p.codePoint(); err == nil && forbidden(r) && !p.Lax {
				err = p.fail("an IRI cannot hold %q, not even escaped: write it as %%%02X", r, r)
			}
			if err == nil {
				err = p.add(r)
			}
		case forbidden(c):
			return "", p.fail("an IRI cannot hold %q: write it as %%%02X, or close the IRI with '>' before it", c, c)
		default:
			err = p.shift()
		}
		if err != nil {
			return "", err
		}
	}
}

// forbidden are the characters that IRIREF leaves out.
func forbidden(r rune) bool {
	return r >= 0 && r <= ' ' || r != end && strings.ContainsRune("<>\"{}|^`\\", r)
}

// codePoint is UCHAR.
func (p *parser) codePoint() (rune, error) {
	digits := 4
	if p.peekAt(1) == 'U' {
		digits = 8
	}
	came := p.ahead(2 + digits)
	n, err := strconv.ParseUint(string(came[2:]), hexBase, 32)
	switch {
	case err != nil || len(came) < 2+digits:
		return 0, p.fail("%s wants %d hexadecimal digits", came[:2], digits)
	case 0xD800 <= n && n < 0xE000:
		return 0, p.fail("%s is half a character of UTF-16: write the character itself or \\U and eight digits", came)
	case n > utf8.MaxRune:
		return 0, p.fail("%s is beyond the last character of Unicode", came)
	}
	p.skip(2 + digits)
	return rune(n), nil
}
