package exec

// leftJoin is join, and gives the solutions of the left side that find no
// partner as they are.
type leftJoin struct {
	r           *run
	left, right operator
	row         row // of the left side
	running     bool
	matched     bool
}

func (o *leftJoin) open(in row) {
	if o.row == nil {
		o.row = o.r.row()
	}
	o.left.open(in)
	o.running = false
}

func (o *leftJoin) next(out row) bool {
	for {
		if o.running {
			if o.right.next(out) {
				o.matched = true
				return true
			}
			o.running = false
			if !o.matched && o.r.err == nil {
				copy(out, o.row)
				return true
			}
		}
		if !o.left.next(o.row) || !o.r.tick() {
			return false
		}
		o.right.open(o.row)
		o.running, o.matched = true, false
	}
}
