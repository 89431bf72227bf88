package main

import (
	"fmt"
	"time"

	"bibgraph/graph"
)

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
