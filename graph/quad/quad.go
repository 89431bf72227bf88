package quad

// Quad states that Subject has Object by Predicate, within the named graph
// Label; a zero Label means the default graph.
type Quad struct{ Subject, Predicate, Object, Label Term }

// Terms gives the four parts in their written order.
func (q Quad) Terms() [4]Term { return [4]Term{q.Subject, q.Predicate, q.Object, q.Label} }

// String is the quad as a line of N-Quads without the line break.
func (q Quad) String() string { return string(q.Append(nil)) }

// Append adds the quad as a line of N-Quads, without the line break, to b.
func (q Quad) Append(b []byte) []byte {
	b = q.Subject.Append(b)
	b = append(b, ' ')
	b = q.Predicate.Append(b)
	b = append(b, ' ')
	b = q.Object.Append(b)
	if !q.Label.IsZero() {
		b = append(b, ' ')
		b = q.Label.Append(b)
	}
	return append(b, " ."...)
}
