package exec

import "bibgraph/graph"

// latecomers are rows whose keys found no more room in a table: they are sorted
// by key, those with equal keys are made one, and these are given in the order in
// which their keys came first.
type latecomers struct {
	keys    int
	came    graph.ID // how many have come
	byKey   *sorter  // key, when it came, the rest
	inOrder *sorter  // when it came, key, the rest
}

func newLatecomers(r *run, keys, rest int) *latecomers {
	width := keys + 1 + rest
	return &latecomers{keys: keys, byKey: newSorter(r, width, keys), inOrder: newSorter(r, width, 1)}
}

// push adds a row.
func (l *latecomers) push(key, rest []graph.ID) {
	cells := l.byKey.push().cells
	copy(cells, key)
	cells[l.keys] = l.came
	copy(cells[l.keys+1:], rest)
	l.came++
}

// ended is called behind the last row. Unless it is nil, unite makes one of the
// rests of two rows with the same key, the first of which stays.
func (l *latecomers) ended(unite func(first, second []graph.ID)) {
	l.byKey.ended()
	var last []graph.ID // cells of inOrder, as long as nothing is pushed
	for rec, ok := l.byKey.next(); ok; rec, ok = l.byKey.next() {
		key, came, rest := rec.cells[:l.keys], rec.cells[l.keys], rec.cells[l.keys+1:]
		if last != nil && equal(last[1:1+l.keys], key) {
			if unite != nil {
				unite(last[1+l.keys:], rest)
			}
			continue
		}
		last = l.inOrder.push().cells
		last[0] = came
		copy(last[1:], key)
		copy(last[1+l.keys:], rest)
	}
	l.byKey.reset()
	l.inOrder.ended()
}

// next gives the key and the rest of the next row.
func (l *latecomers) next() (key, rest []graph.ID, ok bool) {
	rec, ok := l.inOrder.next()
	if !ok {
		return nil, nil, false
	}
	return rec.cells[1 : 1+l.keys], rec.cells[1+l.keys:], true
}

func (l *latecomers) reset() {
	l.came = 0
	l.byKey.reset()
	l.inOrder.reset()
}
