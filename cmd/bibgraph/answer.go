package main

import (
	"encoding/json"
	"fmt"
	"time"

	"bibgraph/graph"
)

// tell prints an answer, as text or as JSON.
func (s streams) tell(asJSON bool, text string, answer any) error {
	if !asJSON {
		_, err := fmt.Fprintln(s.out, text)
		return err
	}
	e := json.NewEncoder(s.out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(answer)
}

// progress draws on a terminal how far long work has come, and draws nothing
// elsewhere. What it has drawn is wiped away by calling done.
func (s streams) progress(doing string) (draw graph.Progress, done func()) {
	if !s.live {
		return nil, func() {}
	}
	var last time.Time
	drawn := false
	draw = func(done, all int64) {
		if now := time.Now(); now.Sub(last) > 100*time.Millisecond {
			last, drawn = now, true
			_, _ = fmt.Fprintf(s.err, "\r%s %d %%", doing, 100*done/max(all, 1))
		}
	}
	return draw, func() {
		if drawn {
			_, _ = fmt.Fprintf(s.err, "\r\x1b[K")
		}
	}
}

// counting is progress of work whose end is not known.
func (s streams) counting(what string) (count func(n int), done func()) {
	if !s.live {
		return nil, func() {}
	}
	var last time.Time
	drawn := false
	count = func(n int) {
		if now := time.Now(); now.Sub(last) > 100*time.Millisecond {
			last, drawn = now, true
			_, _ = fmt.Fprintf(s.err, "\r%d %s", n, what)
		}
	}
	return count, func() {
		if drawn {
			_, _ = fmt.Fprintf(s.err, "\r\x1b[K")
		}
	}
}
