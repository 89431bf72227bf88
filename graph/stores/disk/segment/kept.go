package segment

import (
	"sync/atomic"

	"bibgraph/graph"
)

// maxKept is how many pages of a file are kept decoded: 16 MiB of them.
const maxKept = 1 << 12

// keptPages remembers the rows of pages that are sought again and again, each in
// the one place that its number gives it.
type keptPages struct {
	pages  []atomic.Pointer[keptPage]
	sought []atomic.Uint32 // the page sought last of those with the same place, plus one
}

type keptPage struct {
	page int
	rows [PageRows]graph.Row
}

func newKeptPages(pages int) keptPages {
	n := min(pages, maxKept)
	return keptPages{make([]atomic.Pointer[keptPage], n), make([]atomic.Uint32, n)}
}

// get gives the rows of a page, or nil if they are not kept.
func (k *keptPages) get(page int) *keptPage {
	if p := k.pages[page%len(k.pages)].Load(); p != nil && p.page == page {
		return p
	}
	return nil
}

// wants reports whether a page that is sought now should be kept: it was sought
// before and since then none with the same place.
func (k *keptPages) wants(page int) bool {
	place, mark := page%len(k.pages), uint32(page)+1
	if p := k.pages[place].Load(); p != nil && p.page == page {
		return false
	}
	return k.sought[place].Swap(mark) == mark
}

func (k *keptPages) put(p *keptPage) { k.pages[p.page%len(k.pages)].Store(p) }
