package nquads

import "unicode"

// plainInIRI are the bytes that stand for themselves between < and >.
var plainInIRI = func() (plain [256]bool) {
	for c := '!'; c < 256; c++ {
		switch c {
		case '<', '>', '"', '{', '}', '|', '^', '`', '\\':
		default:
			plain[c] = true
		}
	}
	return plain
}()

func letter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func digit(c byte) bool { return '0' <= c && c <= '9' }

// StartsLabel reports what the label of a blank node may begin with. W3C's
// tests do not allow the ':' that the grammar of 2014 has there.
func StartsLabel(r rune) bool {
	if r < 0x80 {
		return r == '_' || letter(byte(r)) || digit(byte(r))
	}
	return unicode.Is(labelBase, r)
}

// ContinuesLabel reports what a label may hold after its first character,
// besides that and the full stop.
func ContinuesLabel(r rune) bool {
	return r == '-' || r == 0xB7 || 0x300 <= r && r <= 0x36F || r == 0x203F || r == 0x2040
}

// labelBase is PN_CHARS_BASE beyond ASCII.
// https://www.w3.org/TR/n-quads/#grammar-production-PN_CHARS_BASE
var labelBase = &unicode.RangeTable{
	R16: []unicode.Range16{
		{0x00C0, 0x00D6, 1},
		{0x00D8, 0x00F6, 1},
		{0x00F8, 0x02FF, 1},
		{0x0370, 0x037D, 1},
		{0x037F, 0x1FFF, 1},
		{0x200C, 0x200D, 1},
		{0x2070, 0x218F, 1},
		{0x2C00, 0x2FEF, 1},
		{0x3001, 0xD7FF, 1},
		{0xF900, 0xFDCF, 1},
		{0xFDF0, 0xFFFD, 1},
	},
	R32: []unicode.Range32{{0x10000, 0xEFFFF, 1}},
}
