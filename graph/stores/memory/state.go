package memory

import (
	"slices"

	"github.com/tidwall/btree"

	"bibgraph/graph"
	"bibgraph/graph/quad"
)

// state is all that a store keeps. The trees are copied on write; the lists of
// terms only grow, so that an older state shares them and sees its own length.
type state struct {
	rows     [len(graph.Orders)]*btree.BTreeG[graph.Row] // spog, posg, ospg, gspo; rows laid out in the order
	ids      *btree.BTreeG[entry]                        // term to ID
	terms    [quad.KindTyped + 1][]quad.Term             // ID to term: class, running number
	variants *btree.BTreeG[entry]                        // canonical term to IDs of its other spellings
	inline   *btree.BTreeG[graph.ID]                     // IDs that carry their value, among ids
	unused   *btree.BTreeG[graph.ID]                     // IDs that no row has any more
}

// entry says that a term has an ID, or that a canonical term has a variant.
type entry struct {
	term quad.Term
	id   graph.ID
}

func newState() *state {
	s := &state{
		ids:      newTree(func(a, b entry) bool { return a.term.Compare(b.term) < 0 }),
		variants: newTree(lessVariant),
		inline:   newTree(func(a, b graph.ID) bool { return a < b }),
		unused:   newTree(func(a, b graph.ID) bool { return a < b }),
	}
	for i := range s.rows {
		s.rows[i] = newTree(lessRow)
	}
	return s
}

// newTree makes a tree without locks: a current tree is only read, and one
// that is written belongs to the one writer.
func newTree[T any](less func(a, b T) bool) *btree.BTreeG[T] {
	return btree.NewBTreeGOptions(less, btree.Options{NoLocks: true})
}

func lessRow(a, b graph.Row) bool { return slices.Compare(a[:], b[:]) < 0 }

func lessVariant(a, b entry) bool {
	if c := a.term.Compare(b.term); c != 0 {
		return c < 0
	}
	return a.id < b.id
}

// copy makes a state that may be changed without changing s.
func (s *state) copy() *state {
	c := *s
	for i, tree := range s.rows {
		c.rows[i] = tree.Copy()
	}
	c.ids, c.variants = s.ids.Copy(), s.variants.Copy()
	c.inline, c.unused = s.inline.Copy(), s.unused.Copy()
	return &c
}

// id gives the ID of a term, if it has one.
func (s *state) id(t quad.Term) (graph.ID, bool) {
	if t.IsZero() {
		return graph.NoLabel, true
	}
	e, ok := s.ids.Get(entry{term: t})
	return e.id, ok
}

// intern gives the ID of a term, a new one if it has none.
func (s *state) intern(t quad.Term) graph.ID {
	if id, ok := s.id(t); ok {
		s.unused.Delete(id) // if it is not yet in a row it will be
		return id
	}
	id, inline := graph.InlineID(t)
	if !inline {
		class := graph.ClassOf(t)
		id = graph.NumberedID(class, uint64(len(s.terms[class])))
		s.terms[class] = append(s.terms[class], t)
	} else {
		s.inline.Set(id)
	}
	s.ids.Set(entry{t, id})
	if c := t.Canonical(); c != t {
		s.variants.Set(entry{c, id})
	}
	return id
}

// retire notes that no row has an ID any more, if so.
func (s *state) retire(id graph.ID) {
	if id == graph.NoLabel {
		return
	}
	for _, order := range graph.Orders {
		var pattern graph.Row
		pattern[order.Positions()[0]] = id
		if s.count(pattern, order, 1) > 0 {
			return
		}
	}
	s.unused.Set(id)
}

// count gives the number of rows that match the first n positions of the
// pattern in an order.
func (s *state) count(pattern graph.Row, order graph.Order, n int) int64 {
	tree := s.rows[order]
	if n == 0 {
		return int64(tree.Len())
	}
	low := order.Permute(pattern)
	clear(low[n:])
	high := low
	high[n-1]++
	return max(0, int64(rank(tree, high)-rank(tree, low))) // the highest number of all turns over
}

// rank tells how many rows of a tree are less than key.
func rank(tree *btree.BTreeG[graph.Row], key graph.Row) int {
	low, high := 0, tree.Len()
	for low < high {
		middle := int(uint(low+high) >> 1)
		if row, _ := tree.GetAt(middle); lessRow(row, key) {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low
}
