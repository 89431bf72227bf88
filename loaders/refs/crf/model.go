package crf

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
)

// Model is what has been learnt, in a form that is small and quick to ask.
// Weights are bytes: seven states in a word, so that a feature is added to all
// states by few instructions, and the row of a feature is one cache line.
type Model struct {
	states int
	unit   float32 // what a weight of one is worth

	slots []slot // features by hash, open addressing
	rows  []row
	mask  uint32

	trans []float32 // states × states, from and to
	exp   []float32 // their exponentials
	begin []float32
	end   []float32
}

// slot is where the row of a feature is; one without a feature is free.
type slot struct{ feature, row uint32 }

// row is the weights of a feature, a byte for each state.
type row [maxStates / inWord]uint64

// inWord is how many states a word holds. Its uppermost byte stays free, so that
// a sum of whole words tells that of the odd states, too.
const inWord = 7

// set sets the weight of a state that has none.
func (r *row) set(state int, weight byte) {
	r[state/inWord] |= uint64(weight) << (8 * uint(state%inWord))
}

// weight is that of a state.
func (r *row) weight(state int) byte {
	return byte(r[state/inWord] >> (8 * uint(state%inWord)))
}

// bias makes weights positive: a byte of 128 is zero.
const bias = 128

// maxFeatures is how many features a position may have: the sums of their
// bytes stay below 1<<16.
const maxFeatures = 256

// States is how many states the model knows.
func (m *Model) States() int { return m.states }

// Features is how many features the model has weights for.
func (m *Model) Features() int { return len(m.rows) }

// find puts the rows of those features behind rows that the model has weights
// for. It looks at the places of all first, so that none waits for another.
func (m *Model) find(features, rows []uint32) []uint32 {
	var places [maxFeatures]slot
	for i, feature := range features {
		places[i] = m.slots[feature&m.mask]
	}
	for i, feature := range features {
		s := places[i]
		for at := feature & m.mask; s.feature != feature && s.feature != 0; {
			at = (at + 1) & m.mask
			s = m.slots[at]
		}
		if s.feature == feature {
			rows = append(rows, s.row)
		}
	}
	return rows
}

// Field is a sequence whose states are being told. It may be used again and
// again, by one goroutine at a time.
type Field struct {
	m *Model
	n int

	emit  []float32 // n × states
	found []uint32  // rows of the features of a position
	score []float32
	back  []uint8
	kept  []uint8 // states of each position that are followed
	count []uint8
	alpha []float32
	beta  []float32
	next  [maxStates]float32
}

const maxStates = 8 * inWord

// NewField makes a Field of a model.
func (m *Model) NewField() *Field { return &Field{m: m} }

// Reset begins a sequence.
func (f *Field) Reset() { f.n, f.emit = 0, f.emit[:0] }

// Add adds a position with its features.
func (f *Field) Add(features []uint32) {
	f.found = f.m.find(features[:min(len(features), maxFeatures)], f.found[:0])
	var emit [maxStates]float32
	zero := int32(bias * len(f.found))
	for half := 0; half < len(row{}); half += 4 {
		even, odd := f.m.sum(f.found, half)
		for i := range even {
			e, o := even[i], odd[i]
			word := emit[inWord*(half+i):][:inWord]
			for j := range word {
				if j%2 == 0 {
					word[j] = float32(int32(e&0xffff)-zero) * f.m.unit
					e >>= 16
				} else {
					word[j] = float32(int32(o&0xffff)-zero) * f.m.unit
					o >>= 16
				}
			}
		}
	}
	f.emit = append(f.emit, emit[:f.m.states]...)
	f.n++
}

// sum adds up one half of some rows: the weights of the even states of each
// word, four in a word, and those of the odd, three.
func (m *Model) sum(rows []uint32, half int) (even, odd [4]uint64) {
	const low = 0x00ff00ff00ff00ff
	var e0, e1, e2, e3, all0, all1, all2, all3 uint64
	for _, r := range rows {
		w := (*[4]uint64)(m.rows[r][half:])
		e0 += w[0] & low
		all0 += w[0]
		e1 += w[1] & low
		all1 += w[1]
		e2 += w[2] & low
		all2 += w[2]
		e3 += w[3] & low
		all3 += w[3]
	}
	return [4]uint64{e0, e1, e2, e3}, [4]uint64{(all0 - e0) >> 8, (all1 - e1) >> 8, (all2 - e2) >> 8, (all3 - e3) >> 8}
}

const never = -1e6

// beam is how far below the best of its position a state is still followed.
const beam = 8

// Best puts the most probable states of the sequence into states.
func (f *Field) Best(states []int) []int {
	states = states[:0]
	if f.n == 0 {
		return states
	}
	m, s := f.m, f.m.states
	f.score, f.back = resize(f.score, f.n*s), resize(f.back, f.n*s)
	f.kept, f.count = resize(f.kept, f.n*s), resize(f.count, f.n)
	for p := range f.n {
		score, back := f.score[p*s:(p+1)*s], f.back[p*s:(p+1)*s]
		for j := range score {
			score[j] = never
		}
		if p == 0 {
			score[0] = m.begin[0]
			for j := 1; j < s; j += 2 {
				score[j] = m.begin[j]
			}
		} else {
			before := f.score[(p-1)*s : p*s]
			for _, k := range f.states(p - 1) {
				x := before[k]
				row := m.trans[int(k)*s : int(k)*s+s]
				if y := x + row[0]; y > score[0] {
					score[0], back[0] = y, k
				}
				for j := 1; j < len(row); j += 2 {
					if y := x + row[j]; y > score[j] {
						score[j], back[j] = y, k
					}
				}
				if k > 0 {
					in := k + k&1
					if y := x + row[in]; y > score[in] {
						score[in], back[in] = y, k
					}
				}
			}
		}
		emit := f.emit[p*s : (p+1)*s]
		best := float32(math.Inf(-1))
		for j := range score {
			score[j] += emit[j]
			best = max(best, score[j])
		}
		kept := f.kept[p*s : p*s]
		for j, x := range score {
			if x >= best-beam {
				kept = append(kept, uint8(j))
			}
		}
		f.count[p] = uint8(len(kept))
	}
	last, at, best := f.n-1, uint8(0), float32(math.Inf(-1))
	for _, j := range f.states(last) {
		if x := f.score[last*s+int(j)] + m.end[j]; x > best {
			at, best = j, x
		}
	}
	for range f.n {
		states = append(states, 0)
	}
	for p := last; p >= 0; p-- {
		states[p] = int(at)
		at = f.back[p*s+int(at)]
	}
	return states
}

// states are those that are followed at a position.
func (f *Field) states(p int) []uint8 {
	s := f.m.states
	return f.kept[p*s : p*s+int(f.count[p])]
}

// Sure gives, after Best, the probability of each run of states: that the
// positions from start to end (excluded) are in just these states, and that
// what follows does not go on with their label.
func (f *Field) Sure(states []int, runs [][2]int, out []float64) []float64 {
	if f.n == 0 {
		return out
	}
	f.forwardBackward()
	s, exp := f.m.states, f.m.exp
	for _, r := range runs {
		p := f.alpha[r[0]*s+states[r[0]]]
		for t := r[0] + 1; t < r[1]; t++ {
			p *= exp[states[t-1]*s+states[t]] * f.emit[t*s+states[t]]
		}
		last := states[r[1]-1]
		rest := float32(0)
		if r[1] == f.n {
			rest = f.beta[(f.n-1)*s+last]
		} else {
			for _, j := range f.states(r[1]) {
				if !IsInside(int(j)) {
					rest += exp[last*s+int(j)] * f.emit[r[1]*s+int(j)] * f.beta[r[1]*s+int(j)]
				}
			}
		}
		out = append(out, float64(min(p*rest, 1)))
	}
	return out
}

// forwardBackward turns what is emitted into scaled exponentials and fills
// alpha and beta, whose products are the probabilities of states.
func (f *Field) forwardBackward() {
	s, exp := f.m.states, f.m.exp
	f.alpha, f.beta = resize(f.alpha, f.n*s), resize(f.beta, f.n*s)
	for p := range f.n {
		emit, alpha := f.emit[p*s:(p+1)*s], f.alpha[p*s:(p+1)*s]
		kept := f.states(p)
		top := float32(math.Inf(-1))
		for _, j := range kept {
			top = max(top, emit[j])
		}
		sum := float32(0)
		for _, j := range kept {
			emit[j] = quickExp(emit[j] - top)
			a := float32(0)
			switch {
			case p == 0:
				if !IsInside(int(j)) {
					a = exp32(f.m.begin[j])
				}
			case IsInside(int(j)):
				before := f.alpha[(p-1)*s : p*s]
				for _, k := range f.states(p - 1) {
					if k == j || k == j-1 {
						a += before[k] * exp[int(k)*s+int(j)]
					}
				}
			default:
				before := f.alpha[(p-1)*s : p*s]
				for _, k := range f.states(p - 1) {
					a += before[k] * exp[int(k)*s+int(j)]
				}
			}
			alpha[j] = a * emit[j]
			sum += alpha[j]
		}
		scale := 1 / max(sum, math.SmallestNonzeroFloat32)
		for _, j := range kept {
			alpha[j] *= scale
			emit[j] *= scale
		}
	}
	last := f.n - 1
	total := float32(0)
	for _, j := range f.states(last) {
		f.beta[last*s+int(j)] = exp32(f.m.end[j])
		total += f.alpha[last*s+int(j)] * f.beta[last*s+int(j)]
	}
	for _, j := range f.states(last) {
		f.beta[last*s+int(j)] /= max(total, math.SmallestNonzeroFloat32)
	}
	for p := last - 1; p >= 0; p-- {
		emit, after := f.emit[(p+1)*s:(p+2)*s], f.beta[(p+1)*s:(p+2)*s]
		next := f.states(p + 1)
		for i, to := range next {
			f.next[i] = emit[to] * after[to]
		}
		for _, j := range f.states(p) {
			row := exp[int(j)*s : int(j)*s+s]
			b := float32(0)
			for i, to := range next {
				if !IsInside(int(to)) || to == j || to == j+1 && j&1 == 1 {
					b += row[to] * f.next[i]
				}
			}
			f.beta[p*s+int(j)] = b
		}
	}
}

func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	return s[:n]
}

// A model as bytes, numbers little-endian:
//
//	┌────────┬─────────┬────────┬────────┬──────────┬────────────────────┐
//	│ states │ unit    │ links  │ rows   │ features │ weights of each    │
//	│ uint32 │ float32 │ floats │ uint32 │ uvarints │ row, a byte a state│
//	└────────┴─────────┴────────┴────────┴──────────┴────────────────────┘
//	  links: from each state to each, then to the first and from the last;
//	  features: ascending, each as its distance from the one before.

// Append writes the model behind b.
func (m *Model) Append(b []byte) []byte {
	b = binary.LittleEndian.AppendUint32(b, uint32(m.states))
	b = binary.LittleEndian.AppendUint32(b, math.Float32bits(m.unit))
	for _, part := range [][]float32{m.trans, m.begin, m.end} {
		for _, w := range part {
			b = binary.LittleEndian.AppendUint32(b, math.Float32bits(w))
		}
	}
	var used []slot
	for _, s := range m.slots {
		if s.feature != 0 {
			used = append(used, s)
		}
	}
	slices.SortFunc(used, func(a, b slot) int { return cmp.Compare(a.feature, b.feature) })
	b = binary.LittleEndian.AppendUint32(b, uint32(len(used)))
	before := uint32(0)
	for _, s := range used {
		b = binary.AppendUvarint(b, uint64(s.feature-before))
		before = s.feature
	}
	for _, s := range used {
		for j := range m.states {
			b = append(b, m.rows[s.row].weight(j))
		}
	}
	return b
}

var errModel = errors.New("crf: no model, or of another version")

// Decode reads a model that Append has written.
func Decode(b []byte) (*Model, error) {
	if len(b) < 8 {
		return nil, errModel
	}
	s := int(binary.LittleEndian.Uint32(b))
	m := &Model{states: s, unit: math.Float32frombits(binary.LittleEndian.Uint32(b[4:]))}
	b = b[8:]
	if s < 1 || s > maxStates || len(b) < 4*(s+2)*s+4 {
		return nil, errModel
	}
	links := make([]float32, (s+2)*s)
	for i := range links {
		links[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
	m.trans, m.begin, m.end = links[:s*s], links[s*s:(s+1)*s], links[(s+1)*s:]
	b = b[4*len(links):]
	n := int(binary.LittleEndian.Uint32(b))
	b = b[4:]
	if n > len(b) {
		return nil, errModel
	}
	features := make([]uint32, n)
	before := uint32(0)
	for i := range features {
		d, size := binary.Uvarint(b)
		if size <= 0 || d == 0 || d > math.MaxUint32-uint64(before) {
			return nil, fmt.Errorf("%w: feature %d", errModel, i)
		}
		before += uint32(d)
		features[i] = before
		b = b[size:]
	}
	if len(b) != n*s {
		return nil, errModel
	}
	m.make(features)
	for i := range m.rows {
		weights := b[i*s : (i+1)*s]
		for k := range m.rows[i] {
			for j, weight := range weights[min(k*inWord, s):min((k+1)*inWord, s)] {
				m.rows[i][k] |= uint64(weight) << (8 * j)
			}
		}
	}
	return m, nil
}

// make makes room for features: one row for each, in this order.
func (m *Model) make(features []uint32) {
	m.exp = make([]float32, len(m.trans))
	for i, w := range m.trans {
		m.exp[i] = exp32(w)
	}
	size := 1
	for size < 2*len(features)+2 {
		size *= 2
	}
	m.slots, m.rows, m.mask = make([]slot, size), make([]row, len(features)), uint32(size-1)
	for r, h := range features {
		i := h & m.mask
		for m.slots[i].feature != 0 {
			i = (i + 1) & m.mask
		}
		m.slots[i] = slot{h, uint32(r)}
	}
}
