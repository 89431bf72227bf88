package terms

import (
	"sync/atomic"

	"bibgraph/graph"
)

const (
	maxKept      = 1 << 13 // blocks of a file that are kept, a power of two
	maxKeptBytes = 32 << 10
)

// keptBlocks remembers blocks that were read, each in the one place that its
// number gives it; the classes with most terms have places apart.
type keptBlocks []atomic.Pointer[Block]

// newKeptBlocks makes places enough for so many blocks.
func newKeptBlocks(blocks uint64) keptBlocks {
	n := uint64(1)
	for n < min(blocks, maxKept) {
		n *= 2
	}
	return make(keptBlocks, n)
}

func (k keptBlocks) place(class graph.Class, n uint64) *atomic.Pointer[Block] {
	return &k[(n+uint64(class)*uint64(len(k)/4))&uint64(len(k)-1)]
}

func (k keptBlocks) get(class graph.Class, n uint64) *Block {
	if b := k.place(class, n).Load(); b != nil && b.n == n && b.class == class {
		return b
	}
	return nil
}

func (k keptBlocks) put(b *Block) {
	if len(b.texts) <= maxKeptBytes {
		k.place(b.class, b.n).Store(b)
	}
}
