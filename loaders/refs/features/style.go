package features

// style looks at the token in the light of the style of the line.
func style(l *Line, i int, out []uint32) []uint32 {
	t := l.token(i)
	n := len(l.Tokens)
	year := side(i, l.year, n)
	return append(out,
		h2(90, l.style, uint32(t.Mark)), h2(91, l.style, uint32(t.Shape)),
		h3(92, l.style, uint32(t.Mark), year), h3(93, l.style, bucket(i), uint32(t.Mark)),
	)
}
