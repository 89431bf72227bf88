package crf

import "math"

// lattice holds the probabilities of one sequence. All are scaled so that
// those of one position sum to one.
type lattice struct {
	states int
	n      int
	emit   []float32 // n × states, exponentials of sums of weights
	alpha  []float32
	beta   []float32
	scale  []float32 // what alpha was divided by
	shift  []float32 // what emit was shifted by
	logZ   float64
}

func (l *lattice) reset(n, states int) {
	l.n, l.states = n, states
	size := n * states
	if cap(l.emit) < size {
		l.emit, l.alpha, l.beta = make([]float32, size+size/2), make([]float32, size+size/2), make([]float32, size+size/2)
	}
	if cap(l.scale) < n {
		l.scale, l.shift = make([]float32, n+n/2), make([]float32, n+n/2)
	}
	l.emit, l.alpha, l.beta = l.emit[:size], l.alpha[:size], l.beta[:size]
	l.scale, l.shift = l.scale[:n], l.shift[:n]
}

// links are the weights of neighbouring states, as exponentials.
type links struct {
	states int
	exp    []float32 // from × to
	begin  []float32
	end    []float32
}

// forward fills alpha, beta and logZ; allowed masks the states of each
// position, nil allows all.
func (l *lattice) run(k *links, allowed []uint64) {
	s := l.states
	l.logZ = 0
	for t := range l.n {
		emit, alpha := l.emit[t*s:(t+1)*s], l.alpha[t*s:(t+1)*s]
		if t == 0 {
			for j := range s {
				alpha[j] = k.begin[j] * emit[j]
				if IsInside(j) {
					alpha[j] = 0
				}
			}
		} else {
			prev := l.alpha[(t-1)*s : t*s]
			clear(alpha)
			for i, a := range prev {
				if a == 0 {
					continue
				}
				row := k.exp[i*s : (i+1)*s]
				alpha[0] += a * row[0]
				for j := 1; j < s; j += 2 {
					alpha[j] += a * row[j]
				}
				if i > 0 {
					in := i + i&1
					alpha[in] += a * row[in]
				}
			}
			for j := range alpha {
				alpha[j] *= emit[j]
			}
		}
		if allowed != nil {
			mask(alpha, allowed[t])
		}
		sum := float32(0)
		for _, a := range alpha {
			sum += a
		}
		if sum <= 0 {
			sum = math.SmallestNonzeroFloat32
		}
		inv := 1 / sum
		for j := range alpha {
			alpha[j] *= inv
		}
		l.scale[t] = sum
		l.logZ += math.Log(float64(sum)) + float64(l.shift[t])
	}
	last := l.n - 1
	sum := float32(0)
	for j, a := range l.alpha[last*s:] {
		sum += a * k.end[j]
	}
	l.logZ += math.Log(float64(sum))
	beta := l.beta[last*s:]
	for j := range beta {
		beta[j] = k.end[j] / sum
	}
	var next [128]float32
	for t := last - 1; t >= 0; t-- {
		emit, b := l.emit[(t+1)*s:(t+2)*s], l.beta[(t+1)*s:(t+2)*s]
		inv := 1 / l.scale[t+1]
		for j := range b {
			next[j] = emit[j] * b[j] * inv
		}
		if allowed != nil {
			mask(next[:s], allowed[t+1])
		}
		beta := l.beta[t*s : (t+1)*s]
		for i := range beta {
			row := k.exp[i*s : (i+1)*s]
			sum := row[0] * next[0]
			for j := 1; j < s; j += 2 {
				sum += row[j] * next[j]
			}
			if i > 0 {
				in := i + i&1
				sum += row[in] * next[in]
			}
			beta[i] = sum
		}
	}
}

func mask(v []float32, allowed uint64) {
	for j := range v {
		if allowed>>uint(j)&1 == 0 {
			v[j] = 0
		}
	}
}
