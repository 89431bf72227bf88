package features

// gaps looks at the signs before the token and behind it.
func gaps(l *Line, i int, out []uint32) []uint32 {
	b, c, d := l.token(i-1), l.token(i), l.token(i+1)
	before, after := uint32(c.Mark), uint32(d.Mark)
	if i == len(l.Tokens)-1 {
		after = 32 + uint32(l.Last)
	}
	shape := uint32(c.Shape)
	return append(out,
		h1(40, c.Gap), h1(41, d.Gap), h2(42, c.Gap, d.Gap),
		h2(43, before, after), h2(44, before, shape), h3(46, before, shape, after),
		h2(47, before, c.Word), h2(48, after, c.Word), h2(49, before, b.Word),
		h2(50, uint32(b.Mark), before),
		h3(52, uint32(b.Shape), before, shape), h3(53, shape, after, uint32(d.Shape)),
		h3(54, uint32(b.Mark), before, after), h3(55, c.Gap, shape, uint32(b.Shape)),
	)
}
