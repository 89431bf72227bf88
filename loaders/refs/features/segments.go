package features

import (
	"math/bits"

	"bibgraph/loaders/refs/tokens"
)

// segments parts a line at signs: for each token, how many tokens of its
// segment are before it and behind it, and how many segments are before.
type segments struct {
	before, behind, count []uint8
}

// find parts the line before each token that begins a segment.
func (s *segments) find(l *Line, begins func(t *tokens.Token, strong bool) bool) {
	n := len(l.Tokens)
	s.before, s.behind, s.count = resize(s.before, n), resize(s.behind, n), resize(s.count, n)
	before, count := uint8(0), uint8(0)
	for i := range l.Tokens {
		t := &l.Tokens[i]
		if i > 0 && begins(t, l.parts(i)) {
			before = 0
			if count < 255 {
				count++
			}
		}
		s.before[i], s.count[i] = before, count
		if before < 255 {
			before++
		}
	}
	behind := uint8(0)
	for i := n - 1; i >= 0; i-- {
		if i < n-1 && s.count[i+1] != s.count[i] {
			behind = 0
		}
		s.behind[i] = behind
		if behind < 255 {
			behind++
		}
	}
}

// parts reports whether a full stop or a stronger sign stands before a token.
// The stop of an initial is none.
func (l *Line) parts(i int) bool {
	switch t := &l.Tokens[i]; t.Mark {
	case tokens.Stop:
		shape := l.Tokens[i-1].Shape
		return shape != tokens.Initial && shape != tokens.LowerOne
	case tokens.Question, tokens.OpenQuote, tokens.CloseQuote, tokens.Quote, tokens.Open, tokens.Close,
		tokens.OpenSquare, tokens.CloseSquare, tokens.Strokes, tokens.Tag:
		return true
	default:
		return false
	}
}

// segment looks at how long the token's piece of the line is and at what comes
// behind it.
func segment(l *Line, i int, out []uint32) []uint32 {
	t := l.token(i)
	mark := uint32(t.Mark)
	for k, s := range []*segments{&l.weak, &l.strong} {
		kind := 100 + 20*uint32(k)
		next := l.token(i + int(s.behind[i]) + 1)
		first := l.token(i - int(s.before[i]))
		out = append(out,
			h2(kind, uint32(next.Mark), uint32(next.Shape)),
			h3(kind+1, uint32(next.Mark), uint32(next.Shape), mark),
			h2(kind+5, bucket(int(s.count[i])), mark),
			h2(kind+7, first.Word, uint32(first.Mark)),
		)
		for c := l.class(i + int(s.behind[i]) + 1); c != 0; c &= c - 1 {
			out = append(out, h2(kind+10, uint32(bits.TrailingZeros64(c)), mark))
		}
		for c := l.class(i - int(s.before[i])); c != 0; c &= c - 1 {
			out = append(out, h1(kind+11, uint32(bits.TrailingZeros64(c))))
		}
	}
	end := l.token(i + int(l.weak.behind[i]))
	after := l.token(i + int(l.weak.behind[i]) + 1)
	out = append(out, h2(112, end.Word, uint32(after.Mark)), h2(113, end.Suffix[1], uint32(end.Script)))
	// The classes of all words of the weak segment.
	var all uint64
	from := i - int(l.weak.before[i])
	to := i + int(l.weak.behind[i])
	for j := max(from, i-12); j <= min(to, i+12); j++ {
		all |= l.class(j)
	}
	for c := all; c != 0; c &= c - 1 {
		out = append(out, h1(140, uint32(bits.TrailingZeros64(c))))
	}
	return append(out,
		h3(141, uint32(l.strong.count[i]), bucket(int(l.strong.before[i])), mark),
		h2(142, side(i, l.year, len(l.Tokens)), bucket(int(l.strong.before[i]))),
	)
}
