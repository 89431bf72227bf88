package crf

import (
	"math"
	"slices"
)

// Model makes a Model of what has been learnt; features gives the hash of each
// row.
func (t *Trainer) Model(features []uint32) *Model {
	s := t.States
	m := &Model{states: s}
	m.trans = slices.Clone(t.trans[:s*s])
	m.begin, m.end = slices.Clone(t.trans[s*s:(s+1)*s]), slices.Clone(t.trans[(s+1)*s:])
	m.make(features)
	top := float32(0)
	for _, w := range t.weights {
		top = max(top, w, -w)
	}
	m.unit = min(top, maxWeight) / 127
	for r := range features {
		row := &m.rows[r]
		for j, w := range t.weights[r*s : r*s+s] {
			q := math.Round(float64(w / m.unit))
			q = min(max(q, -127), 127)
			row[j>>3] |= uint64(byte(int(q)+bias)) << (8 * uint(j&7))
		}
	}
	return m
}

// maxWeight is where weights are cut: few are larger.
const maxWeight = 2.5

// Rank ranks rows by how much they tell: the sum of the squares of their
// weights, times how often they are met.
func (t *Trainer) Rank(counts []int32) []float64 {
	rank := make([]float64, t.Rows)
	for r := range rank {
		for _, w := range t.weights[r*t.States : (r+1)*t.States] {
			rank[r] += float64(w * w)
		}
		rank[r] *= math.Sqrt(float64(counts[r]))
	}
	return rank
}
