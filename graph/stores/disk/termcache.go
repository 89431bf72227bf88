package disk

import (
	"sync/atomic"

	"bibgraph/graph"
	"bibgraph/graph/quad"
)

const (
	cachedTerms   = 1 << 17
	cachedIDs     = 1 << 14
	maxCachedTerm = 256 // bytes of a term that is cached
)

// termCache remembers terms that were read from tables, each in the one place that
// its ID gives it, and those that were looked for, each in the one place that its hash
// gives it. An ID that was committed never changes its meaning, so that all
// readers share one cache; an update, whose IDs may come to nothing, has none.
type termCache struct {
	terms [cachedTerms]atomic.Pointer[cachedTerm]
	ids   [cachedIDs]atomic.Pointer[cachedTerm]
}

type cachedTerm struct {
	id   graph.ID
	term quad.Term
}

// place keeps the terms of a class side by side, and those of the classes that
// have most, IRIs, blank nodes and strings, apart.
func (c *termCache) place(id graph.ID) *atomic.Pointer[cachedTerm] {
	return &c.terms[(id.Number()+uint64(id.Class())*(cachedTerms/3))%cachedTerms]
}

func (c *termCache) get(id graph.ID) (quad.Term, bool) {
	if c == nil {
		return quad.Term{}, false
	}
	found := c.place(id).Load()
	if found == nil || found.id != id {
		return quad.Term{}, false
	}
	return found.term, true
}

func (c *termCache) put(id graph.ID, term quad.Term) {
	if c != nil && len(term.Value())+len(term.Datatype()) <= maxCachedTerm {
		c.place(id).Store(&cachedTerm{id, term})
	}
}

// idOf gives the ID of a term with its hash, or 0.
func (c *termCache) idOf(hash uint64, t quad.Term) graph.ID {
	if c == nil {
		return 0
	}
	if found := c.ids[hash%cachedIDs].Load(); found != nil && found.term == t {
		return found.id
	}
	return 0
}

func (c *termCache) putID(hash uint64, id graph.ID, term quad.Term) {
	if c != nil && len(term.Value())+len(term.Datatype()) <= maxCachedTerm {
		c.ids[hash%cachedIDs].Store(&cachedTerm{id, term})
	}
}
