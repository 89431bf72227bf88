package storetest

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"

	"bibgraph/graph"
)

// testBackup backs a store up while it is read and written. What had been
// acknowledged must be in the backup, and each update as a whole or not at all.
func testBackup(t durable) {
	folder := t.TempDir()
	s := openAt(t, t.open, filepath.Join(folder, "store"), false)
	own, ok := s.(graph.Backuper)
	if !ok {
		t.Skip("such a store cannot be backed up")
	}
	var made [stepWriters]atomic.Int64
	var ended atomic.Bool
	var others sync.WaitGroup
	for w := range stepWriters {
		others.Go(func() {
			for n := 1; !ended.Load(); n++ {
				if err := stepOf(w, n).make(t.Context(), s); err != nil {
					t.Error(err)
					return
				}
				if !stepAborts(n) {
					made[w].Store(int64(n))
				}
			}
		})
	}
	others.Go(func() {
		for !ended.Load() {
			view(t, s, func(snap graph.Snapshot) {
				if n := len(rows(t, snap, graph.Row{}, graph.OSPG)); int64(n) != snap.Len() {
					t.Errorf("a reader sees %d of %d quads", n, snap.Len())
				}
			})
		}
	})
	defer others.Wait()
	defer ended.Store(true)
	for round := range 3 {
		for made[0].Load() < int64(5*round) && !t.Failed() {
			view(t, s, func(graph.Snapshot) {}) // until there is something new
		}
		var said [stepWriters]int
		for w := range said {
			said[w] = int(made[w].Load())
		}
		place := filepath.Join(folder, fmt.Sprintf("backup%d", round))
		must(t, own.Backup(t.Context(), place, nil))
		if err := own.Backup(t.Context(), place, nil); !errors.Is(err, fs.ErrExist) {
			t.Errorf("a backup onto another gives %v, want %v", err, fs.ErrExist)
		}
		for _, readOnly := range []bool{true, false} {
			backup := openAt(t, t.open, place, readOnly)
			var c crashed
			c.holds(t.T, backup, said)
			must(t, backup.Close())
		}
		must(t, os.RemoveAll(place)) // which must not harm the store
	}
	Sound(t, s)
}
