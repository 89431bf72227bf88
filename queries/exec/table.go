package exec

import "bibgraph/graph"

// table holds rows of IDs in one piece of memory and finds them by their first
// columns, the key. Rows keep the order in which they came.
type table struct {
	r           *run
	width, keys int
	n           int
	cells       []graph.ID
	heads       []int32 // open addressing: a row of each key, plus one
	distinct    int     // keys in heads
}

func newTable(r *run, width, keys int) *table {
	return &table{r: r, width: width, keys: keys}
}

const idSize, indexSize = 8, 4

// reset empties the table and keeps its memory.
func (t *table) reset() {
	t.n, t.distinct, t.cells = 0, 0, t.cells[:0]
	clear(t.heads)
}

// at gives row i; it may be written to.
func (t *table) at(i int) []graph.ID { return t.cells[i*t.width : (i+1)*t.width] }

// push adds a row of zeros without a look at its key.
func (t *table) push() []graph.ID {
	had := cap(t.cells)
	for range t.width {
		t.cells = append(t.cells, 0)
	}
	t.r.charge((cap(t.cells) - had) * idSize)
	t.n++
	return t.at(t.n - 1)
}

// find gives the first row with this key, or -1.
func (t *table) find(key []graph.ID) int {
	if len(t.heads) == 0 {
		return -1
	}
	return int(t.heads[t.probe(key)]) - 1
}

// add finds the row with this key or adds one, zero but for the key, and
// reports whether it is new.
func (t *table) add(key []graph.ID) (i int, isNew bool) {
	t.r.tick()
	if 4*(t.distinct+1) > 3*len(t.heads) {
		t.grow()
	}
	p := t.probe(key)
	if t.heads[p] != 0 {
		return int(t.heads[p]) - 1, false
	}
	copy(t.push(), key)
	t.heads[p] = int32(t.n)
	t.distinct++
	return t.n - 1, true
}

// full reports whether the memory of the run has no room for another key.
func (t *table) full() bool {
	grows := 4*(t.distinct+1) > 3*len(t.heads) || len(t.cells)+t.width > cap(t.cells)
	return grows && t.r.crowded(cap(t.cells)*idSize+len(t.heads)*indexSize)
}

// probe gives the place in heads of a key, or the free place for it.
func (t *table) probe(key []graph.ID) int {
	h := uint64(len(key))
	for _, id := range key {
		h = (h ^ uint64(id)) * 0x9E3779B97F4A7C15
		h ^= h >> 29
	}
	mask := len(t.heads) - 1
	for p := int(h>>7) & mask; ; p = (p + 1) & mask {
		if i := t.heads[p]; i == 0 || equal(t.at(int(i) - 1)[:t.keys], key) {
			return p
		}
	}
}

func (t *table) grow() {
	old := t.heads
	t.heads = make([]int32, max(16, 2*len(old)))
	t.r.charge((len(t.heads) - len(old)) * indexSize)
	for _, i := range old {
		if i != 0 {
			t.heads[t.probe(t.at(int(i) - 1)[:t.keys])] = i
		}
	}
}

func equal(a, b []graph.ID) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// gather copies the slots of a row into key.
func gather(key []graph.ID, from row, slots []int) []graph.ID {
	for i, s := range slots {
		key[i] = from[s]
	}
	return key
}

// merge adds the bindings of cells to out and reports whether they are
// compatible with what out has.
func merge(out row, slots []int, cells []graph.ID) bool {
	for i, s := range slots {
		switch id := cells[i]; {
		case id == 0 || out[s] == id:
		case out[s] == 0:
			out[s] = id
		default:
			return false
		}
	}
	return true
}
