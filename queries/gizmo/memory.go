package gizmo

import (
	"errors"
	"runtime"
	"runtime/metrics"
	"slices"
	"sync"
	"time"
)

// ErrMemory ends a script that makes the heap grow too much.
var ErrMemory = errors.New("the script needs too much memory")

// memory watches the scripts that run. Nobody can tell which of them an object
// on the heap belongs to, and there is one heap: so a script may let it grow by
// so much since the script began, whoever fills it. When it has grown more the
// script that has run longest ends first: those that fill the memory run until
// it is full, others are done soon. If that is not enough when it is gone, or
// it does not go, two more end, then four.
var memory watch

type watch struct {
	mu      sync.Mutex
	scripts []*watched // in the order in which they began
	looks   *looks     // while there are scripts
}

// looks are taken at memory from when a script begins until none runs.
type looks struct {
	next    *time.Timer
	victims int // to be ended when memory is over next
	waited  int // looks since the last ones were ended
}

// watched is a script that runs.
type watched struct {
	bound uint64 // of what lives on the heap
	twice uint64 // of the heap with its garbage
	end   func(cause error)
	ended bool
}

const (
	// watchEvery is how often memory is looked at.
	watchEvery = 50 * time.Millisecond
	// patience is how many looks a script has to go once it is ended.
	patience = 10
)

// watch ends the script by calling end if the heap grows by more than most
// bytes because of it, or seems to, until done is called.
func (w *watch) watch(most int64, end func(cause error)) (done func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	live, all := heap()
	script := &watched{bound: live + uint64(most), twice: all + 2*uint64(most), end: end}
	w.scripts = append(w.scripts, script)
	if len(w.scripts) == 1 {
		l := &looks{victims: 1}
		l.next = time.AfterFunc(watchEvery, func() { w.look(l) })
		w.looks = l
	}
	return func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.scripts = slices.DeleteFunc(w.scripts, func(s *watched) bool { return s == script })
		if len(w.scripts) == 0 {
			w.looks.next.Stop()
			w.looks = nil
		}
	}
}

// look ends scripts if they have to, and looks again later.
func (w *watch) look(l *looks) {
	over, ending := w.state()
	switch {
	case !over:
		l.victims, l.waited = 1, 0
	case ending && l.waited < patience:
		l.waited++
	case l.victims == 1:
		w.endFirst(1)
		l.victims, l.waited = 2, 0
	default:
		runtime.GC() // what the ended have left does not count
		w.endFirst(l.victims)
		l.victims, l.waited = 2*l.victims, 0
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.looks == l {
		l.next.Reset(watchEvery)
	}
}

// state tells whether the heap has outgrown the bound of a script, and whether
// a script that was ended still runs.
func (w *watch) state() (over, ending bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	live, all := heap()
	for _, s := range w.scripts {
		over = over || s.outgrown(live, all)
		ending = ending || s.ended
	}
	return over, ending
}

// endFirst ends the n oldest of those whose bounds the heap has outgrown.
func (w *watch) endFirst(n int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	live, all := heap()
	for _, s := range w.scripts {
		if n > 0 && !s.ended && s.outgrown(live, all) {
			s.ended = true
			s.end(ErrMemory)
			n--
		}
	}
}

func (s *watched) outgrown(live, all uint64) bool { return live > s.bound || all > s.twice }

// heap is how many bytes the objects on the heap took that lived when garbage
// was last collected, and how many all take now.
func heap() (live, all uint64) {
	samples := []metrics.Sample{{Name: "/gc/heap/live:bytes"}, {Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(samples)
	return samples[0].Value.Uint64(), samples[1].Value.Uint64()
}
