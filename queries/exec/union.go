package exec

// union gives the solutions of each branch in turn.
type union struct {
	branches []operator
	in       row
	i        int // the branch that is open
}

func (o *union) open(in row) {
	o.in, o.i = in, 0
	if len(o.branches) > 0 {
		o.branches[0].open(in)
	}
}

func (o *union) next(out row) bool {
	for o.i < len(o.branches) {
		if o.branches[o.i].next(out) {
			return true
		}
		if o.i++; o.i < len(o.branches) {
			o.branches[o.i].open(o.in)
		}
	}
	return false
}
