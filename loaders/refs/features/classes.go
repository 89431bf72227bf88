package features

import "math/bits"

// classes looks at what is known of the words.
func classes(l *Line, i int, out []uint32) []uint32 {
	for c := l.class(i); c != 0; c &= c - 1 {
		b := uint32(bits.TrailingZeros64(c))
		out = append(out, h1(60, b), h2(61, b, uint32(l.token(i).Mark)), h2(62, b, uint32(l.token(i).Shape)))
	}
	for c := l.class(i - 1); c != 0; c &= c - 1 {
		b := uint32(bits.TrailingZeros64(c))
		out = append(out, h1(63, b), h2(64, b, uint32(l.token(i).Shape)))
	}
	for c := l.class(i + 1); c != 0; c &= c - 1 {
		b := uint32(bits.TrailingZeros64(c))
		out = append(out, h1(65, b), h2(66, b, uint32(l.token(i).Shape)))
	}
	for c := l.class(i-2) | l.class(i-3); c != 0; c &= c - 1 {
		out = append(out, h1(67, uint32(bits.TrailingZeros64(c))))
	}
	return out
}
