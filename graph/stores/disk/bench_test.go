package disk_test

import (
	"testing"

	"bibgraph/graph/stores/disk"
	"bibgraph/graph/stores/storetest"
)

func BenchmarkStore(b *testing.B) { storetest.Benchmark(b, opener(disk.Options{})) }

func BenchmarkOpen(b *testing.B) {
	place := b.TempDir()
	keep(b, place, numbered(100_000)...)
	for b.Loop() {
		s, err := disk.Open(b.Context(), place, disk.Options{ReadOnly: true})
		must(b, err)
		must(b, s.Close())
	}
}
