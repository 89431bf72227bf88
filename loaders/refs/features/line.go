package features

import (
	"bibgraph/loaders/refs/tokens"
)

// Line is a reference with what its tokens are looked at for. It may be used
// again and again.
type Line struct {
	tokens.Line
	Known   *Names
	classes []uint64 // of the lexicon, of each token

	strokes      int // the token behind //, or as many as there are
	in           int // the token behind "In:", likewise
	year         int // the first year, likewise
	openYear     bool
	lastYear     int
	quote        int // the first token in quotes, likewise
	closed       int // the first one behind them
	address      int // the first URL or DOI, likewise
	script       tokens.Script
	style        uint32
	yearsAgo     []uint8 // tokens since the last year, 255 for none
	weak, strong segments
	names        [nameClasses][]uint8
	initials     []uint8 // bits: an initial before, in the next, among the three before, among the three behind
}

// Read cuts a text and looks it over.
func (l *Line) Read(text string) {
	l.Scan(text)
	n := len(l.Tokens)
	l.classes = resize(l.classes, n)
	l.yearsAgo, l.initials = resize(l.yearsAgo, n), resize(l.initials, n)
	l.strokes, l.in, l.year, l.quote, l.closed, l.address, l.lastYear, l.openYear = n, n, n, n, n, n, -1, false
	lex := known()
	var scripts [tokens.OtherScript + 1]int
	ago := uint8(255)
	for i := range l.Tokens {
		t := &l.Tokens[i]
		l.classes[i] = lex.of(t)
		scripts[t.Script] += t.Length
		l.yearsAgo[i] = ago
		if ago < 254 {
			ago++
		}
		switch {
		case t.Mark == tokens.Strokes && l.strokes == n && i > 0:
			l.strokes = i
		case t.Inside&tokens.InQuotes != 0 && l.quote == n:
			l.quote = i
		case t.Inside&tokens.InQuotes == 0 && l.quote < n && l.closed == n:
			l.closed = i
		}
		if t.Shape == tokens.Year {
			if l.year == n {
				l.year, l.openYear = i, t.Inside&tokens.InRound != 0
			}
			l.lastYear, ago = i, 1
		}
		if t.Shape == tokens.Address && l.address == n {
			l.address = i
		}
		if i > 0 && l.in == n && l.Tokens[i-1].Word == wordIn && (t.Mark == tokens.Colon || l.Tokens[i-1].Shape == tokens.Capital && i > 1) {
			l.in = i
		}
	}
	for i := range l.Tokens {
		var b uint8
		for d := 1; d <= 3; d++ {
			if i >= d && l.Tokens[i-d].Shape == tokens.Initial {
				b |= 1
				if d == 1 {
					b |= 2
				}
			}
			if i+d < n && l.Tokens[i+d].Shape == tokens.Initial {
				b |= 4
				if d == 1 {
					b |= 8
				}
			}
		}
		l.initials[i] = b
	}
	l.Known.find(l)
	l.weak.find(l, func(t *tokens.Token, strong bool) bool {
		return strong || t.Mark == tokens.Comma || t.Mark == tokens.Colon || t.Mark == tokens.Semicolon || t.Mark == tokens.Dash
	})
	l.strong.find(l, func(_ *tokens.Token, strong bool) bool { return strong })
	l.script = tokens.Latin
	for s, letters := range scripts {
		if s > 0 && letters > scripts[l.script] {
			l.script = tokens.Script(s)
		}
	}
	l.style = l.styleOf(n)
}

// BehindIn reports whether a token is the first behind "In:".
func (l *Line) BehindIn(i int) bool { return i == l.in }

// Hosted reports whether a token stands where a container does: behind "//" or
// behind "In:".
func (l *Line) Hosted(i int) bool { return i >= l.strokes || i >= l.in }

var wordIn = tokens.Hash("in")

// styleOf tells what kind of style a reference is written in.
func (l *Line) styleOf(n int) uint32 {
	s := uint32(l.script)
	add := func(yes bool) {
		s <<= 1
		if yes {
			s |= 1
		}
	}
	add(l.strokes < n)
	add(l.quote < n)
	add(l.year < n)
	add(l.year < n && l.year*3 < n)
	add(l.openYear)
	add(l.in < n)
	add(n > 1 && l.Tokens[0].Shape == tokens.Upper)
	add(n > 1 && l.Tokens[0].Shape == tokens.Initial)
	return s
}

func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+64)
	}
	return s[:n]
}
