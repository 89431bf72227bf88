package features

// style looks at the token in the light of the style of the line.
func style(l *Line, i int, out []uint32) []uint32 {
	return append(out, h2(91, l.style, uint32(l.token(i).Shape)))
}
