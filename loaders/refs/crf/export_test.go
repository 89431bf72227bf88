package crf

import "math"

// Share counts all labellings one by one: how much of their weight those have
// that agree with the states of a run and do not go on with its label.
func (f *Field) Share(states []int, run [2]int) float64 {
	s := f.m.states
	var with, all float64
	now := make([]int, f.n)
	var walk func(p int, sum float32)
	walk = func(p int, sum float32) {
		if p == f.n {
			w := math.Exp(float64(sum + f.m.end[now[p-1]]))
			all += w
			for i := run[0]; i < run[1]; i++ {
				if now[i] != states[i] {
					return
				}
			}
			if run[1] < f.n && IsInside(now[run[1]]) {
				return
			}
			with += w
			return
		}
		for j := range s {
			x := f.emit[p*s+j]
			switch {
			case IsInside(j) && (p == 0 || now[p-1] != j && now[p-1] != j-1):
				continue
			case p == 0:
				x += f.m.begin[j]
			default:
				x += f.m.trans[now[p-1]*s+j]
			}
			now[p] = j
			walk(p+1, sum+x)
		}
	}
	walk(0, 0)
	return with / all
}

// QuickExp is the exponential that confidence is told with.
var QuickExp = quickExp
