package algebra

import "slices"

// varSet is a list of variables without doubles and without the empty Var. It
// is scanned while it is short.
type varSet struct {
	list []Var
	seen map[Var]struct{} // if the list is long
}

const (
	usualVars = 8
	shortList = 16
)

func (s *varSet) has(v Var) bool {
	if s.seen == nil {
		return slices.Contains(s.list, v)
	}
	_, ok := s.seen[v]
	return ok
}

func (s *varSet) add(vars ...Var) {
	for _, v := range vars {
		if v == "" || s.has(v) {
			continue
		}
		if s.list == nil {
			s.list = make([]Var, 0, usualVars)
		}
		s.list = append(s.list, v)
		if s.seen != nil {
			s.seen[v] = struct{}{}
		} else if len(s.list) > shortList {
			s.seen = make(map[Var]struct{}, 2*len(s.list))
			for _, v := range s.list {
				s.seen[v] = struct{}{}
			}
		}
	}
}

// collect gives what walk adds for op.
func collect(walk func(*varSet, Op), op Op) []Var {
	var s varSet
	walk(&s, op)
	return s.list
}

// distinct joins lists of variables and drops doubles and the empty Var.
func distinct(lists ...[]Var) []Var {
	var s varSet
	for _, list := range lists {
		s.add(list...)
	}
	return s.list
}

// Both gives the variables of a and then those of b, each once.
func Both(a, b []Var) []Var { return distinct(a, b) }

// Intersect gives the variables of a that are also in b.
func Intersect(a, b []Var) []Var { return pick(a, b, true) }

// Without gives the variables of a that are not in b.
func Without(a, b []Var) []Var { return pick(a, b, false) }

func pick(a, b []Var, in bool) []Var {
	if len(a) == 0 {
		return nil
	}
	var s varSet
	if len(a) > shortList {
		s.add(b...)
	} else {
		s.list = b
	}
	var out []Var
	for _, v := range a {
		if s.has(v) == in {
			out = append(out, v)
		}
	}
	return out
}
