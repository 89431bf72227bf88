package exec

// join opens its right side for each solution of its left, which steers the
// scans there. If the left side comes sorted on what steers, its targets ascend
// and one cursor goes through the right side once (see cursor): a merge join.
// Where scans cannot be steered the right side is a hash table. The order of
// the left side is kept.
type join struct {
	r           *run
	left, right operator
	row         row // of the left side
	running     bool
}

func (o *join) open(in row) {
	if o.row == nil {
		o.row = o.r.row()
	}
	o.left.open(in)
	o.running = false
}

func (o *join) next(out row) bool {
	for {
		if o.running && o.right.next(out) {
			return true
		}
		if o.running = o.left.next(o.row); !o.running || !o.r.tick() {
			return false
		}
		o.right.open(o.row)
	}
}
