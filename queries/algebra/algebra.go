// Package algebra is what every query language is turned into: immutable
// trees of a closed set of operators over solutions, which are bags of
// variable bindings. A language makes trees and is handed a Runner; it needs
// no store. Rewriting trees is plan's work, running them exec's.
//
// Semantics are those of the SPARQL algebra with bags: one solution for each
// way of matching. Constants match by value (graph.Snapshot.Variants): the
// integer 5 meets "5"^^xsd:integer and "05"^^xsd:int.
package algebra

import (
	"context"
	"iter"

	"bibgraph/graph/quad"
)

// Var names a variable. The empty Var is none. Languages name their own
// variables; names that start with "." are theirs alone and never shown.
type Var string

// Runner runs a tree. Solutions come as they are found; the sequence ends
// after the first error. It is safe to stop early, and to run again.
type Runner func(ctx context.Context, op Op) iter.Seq2[Solution, error]

// Solution is one way of matching. It is valid until the next one is asked
// for, unless cloned.
type Solution struct {
	vars  []Var
	terms []quad.Term
}

// NewSolution pairs variables with terms; a zero Term is an unbound variable.
// The slices are kept, not copied.
func NewSolution(vars []Var, terms []quad.Term) Solution { return Solution{vars, terms} }

// Get gives the term of v; the zero Term if v is unbound.
func (s Solution) Get(v Var) quad.Term {
	for i, w := range s.vars {
		if w == v {
			return s.terms[i]
		}
	}
	return quad.Term{}
}

// All yields the bound variables with their terms.
func (s Solution) All() iter.Seq2[Var, quad.Term] {
	return func(yield func(Var, quad.Term) bool) {
		for i, v := range s.vars {
			if !s.terms[i].IsZero() && !yield(v, s.terms[i]) {
				return
			}
		}
	}
}

// Clone gives a copy of its own that stays valid.
func (s Solution) Clone() Solution {
	return Solution{s.vars, append([]quad.Term(nil), s.terms...)}
}

// Slot is a position of a Match: a constant, a variable, or anything.
type Slot struct {
	Var  Var
	Term quad.Term // used if Var is ""; the zero Term matches anything
}

// V makes a slot of a variable.
func V(v Var) Slot { return Slot{Var: v} }

// T makes a slot of a constant.
func T(t quad.Term) Slot { return Slot{Term: t} }

// Any is the slot that matches anything and binds nothing.
var Any = Slot{}

// Op is a node of a tree. The set is closed; see the types below.
//
//sumtype:decl
type Op interface {
	// Inputs gives the operators that this one draws from.
	Inputs() []Op
	// WithInputs makes the same operator over other inputs, as many as before.
	WithInputs(inputs ...Op) Op
	// Vars gives the variables that a solution may bind, without doubles.
	Vars() []Var

	op()
}

type (
	// Unit gives one solution that binds nothing.
	Unit struct{}

	// Values binds Var to each term in turn, doubles too, in this order.
	// Terms that no quad uses give no solution, as Cayley has it, unless
	// Free is set: then they need not be in the store.
	Values struct {
		Var   Var
		Terms []quad.Term
		Free  bool
	}

	// Nodes binds Var to every term in use, in any position, once each.
	Nodes struct{ Var Var }

	// Match gives a solution for each quad that fits: the same triple under
	// two labels fits twice. A variable may stand in several slots. A quad
	// without label leaves a Label variable unbound, and fits a Label slot
	// that is a variable or Any unless InGraph is set.
	Match struct {
		Subject, Predicate, Object, Label Slot
		InGraph                           bool // only quads that have a label
	}

	// Join pairs every solution of Left with every compatible one of Right.
	Join struct{ Left, Right Op }

	// LeftJoin is Join, and keeps solutions of Left that find no partner.
	LeftJoin struct{ Left, Right Op }

	// Union gives the solutions of each branch in turn.
	Union struct{ Branches []Op }

	// Minus gives the solutions of Left whose On is not bound to the same
	// term by any solution of Right.
	Minus struct {
		Left, Right Op
		On          Var
	}

	// Filter keeps the solutions for which all conditions hold.
	Filter struct {
		Input Op
		Conds []Cond
	}

	// Extend binds To to what From is bound to, over any earlier binding,
	// which stays if From is unbound.
	Extend struct {
		Input    Op
		To, From Var
	}

	// Project keeps only Keep. A dropped variable has no tie to one of the
	// same name outside; so it is with what Group does not group by.
	//
	// Names is what the asker calls the variables of Keep, "" where he gave no
	// name; it may be nil, and changes no answer.
	Project struct {
		Input Op
		Keep  []Var
		Names []string
	}

	// Distinct keeps the first solution for each binding of On.
	Distinct struct {
		Input Op
		On    []Var
	}

	// Group gives a solution for each binding of By, in order of first sight,
	// with Count bound to the number of solutions as an xsd:integer. With no
	// By it gives one solution even over no input.
	Group struct {
		Input Op
		By    []Var
		Count Var
	}

	// Order sorts; equal keys keep their order.
	Order struct {
		Input Op
		Keys  []Key
	}

	// Slice skips Skip solutions and gives at most Limit; Limit < 0 is no
	// limit.
	Slice struct {
		Input       Op
		Skip, Limit int64
	}

	// Closure walks Step again and again from the node that Input binds to
	// From, breadth first, and binds To to every node reached, once for each
	// set of start nodes: all solutions of Input are walked together, and a
	// node is given at its smallest depth, with the other bindings of the
	// start (and of the last step) that reached it first. Start nodes are
	// given only if they are reached again.
	//
	// Step leads from StepFrom to StepTo and is run with StepFrom bound, afresh
	// for each node; what it binds goes over the bindings of the start. Depth
	// variables are bound to the number of steps, an xsd:integer, 1 for the
	// first. MaxDepth < 0 is no limit.
	Closure struct {
		Input            Op
		From, To         Var
		Step             Op
		StepFrom, StepTo Var
		MaxDepth         int
		Depth            []Var
	}
)

// Key is a sort key: the text of Var as Cayley sorts it, byte by byte.
type Key struct {
	Var        Var
	Descending bool
	ByValue    bool // numbers, dates and times by value before texts
}

// Cond is a condition on the term of a variable; it fails on an unbound one.
//
//sumtype:decl
type Cond interface {
	cond()
}

type (
	// Compare holds if the term stands to Value as Cmp says. Like compares
	// with like: integers, floats, booleans, times, IRIs, blank nodes and
	// plain strings within their kind, other literals within their datatype
	// or language. If ByText is set every term compares by Cayley's text form;
	// if Year is set integers, and years, months, dates and times by their
	// year, compare with the integer that Value is.
	Compare struct {
		Var          Var
		Cmp          Cmp
		Value        quad.Term
		ByText, Year bool
	}

	// Regex holds if the expression (RE2, unanchored) is found in the text of
	// a literal that is not a native value; with Refs also in the text of
	// IRIs and blank nodes.
	Regex struct {
		Var  Var
		Expr string
		Refs bool
	}

	// Like holds if the whole text fits the pattern: % is any run of
	// characters, ? is one, neither a line break except at the ends. It looks
	// at IRIs, blank nodes and literals that are not native values. A pattern
	// of % alone fits every term, the empty pattern none.
	Like struct {
		Var     Var
		Pattern string
	}

	// Language holds for a text in the language of Tag or a narrower one: "ru"
	// takes "ru-Latn" too, in whatever case.
	Language struct {
		Var Var
		Tag string
	}

	// Search holds for a plain text or one in a language in which every one of
	// Words begins a word, whatever their case, marks and alphabet: Latin
	// spellings find Cyrillic ones and the reverse. Scripts without either are
	// searched letter by letter. No words are found nowhere.
	Search struct {
		Var   Var
		Words string
	}

	// OneOf holds if the term has the value of one of Terms.
	OneOf struct {
		Var   Var
		Terms []quad.Term
	}
)

// Cmp is a comparison.
type Cmp uint8

// Comparisons.
const (
	Less Cmp = iota
	LessOrEqual
	Greater
	GreaterOrEqual
)

func (Compare) cond()  {}
func (Regex) cond()    {}
func (Like) cond()     {}
func (Language) cond() {}
func (Search) cond()   {}
func (OneOf) cond()    {}
