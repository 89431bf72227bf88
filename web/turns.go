package web

import (
	"context"
	"errors"
	"runtime"
	"time"
)

// turns lets many queries share few processors and one memory. A query runs
// at once in one of the quick places. One that takes longer than a turn goes on
// in one of the long places; if all are taken it is ended, waits for one and
// runs anew, which harms nothing as queries change nothing. So whoever asks
// much waits for others who do, and an ordinary question is answered soon,
// however many hostile ones are asked at once.
type turns struct {
	quick, long chan struct{}
	turn        time.Duration
}

const (
	// quickTurn is how long a query may take before it counts as long: 200
	// that come together have all had their turn after some seconds.
	quickTurn = 50 * time.Millisecond
	// placesPerCPU are the quick places, and as many the long ones.
	placesPerCPU = 2
)

func newTurns() *turns {
	n := placesPerCPU * runtime.GOMAXPROCS(0)
	return &turns{quick: make(chan struct{}, n), long: make(chan struct{}, n), turn: quickTurn}
}

// errTurn ends a query that has to wait for a long place.
var errTurn = errors.New("the query waits for its turn")

// run calls f, twice if it has to wait in between, and ends soon after ctx. The
// contexts that f is handed end when f is to return.
func (t *turns) run(ctx context.Context, f func(context.Context) error) error {
	if err := take(ctx, t.quick); err != nil {
		return err
	}
	held := make(chan chan struct{}, 1) // the place that the query has
	held <- t.quick
	leave := func() { <-<-held }
	attempt, end := context.WithCancelCause(ctx)
	defer end(nil)
	late := time.AfterFunc(t.turn, func() {
		select {
		case t.long <- struct{}{}:
			leave()
			held <- t.long
		default:
			end(errTurn)
		}
	})
	err := func() error {
		defer leave() // also when f panics
		defer late.Stop()
		return f(attempt)
	}()
	if err == nil || !errors.Is(context.Cause(attempt), errTurn) {
		return err
	}
	if err := take(ctx, t.long); err != nil {
		return err
	}
	defer func() { <-t.long }()
	return f(ctx)
}

// take waits for a place.
func take(ctx context.Context, places chan struct{}) error {
	select {
	case places <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
