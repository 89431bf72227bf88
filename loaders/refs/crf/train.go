package crf

import (
	"math"
	"math/rand/v2"
	"sync"
)

// Example is a sequence to learn from.
type Example struct {
	Features [][]uint32 // of each position, rows of weights
	Allowed  []uint64   // of each position, the states that may be right, a bit each
	Weight   float32    // how much it counts
}

// Trainer learns weights.
type Trainer struct {
	States int
	Rows   int

	Rate  float32 // of AdaGrad
	L2    float32
	Drop  float32 // share of the features that an example is learned without
	round uint64

	weights []float32 // rows × states
	squares []float32
	trans   []float32 // (states+2) × states: from, begin, end
	tsq     []float32

	kept            int // epochs that are in the sums
	sums, transSums []float64
}

// NewTrainer begins with weights of zero.
func NewTrainer(states, rows int) *Trainer {
	return &Trainer{
		States: states, Rows: rows, Rate: 0.15,
		weights: make([]float32, rows*states), squares: make([]float32, rows*states),
		trans: make([]float32, (states+2)*states), tsq: make([]float32, (states+2)*states),
	}
}

// step is one weight's share in the gradient of an example.
type step struct {
	at int32
	by float32
}

// worker computes gradients.
type worker struct {
	rows       [][]uint32
	free, held lattice
	steps      []step
	tgrad      []float32
	loss       float64
}

// Epoch goes once over the examples in this order and gives the mean loss.
// Two goroutines compute gradients of some examples each, which are then
// applied in order, so that the outcome is the same each time.
func (t *Trainer) Epoch(examples []*Example) float64 {
	const batch = 8
	var workers [batch]worker
	for i := range workers {
		workers[i].tgrad = make([]float32, len(t.trans))
	}
	total := 0.0
	for at := 0; at < len(examples); at += batch {
		some := examples[at:min(at+batch, len(examples))]
		k := t.links()
		var wg sync.WaitGroup
		t.round += batch
		for half := range 2 {
			wg.Go(func() {
				for i := half; i < len(some); i += 2 {
					workers[i].pick(some[i], t.Drop, t.round+uint64(i))
					t.gradient(&workers[i], k, some[i])
				}
			})
		}
		wg.Wait()
		for i := range some {
			t.apply(&workers[i])
			total += workers[i].loss
		}
	}
	return total / float64(len(examples))
}

// pick chooses the features that an example is learned with.
func (w *worker) pick(e *Example, drop float32, seed uint64) {
	if drop == 0 {
		w.rows = e.Features
		return
	}
	rng := rand.New(rand.NewPCG(seed, 0x9e3779b97f4a7c15))
	limit := uint32(drop * (1 << 32))
	if cap(w.rows) < len(e.Features) {
		w.rows = make([][]uint32, len(e.Features))
	}
	w.rows = w.rows[:len(e.Features)]
	for p, rows := range e.Features {
		kept := w.rows[p][:0]
		for _, r := range rows {
			if rng.Uint32() >= limit {
				kept = append(kept, r)
			}
		}
		w.rows[p] = kept
	}
}

// links gives the present weights of neighbouring states.
func (t *Trainer) links() *links {
	s := t.States
	k := &links{states: s, exp: make([]float32, s*s), begin: make([]float32, s), end: make([]float32, s)}
	for i := range k.exp {
		k.exp[i] = exp32(t.trans[i])
	}
	for j := range s {
		k.begin[j], k.end[j] = exp32(t.trans[s*s+j]), exp32(t.trans[(s+1)*s+j])
	}
	return k
}

func exp32(x float32) float32 { return float32(math.Exp(float64(x))) }

// fill sums the weights of an example's features.
func (t *Trainer) fill(l *lattice, features [][]uint32) {
	s := t.States
	l.reset(len(features), s)
	scale := 1 / (1 - t.Drop)
	for p, rows := range features {
		emit := l.emit[p*s : (p+1)*s]
		clear(emit)
		for _, r := range rows {
			w := t.weights[int(r)*s : int(r)*s+s]
			for j := range emit {
				emit[j] += w[j]
			}
		}
		for j := range emit {
			emit[j] *= scale
		}
		top := emit[0]
		for _, x := range emit {
			top = max(top, x)
		}
		for j := range emit {
			emit[j] = exp32(emit[j] - top)
		}
		l.shift[p] = top
	}
}

func (t *Trainer) gradient(w *worker, k *links, e *Example) {
	s := t.States
	w.steps = w.steps[:0]
	clear(w.tgrad)
	t.fill(&w.free, w.rows)
	w.held.reset(w.free.n, s)
	copy(w.held.emit, w.free.emit)
	copy(w.held.shift, w.free.shift)
	w.free.run(k, nil)
	w.held.run(k, e.Allowed)
	w.loss = w.free.logZ - w.held.logZ
	if math.IsNaN(w.loss) || math.IsInf(w.loss, 0) {
		w.loss = 0
		return
	}
	for p, rows := range w.rows {
		fa, fb := w.free.alpha[p*s:(p+1)*s], w.free.beta[p*s:(p+1)*s]
		ha, hb := w.held.alpha[p*s:(p+1)*s], w.held.beta[p*s:(p+1)*s]
		for j := range s {
			g := (ha[j]*hb[j] - fa[j]*fb[j]) * e.Weight
			if g > 0.001 || g < -0.001 {
				for _, r := range rows {
					w.steps = append(w.steps, step{int32(int(r)*s + j), g})
				}
			}
		}
	}
	t.expect(w, k, &w.free, nil, -e.Weight)
	t.expect(w, k, &w.held, e.Allowed, e.Weight)
}

// expect adds the expected counts of neighbouring states.
func (t *Trainer) expect(w *worker, k *links, l *lattice, allowed []uint64, sign float32) {
	s := t.States
	for j := range s {
		w.tgrad[s*s+j] += sign * l.alpha[j] * l.beta[j]
		w.tgrad[(s+1)*s+j] += sign * l.alpha[(l.n-1)*s+j] * l.beta[(l.n-1)*s+j]
	}
	var next [128]float32
	for p := 1; p < l.n; p++ {
		emit, b := l.emit[p*s:(p+1)*s], l.beta[p*s:(p+1)*s]
		inv := sign / l.scale[p]
		for j := range b {
			next[j] = emit[j] * b[j] * inv
		}
		if allowed != nil {
			mask(next[:s], allowed[p])
		}
		for i, a := range l.alpha[(p-1)*s : p*s] {
			if a < 1e-5 {
				continue
			}
			row, g := k.exp[i*s:(i+1)*s], w.tgrad[i*s:(i+1)*s]
			g[0] += a * row[0] * next[0]
			for j := 1; j < s; j += 2 {
				g[j] += a * row[j] * next[j]
			}
			if i > 0 {
				in := i + i&1
				g[in] += a * row[in] * next[in]
			}
		}
	}
}

// apply follows a gradient.
func (t *Trainer) apply(w *worker) {
	for _, st := range w.steps {
		g := st.by - t.L2*t.weights[st.at]
		t.squares[st.at] += g * g
		t.weights[st.at] += t.Rate * g / sqrt32(t.squares[st.at]+1e-2)
	}
	for i, g := range w.tgrad {
		if g != 0 {
			t.tsq[i] += g * g
			t.trans[i] += t.Rate * g / sqrt32(t.tsq[i]+1e-2)
		}
	}
}

func sqrt32(x float32) float32 { return float32(math.Sqrt(float64(x))) }

// Keep remembers the present weights, for Average.
func (t *Trainer) Keep() {
	if t.kept == 0 {
		t.sums, t.transSums = make([]float64, len(t.weights)), make([]float64, len(t.trans))
	}
	t.kept++
	for i, w := range t.weights {
		t.sums[i] += float64(w)
	}
	for i, w := range t.trans {
		t.transSums[i] += float64(w)
	}
}

// Average takes the mean of the weights that were kept: what each epoch learnt
// of its last examples levels out.
func (t *Trainer) Average() {
	for i, sum := range t.sums {
		t.weights[i] = float32(sum / float64(t.kept))
	}
	for i, sum := range t.transSums {
		t.trans[i] = float32(sum / float64(t.kept))
	}
}

// Decode gives the best states of a sequence under the present weights.
func (t *Trainer) Decode(features [][]uint32) []int {
	s, n := t.States, len(features)
	if n == 0 {
		return nil
	}
	score, back := make([]float32, n*s), make([]uint8, n*s)
	const never = -1e9
	for p, rows := range features {
		emit := score[p*s : (p+1)*s]
		for _, r := range rows {
			w := t.weights[int(r)*s : int(r)*s+s]
			for j := range emit {
				emit[j] += w[j]
			}
		}
		if p == 0 {
			for j := range emit {
				emit[j] += t.trans[s*s+j]
				if IsInside(j) {
					emit[j] = never
				}
			}
			continue
		}
		prev := score[(p-1)*s : p*s]
		for j := range emit {
			best, from := float32(never), 0
			if IsInside(j) {
				for _, i := range [2]int{j - 1, j} {
					if x := prev[i] + t.trans[i*s+j]; x > best {
						best, from = x, i
					}
				}
			} else {
				for i, x := range prev {
					if x += t.trans[i*s+j]; x > best {
						best, from = x, i
					}
				}
			}
			emit[j] += best
			back[p*s+j] = uint8(from)
		}
	}
	at, best := 0, float32(never)
	for j := range s {
		if x := score[(n-1)*s+j] + t.trans[(s+1)*s+j]; x > best {
			at, best = j, x
		}
	}
	states := make([]int, n)
	for p := n - 1; p >= 0; p-- {
		states[p] = at
		at = int(back[p*s+at])
	}
	return states
}
