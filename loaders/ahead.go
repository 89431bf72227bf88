package loaders

import "iter"

// ahead is how many values are made before they are asked for.
const ahead = 16

// pullAhead is iter.Pull2 with the sequence in a goroutine of its own, which
// goes on while its values are used. stop waits for its end.
func pullAhead[V any](seq iter.Seq2[V, error]) (next func() (V, error, bool), stop func()) {
	type pair struct {
		value V
		err   error
	}
	made, enough := make(chan pair, ahead), make(chan struct{})
	go func() {
		defer close(made)
		for value, err := range seq {
			select {
			case made <- pair{value, err}:
			case <-enough:
				return
			}
		}
	}()
	next = func() (V, error, bool) {
		p, ok := <-made
		return p.value, p.err, ok
	}
	return next, func() {
		close(enough)
		for range made { // until the goroutine has ended
		}
	}
}
