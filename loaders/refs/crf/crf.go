// Package crf labels sequences by a linear-chain conditional random field
// (Lafferty, McCallum, Pereira 2001): each position has features, each feature
// a weight for each state, each pair of neighbouring states a weight too, and
// the probability of a labelling is the exponential of the sum of its weights
// over that of all labellings.
//
// States are those of BIO: outside, or the beginning or inside of one of some
// labels. The inside of a label follows only on its beginning or inside, which
// makes all sums shorter. What features are and what labels mean is left to
// who asks.
package crf

// Outside is the state of what has no label. Then come a beginning and an inside
// for each label.
const Outside = 0

// States is how many states n labels have.
func States(n int) int { return 1 + 2*n }

// Begin is the state in which label l begins.
func Begin(l int) int { return 1 + 2*l }

// Inside is the state in which label l goes on.
func Inside(l int) int { return 2 + 2*l }

// Label is the label of a state, -1 for Outside.
func Label(state int) int { return (state - 1) >> 1 }

// IsInside reports whether a state goes on with a label.
func IsInside(state int) bool { return state > 0 && state&1 == 0 }
