// Package shape draws what a query asks for: the nodes that it speaks of and
// the links between them, in the form that Cayley's web UI shows.
//
// A variable is a node, a constant is a fixed node, and each Match is a link
// from its subject to its object. The link has a node of its own, which holds
// the predicate and, if one is set, the label.
package shape

import (
	"slices"

	"bibgraph/graph/quad"
	"bibgraph/queries/algebra"
)

// Shape is a drawing. The names of its members are Cayley's.
type Shape struct {
	Nodes []Node `json:"nodes"`
	Links []Link `json:"links"`
}

// Node is a variable or a constant of the query.
type Node struct {
	ID     int      `json:"id"`               // from 1
	Tags   []string `json:"tags,omitempty"`   // what the query calls it
	Values []string `json:"values,omitempty"` // what it may be, in Cayley's text form

	IsLinkNode bool `json:"is_link_node"` // stands for the links that lead over it
	IsFixed    bool `json:"is_fixed"`     // may be nothing but Values
}

// Link goes from one node to another by what its link node stands for; a link
// node of 0 is an alternative: the target is one way to be the source.
type Link struct {
	Source   int `json:"source"`
	Target   int `json:"target"`
	Type     int `json:"type"` // always 0, as Cayley had it
	LinkNode int `json:"link_node"`
}

// Of draws the trees beside each other.
func Of(ops []algebra.Op) Shape {
	d := drawing{Shape: Shape{Nodes: []Node{}, Links: []Link{}}, edges: map[edge]bool{}}
	for _, op := range ops {
		d.nodes = map[algebra.Var]int{}
		d.draw(op)
	}
	return d.Shape
}

// drawing is a shape in the making.
type drawing struct {
	Shape
	nodes map[algebra.Var]int // IDs
	edges map[edge]bool       // that are drawn
}

// edge is a Match between nodes: subject, predicate, object, label.
type edge [4]end

// end is a node, or the constant or anything that is no node yet.
type end struct {
	id   int
	term quad.Term
}

// add makes a node and gives its ID.
func (d *drawing) add(values ...quad.Term) int {
	d.Nodes = append(d.Nodes, Node{ID: len(d.Nodes) + 1})
	id := len(d.Nodes)
	d.fix(id, values)
	return id
}

// at is the node of an ID, until the next is made.
func (d *drawing) at(id int) *Node { return &d.Nodes[id-1] }

// fix says what a node may be, if anything is listed.
func (d *drawing) fix(id int, values []quad.Term) {
	n := d.at(id)
	for _, t := range values {
		n.IsFixed = true
		if text := t.CayleyText(); !slices.Contains(n.Values, text) {
			n.Values = append(n.Values, text)
		}
	}
}

// node gives the node of a variable.
func (d *drawing) node(v algebra.Var) int {
	id, ok := d.nodes[v]
	if !ok {
		id = d.add()
		d.nodes[v] = id
	}
	return id
}

// end gives what a slot stands for, without a node for a constant.
func (d *drawing) end(s algebra.Slot) end {
	if s.Var != "" {
		return end{id: d.node(s.Var)}
	}
	return end{term: s.Term}
}

// drawn gives the node of an end; a constant has a new one each time.
func (d *drawing) drawn(e end) int {
	switch {
	case e.id != 0:
		return e.id
	case e.term.IsZero():
		return d.add()
	default:
		return d.add(e.term)
	}
}

func (d *drawing) draw(op algebra.Op) {
	switch o := op.(type) {
	case algebra.Values:
		id := d.node(o.Var)
		d.fix(id, o.Terms)
		d.at(id).IsFixed = true
	case algebra.Nodes:
		d.node(o.Var)
	case algebra.Match:
		d.match(o)
	case algebra.Union:
		d.union(o)
	case algebra.Minus:
		d.draw(o.Left)
		// What is taken away stands apart.
		on := d.node(o.On)
		delete(d.nodes, o.On)
		d.draw(o.Right)
		d.nodes[o.On] = on
	case algebra.Closure:
		d.draw(o.Input)
		// One step stands for all.
		d.nodes[o.StepFrom] = d.node(o.From)
		d.nodes[o.StepTo] = d.node(o.To)
		d.draw(o.Step)
	default:
		for _, in := range op.Inputs() {
			d.draw(in)
		}
	}
	switch o := op.(type) {
	case algebra.Extend:
		d.nodes[o.To] = d.node(o.From)
	case algebra.Filter:
		for _, c := range o.Conds {
			if one, ok := c.(algebra.OneOf); ok {
				d.fix(d.node(one.Var), one.Terms)
			}
		}
	case algebra.Project:
		d.tag(o)
	default: // it names nothing
	}
}

// match draws a link, once for all that say the same of the same nodes: that
// a property is there, and what it is.
func (d *drawing) match(m algebra.Match) {
	e := edge{d.end(m.Subject), d.end(m.Predicate), d.end(m.Object), d.end(m.Label)}
	if d.edges[e] {
		return
	}
	d.edges[e] = true
	link := Link{Source: d.drawn(e[0]), LinkNode: d.drawn(e[1]), Target: d.drawn(e[2])}
	d.Links = append(d.Links, link)
	n := d.at(link.LinkNode)
	n.IsLinkNode = true
	if label := m.Label.Term; !label.IsZero() {
		n.Values = append(n.Values, label.CayleyText())
	}
}

// union draws each branch by itself where it leads to what all branches lead
// to and nothing before them has: to a node that is an alternative.
func (d *drawing) union(o algebra.Union) {
	if len(o.Branches) == 0 {
		return
	}
	shared := o.Branches[0].Vars()
	for _, b := range o.Branches[1:] {
		shared = algebra.Intersect(shared, b.Vars())
	}
	shared = slices.DeleteFunc(shared, func(v algebra.Var) bool { return d.nodes[v] != 0 })
	outside := make([]int, len(shared))
	for i, v := range shared {
		outside[i] = d.node(v)
	}
	for _, b := range o.Branches {
		for _, v := range shared {
			delete(d.nodes, v)
		}
		d.draw(b)
		for i, v := range shared {
			d.Links = append(d.Links, Link{Source: outside[i], Target: d.node(v)})
		}
	}
	for i, v := range shared {
		d.nodes[v] = outside[i]
	}
}

// tag names the nodes that the query has a name for. The node that a path of
// Gizmo ends in is always called id, which says nothing.
func (d *drawing) tag(o algebra.Project) {
	for i, name := range o.Names {
		id := d.nodes[o.Keep[i]] // 0 for the depth of a recursion
		if name == "" || name == "id" || id == 0 {
			continue
		}
		if n := d.at(id); !slices.Contains(n.Tags, name) {
			n.Tags = append(n.Tags, name)
		}
	}
}
