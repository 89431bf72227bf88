package crf

import (
	"math"
	"slices"
)

// Model makes a Model of what has been learnt; features gives the hash of each
// row. Rows whose weights are shorter than weakest, as a vector, are left out:
// they tell next to nothing.
func (t *Trainer) Model(features []uint32, weakest float64) *Model {
	s := t.States
	m := &Model{states: s}
	m.trans = slices.Clone(t.trans[:s*s])
	m.begin, m.end = slices.Clone(t.trans[s*s:(s+1)*s]), slices.Clone(t.trans[(s+1)*s:])
	var kept []int
	var hashes []uint32
	for r, h := range features {
		if t.energy(r) >= weakest*weakest {
			kept, hashes = append(kept, r), append(hashes, h)
		}
	}
	m.make(hashes)
	top := float32(0)
	for _, w := range t.weights {
		top = max(top, w, -w)
	}
	m.unit = min(top, maxWeight) / 127
	for i, r := range kept {
		row := &m.rows[i]
		for j, w := range t.weights[r*s : r*s+s] {
			q := math.Round(float64(w / m.unit))
			q = min(max(q, -127), 127)
			row.set(j, byte(int(q)+bias))
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
		rank[r] = t.energy(r) * math.Sqrt(float64(counts[r]))
	}
	return rank
}

// energy is the sum of the squares of the weights of a row.
func (t *Trainer) energy(r int) float64 {
	sum := 0.0
	for _, w := range t.weights[r*t.States : (r+1)*t.States] {
		sum += float64(w * w)
	}
	return sum
}
