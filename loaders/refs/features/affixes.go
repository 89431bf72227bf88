package features

import "bibgraph/loaders/refs/tokens"

// affixes looks at how the token begins and ends.
func affixes(l *Line, i int, out []uint32) []uint32 {
	t := l.token(i)
	if t.Script == tokens.Hangul { // a family name is the first sign
		out = append(out, h1(26, t.Prefix[0]), h2(27, t.Prefix[0], uint32(t.Length)), h1(28, t.Suffix[0]))
	}
	if t.Kind != tokens.Word || t.Length < 3 {
		return out
	}
	out = append(out, h1(20, t.Prefix[1]), h1(22, t.Suffix[1]), h1(23, t.Suffix[2]))
	if t.Length > 3 {
		out = append(out, h1(21, t.Prefix[2]), h1(24, t.Suffix[3]))
	}
	return append(out, h2(25, t.Suffix[2], uint32(t.Shape)))
}
