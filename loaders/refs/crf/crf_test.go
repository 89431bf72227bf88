package crf_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"bibgraph/loaders/refs/crf"
)

// weather makes sequences in which the features tell the states, mostly.
func weather(n int) []*crf.Example {
	g := rand.New(rand.NewPCG(1, 2))
	var all []*crf.Example
	for range n {
		e := &crf.Example{Weight: 1}
		state := 0
		for range 3 + g.IntN(9) {
			switch g.IntN(4) {
			case 0:
				state = crf.Begin(g.IntN(3))
			case 1:
				state = crf.Outside
			default:
				if l := crf.Label(state); l >= 0 {
					state = crf.Inside(l)
				}
			}
			seen := uint32(state)
			if g.IntN(8) == 0 {
				seen = uint32(g.IntN(7))
			}
			e.Features = append(e.Features, []uint32{seen, 7 + seen*3 + uint32(g.IntN(3)), 28 + uint32(g.IntN(20))})
			e.Allowed = append(e.Allowed, 1<<state)
		}
		all = append(all, e)
	}
	return all
}

func learnt(t *testing.T) (*crf.Trainer, *crf.Model, []uint32) {
	t.Helper()
	tr := crf.NewTrainer(crf.States(3), 48)
	for range 5 {
		tr.Epoch(weather(300))
	}
	hashes := make([]uint32, 48)
	for i := range hashes {
		hashes[i] = uint32(i+1) * 0x9E3779B1
	}
	return tr, tr.Model(hashes, 0), hashes
}

// The small model tells what the large one does.
func TestModel_likeItsTrainer(t *testing.T) {
	tr, m, hashes := learnt(t)
	f := m.NewField()
	same, all := 0, 0
	for _, e := range weather(200) {
		want := tr.Decode(e.Features)
		f.Reset()
		for _, rows := range e.Features {
			var some []uint32
			for _, r := range rows {
				some = append(some, hashes[r])
			}
			f.Add(some)
		}
		got := f.Best(nil)
		all++
		if slices.Equal(got, want) {
			same++
		} else if all-same < 4 {
			t.Log(want, got)
		}
	}
	if same*100 < all*97 {
		t.Errorf("%d of %d the same", same, all)
	}
}

// The probability of a run of states is the share that labellings with it have
// of all, here counted one by one.
func TestField_sure(t *testing.T) {
	_, m, hashes := learnt(t)
	f := m.NewField()
	for _, e := range weather(60) {
		if len(e.Features) > 5 {
			continue
		}
		features := func() {
			f.Reset()
			for _, rows := range e.Features {
				var some []uint32
				for _, r := range rows {
					some = append(some, hashes[r])
				}
				f.Add(some)
			}
		}
		features()
		states := f.Best(nil)
		run := [2]int{0, 1}
		for run[1] < len(states) && crf.IsInside(states[run[1]]) {
			run[1]++
		}
		got := f.Sure(states, [][2]int{run}, nil)[0]
		features()
		want := f.Share(states, run)
		if math.Abs(got-want) > 0.02 {
			t.Errorf("%v %v: %.4f, want %.4f", states, run, got, want)
		}
	}
}

func TestDecode(t *testing.T) {
	_, m, _ := learnt(t)
	b := m.Append(nil)
	again, err := crf.Decode(b)
	if err != nil || string(again.Append(nil)) != string(b) {
		t.Errorf("another model comes back: %v", err)
	}
	for n := range b {
		if _, err := crf.Decode(b[:n]); err == nil {
			t.Fatalf("the first %d of %d bytes are taken for a model", n, len(b))
		}
	}
}

func TestQuickExp(t *testing.T) {
	for x := float32(0); x > -90; x -= 0.0137 {
		want := math.Exp(float64(x))
		if got := float64(crf.QuickExp(x)); math.Abs(got-want) > 2e-5*want+1e-34 {
			t.Fatalf("e to the power of %v is %v, want %v", x, got, want)
		}
	}
}
