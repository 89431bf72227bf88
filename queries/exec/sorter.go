package exec

import (
	"cmp"
	"slices"

	"bibgraph/graph"
)

// sorter takes records in and gives them back in order, equal ones as they came.
// What would take too much memory goes to a temporary file as sorted runs, which
// are merged in the end.
type sorter struct {
	r       *run
	width   int    // cells of a record
	leading int    // records are sorted by so many cells first
	falling []bool // then by a rank for each of these: whether the greatest comes first
	limit   int64  // how many records are wanted, or -1

	n      int
	room   int // for so many records there are cells and ranks
	cells  []graph.ID
	ranks  []sortKey
	sorted []int32 // records in order
	texts  int     // bytes of the ranks

	runs *runFile // nil if all is in memory
	from *merging
	i    int // of sorted
}

// record is what is sorted. It is valid until the next one is asked for.
type record struct {
	cells []graph.ID
	ranks []sortKey
}

func newSorter(r *run, width, leading int, falling ...bool) *sorter {
	return &sorter{r: r, width: width, leading: leading, falling: falling, limit: -1}
}

func (s *sorter) at(i int) record {
	k := len(s.falling)
	return record{s.cells[i*s.width:][:s.width], s.ranks[i*k:][:k]}
}

func (s *sorter) compare(a, b record) int {
	for i := range s.leading {
		if d := cmp.Compare(a.cells[i], b.cells[i]); d != 0 {
			return d
		}
	}
	for i, falls := range s.falling {
		if d := a.ranks[i].compare(&b.ranks[i], falls); d != 0 {
			return d
		}
	}
	return 0
}

// compareAt compares records in memory; of equal ones the first is less.
func (s *sorter) compareAt(a, b int) int {
	for i := range s.leading {
		if d := cmp.Compare(s.cells[a*s.width+i], s.cells[b*s.width+i]); d != 0 {
			return d
		}
	}
	k := len(s.falling)
	for i, falls := range s.falling {
		if d := s.ranks[a*k+i].compare(&s.ranks[b*k+i], falls); d != 0 {
			return d
		}
	}
	return cmp.Compare(a, b)
}

// held is how many bytes the records in memory take.
func (s *sorter) held() int {
	return cap(s.cells)*idSize + cap(s.ranks)*sortKeySize + s.texts
}

// push gives a record, whose cells and ranks are to be filled in. If it has
// ranks, they have to be told by ranked afterwards.
func (s *sorter) push() record {
	if s.n == s.room {
		if s.n > 0 && s.r.crowded(s.held()) {
			s.spill()
		}
		s.grow(s.n + max(s.n/2, 64))
	}
	s.n++
	s.cells, s.ranks = s.cells[:s.n*s.width], s.ranks[:s.n*len(s.falling)]
	return s.at(s.n - 1)
}

// grow makes room for n records.
func (s *sorter) grow(n int) {
	held := s.held()
	s.room = n
	s.cells = append(make([]graph.ID, 0, n*s.width), s.cells...)
	s.ranks = append(make([]sortKey, 0, n*len(s.falling)), s.ranks...)
	s.r.charge(s.held() - held)
}

// ranked counts the ranks of a record that has been pushed and filled in.
func (s *sorter) ranked(rec record) {
	texts := textBytes(rec.ranks)
	s.texts += texts
	s.r.charge(texts)
	if s.limit >= 0 && int64(s.n) >= 2*s.limit+1024 {
		s.sort()
		s.keep()
	}
}

func textBytes(ranks []sortKey) int {
	n := 0
	for i := range ranks {
		n += len(ranks[i].text)
	}
	return n
}

// sort orders the records in memory.
func (s *sorter) sort() {
	s.sorted = s.sorted[:0]
	for i := range s.n {
		s.sorted = append(s.sorted, int32(i))
	}
	s.r.charge(s.n * indexSize)
	slices.SortFunc(s.sorted, func(a, b int32) int {
		if !s.r.tick() {
			return 0
		}
		return s.compareAt(int(a), int(b))
	})
	s.r.charge(-s.n * indexSize)
	if s.limit >= 0 {
		s.sorted = s.sorted[:min(int64(len(s.sorted)), s.limit)]
	}
}

// keep drops all records but those just sorted, and takes them in that order.
func (s *sorter) keep() {
	old := *s
	s.n, s.room, s.cells, s.ranks, s.texts = 0, 0, nil, nil, 0
	if len(old.sorted) > 0 {
		s.grow(old.room) // as many will come again
	}
	for _, i := range old.sorted {
		rec := old.at(int(i))
		s.cells = append(s.cells, rec.cells...)
		s.ranks = append(s.ranks, rec.ranks...)
		s.texts += textBytes(rec.ranks)
		s.n++
	}
	s.sorted = s.sorted[:0]
	s.r.charge(s.texts - old.texts - cap(old.cells)*idSize - cap(old.ranks)*sortKeySize)
}

// spill writes the records in memory to the file as a run.
func (s *sorter) spill() {
	s.sort()
	if s.runs == nil {
		s.runs = newRunFile(s)
	}
	s.runs.begin()
	for _, i := range s.sorted {
		if !s.r.tick() {
			return
		}
		s.runs.write(s.at(int(i)))
	}
	s.runs.end()
	s.sorted = s.sorted[:0]
	s.keep()
}

// ended is called behind the last record; next gives the first then.
func (s *sorter) ended() {
	if s.runs == nil {
		s.sort()
		return
	}
	if s.n > 0 {
		s.spill()
	}
	s.from = s.runs.merge()
}

// next gives the next record in order.
func (s *sorter) next() (rec record, ok bool) {
	switch {
	case s.r.err != nil || s.limit >= 0 && int64(s.i) >= s.limit:
		return record{}, false
	case s.from != nil:
		rec, ok = s.from.next()
	case s.i < len(s.sorted):
		rec, ok = s.at(int(s.sorted[s.i])), true
	}
	s.i++
	return rec, ok && s.r.err == nil
}

// reset empties the sorter.
func (s *sorter) reset() {
	s.sorted, s.from, s.i = s.sorted[:0], nil, 0
	s.keep()
	if s.runs != nil {
		s.runs.close()
		s.runs = nil
	}
}
