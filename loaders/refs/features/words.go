package features

// words looks at the letters of the token and of those around it.
func words(l *Line, i int, out []uint32) []uint32 {
	a, b, c, d, e := l.token(i-2), l.token(i-1), l.token(i), l.token(i+1), l.token(i+2)
	return append(out,
		h1(1, c.Word), h1(2, b.Word), h1(3, d.Word), h1(4, a.Word), h1(5, e.Word),
		h2(6, b.Word, c.Word), h2(7, c.Word, d.Word), h2(8, c.Word, uint32(c.Shape)),
	)
}
