package features

// places looks at where in the line the token is.
func places(l *Line, i int, out []uint32) []uint32 {
	t := l.token(i)
	n := len(l.Tokens)
	mark, shape, inside := uint32(t.Mark), uint32(t.Shape), uint32(t.Inside)
	strokes, quote := side(i, l.strokes, n), side(i, l.quote, n)
	closed, year, address := side(i, l.closed, n), side(i, l.year, n), side(i, l.address, n)
	return append(out,
		h1(70, bucket(i)), h1(71, bucket(n-1-i)), h2(72, bucket(i), shape), h2(73, inside, mark),
		h2(74, strokes, mark), h2(76, quote, closed), h2(77, closed, mark),
		h2(78, year, mark), h3(79, year, mark, shape), h2(80, address, mark), h2(81, strokes, shape),
		h2(83, bucket(int(l.yearsAgo[i])), mark),
		h1(84, uint32(l.initials[i])), h2(85, uint32(l.initials[i]), shape), h2(86, uint32(l.initials[i]), mark),
	)
}

// side tells whether a token stands before a place, behind it and how near, or
// whether there is no such place.
func side(i, place, n int) uint32 {
	switch {
	case place >= n:
		return 0
	case i < place:
		return 1
	default:
		return 2 + bucket(i-place)
	}
}

// bucket makes far distances one.
func bucket(d int) uint32 {
	switch {
	case d < 4:
		return uint32(d)
	case d < 6:
		return 4
	case d < 9:
		return 5
	case d < 14:
		return 6
	case d < 24:
		return 7
	default:
		return 8
	}
}
