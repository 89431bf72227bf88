package features

// shapes looks at the kinds of letters and digits.
func shapes(l *Line, i int, out []uint32) []uint32 {
	a, b, c, d, e := uint32(l.token(i-2).Shape), uint32(l.token(i-1).Shape), uint32(l.token(i).Shape), uint32(l.token(i+1).Shape), uint32(l.token(i+2).Shape)
	return append(out,
		h1(30, c), h2(31, b, c), h3(33, b, c, d), h3(34, a, b, c), h3(35, c, d, e),
		h2(36, uint32(l.token(i).Script), uint32(l.script)),
		h2(37, uint32(min(l.token(i).Length, 12)), c),
	)
}
