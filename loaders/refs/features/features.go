// Package features says what is looked at in a reference to tell which word is
// which field: for each token some dozens of numbers, each the hash of a kind of
// observation and of what was observed. Labelling is left to the model that
// has a weight for each.
package features

import "bibgraph/loaders/refs/tokens"

// feature adds the hashes of one kind of observation on a token.
type feature func(l *Line, i int, out []uint32) []uint32

// all lists the features in the order in which they are numbered.
var all = []struct {
	name string
	add  feature
}{
	{"words", words},
	{"affixes", affixes},
	{"shapes", shapes},
	{"gaps", gaps},
	{"classes", classes},
	{"places", places},
	{"style", style},
	{"segment", segment},
	{"names", names},
}

// Most is an upper bound of how many hashes a token has.
const Most = 192

// Of adds the hashes of all observations on a token.
func (l *Line) Of(i int, out []uint32) []uint32 {
	for _, f := range all {
		out = f.add(l, i, out)
	}
	return out
}

// h2 and its like make the hash of an observation: what kind it is of, and
// what was seen.
func h1(kind, a uint32) uint32       { return tokens.Mix(tokens.Mix(kind*0x85EBCA6B, 0x51), a) }
func h2(kind, a, b uint32) uint32    { return tokens.Mix(h1(kind, a), b) }
func h3(kind, a, b, c uint32) uint32 { return tokens.Mix(h2(kind, a, b), c) }

// edge stands for the tokens before the first and behind the last.
var edge = tokens.Token{Mark: tokens.Begin, Word: 0xEDEDEDED, Shape: 31, Gap: 0xEDED}

// token gives a token, the edge outside of the line.
func (l *Line) token(i int) *tokens.Token {
	if i < 0 || i >= len(l.Tokens) {
		return &edge
	}
	return &l.Tokens[i]
}

// class gives the classes of a token.
func (l *Line) class(i int) uint64 {
	if i < 0 || i >= len(l.Tokens) {
		return 0
	}
	return l.classes[i]
}
