package gizmo_test

import (
	"fmt"
	"sync"
	"testing"
)

// TestRun_scriptsShareNothing runs one script, which is compiled once, in many
// sessions at once, and more scripts than are kept: what one makes no other sees.
func TestRun_scriptsShareNothing(t *testing.T) {
	var sessions sync.WaitGroup
	for i := range 600 {
		sessions.Go(func() {
			text := fmt.Sprintf(`this.n = (this.n || 0) + 1; var list = list || []; list.push(%d); g.emit(n + list.length)`, i%300)
			rows, err := run(t.Context(), text)
			if err != nil || len(rows) != 1 || rows[0].Value != int64(2) {
				t.Errorf("%v, %v", rows, err)
			}
		})
	}
	sessions.Wait()
}
