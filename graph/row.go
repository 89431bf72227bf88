package graph

import "cmp"

// Row is a quad as IDs: subject, predicate, object, label. In a pattern 0
// stands for anything; in a stored row the label of a quad without label is
// NoLabel.
type Row [4]ID

// Positions of a Row.
const (
	Subject = iota
	Predicate
	Object
	Label
)

// Order is a sort order of rows, named by the positions it compares in turn:
// subject, predicate, object, graph label.
type Order uint8

// The sort orders that every store keeps.
const (
	SPOG Order = iota
	POSG
	OSPG
	GSPO
)

// Orders lists all sort orders.
var Orders = [...]Order{SPOG, POSG, OSPG, GSPO}

var positions = [...][4]int{
	SPOG: {Subject, Predicate, Object, Label},
	POSG: {Predicate, Object, Subject, Label},
	OSPG: {Object, Subject, Predicate, Label},
	GSPO: {Label, Subject, Predicate, Object},
}

// Positions gives the row positions in the sequence in which o compares them.
func (o Order) Positions() [4]int { return positions[o] }

// String is the order's own name, such as "posg".
func (o Order) String() string { return [...]string{"spog", "posg", "ospg", "gspo"}[o] }

// Permute lays the row out in the sequence of o.
func (o Order) Permute(r Row) Row {
	p := positions[o]
	return Row{r[p[0]], r[p[1]], r[p[2]], r[p[3]]}
}

// Restore undoes Permute.
func (o Order) Restore(r Row) Row {
	var out Row
	for i, p := range positions[o] {
		out[p] = r[i]
	}
	return out
}

// Compare orders two rows by o.
func (o Order) Compare(a, b Row) int {
	p := positions[o]
	return cmp.Or(
		cmp.Compare(a[p[0]], b[p[0]]),
		cmp.Compare(a[p[1]], b[p[1]]),
		cmp.Compare(a[p[2]], b[p[2]]),
		cmp.Compare(a[p[3]], b[p[3]]),
	)
}

// Prefix tells how many leading positions of o the pattern binds.
func (o Order) Prefix(pattern Row) int {
	for i, p := range positions[o] {
		if pattern[p] == 0 {
			return i
		}
	}
	return len(pattern)
}

// OrderFor gives the order whose leading positions cover most of what the
// pattern binds, the first of Orders where several do.
func OrderFor(pattern Row) Order {
	best := SPOG
	for _, o := range Orders[1:] {
		if o.Prefix(pattern) > best.Prefix(pattern) {
			best = o
		}
	}
	return best
}

// Matches reports whether the stored row r fits the pattern.
func (pattern Row) Matches(r Row) bool {
	for i, id := range pattern {
		if id != 0 && id != r[i] {
			return false
		}
	}
	return true
}
