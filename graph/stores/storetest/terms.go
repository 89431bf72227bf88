package storetest

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"bibgraph/graph"
	"bibgraph/graph/quad"
)

// everyTerm is a term of each sort, and those that are easily taken for one
// another.
var everyTerm = []quad.Term{
	quad.IRI("http://example.org/a"), quad.IRI("a"), quad.IRI(""), quad.IRI("улс"),
	quad.Blank("a"), quad.Blank("b0"),
	quad.String("a"), quad.String(""), quad.String("Монгол Улсын Гадаад бодлого"), quad.String("two\nlines\t\"quoted\" \x00"),
	quad.String(strings.Repeat("An abstract of three kilobytes. ", 100)), quad.String("not \xff UTF-8"),
	quad.Lang("a", "en"), quad.Lang("a", "EN"), quad.Lang("a", "mn-Latn"), quad.Lang("", "en"), quad.Lang("ena", ""),
	quad.Typed("a", "http://example.org/type"), quad.Typed("", "http://example.org/type"), quad.Typed("typea", "http://example.org/"),
	quad.Int(0), quad.Int(5), quad.Int(-5), quad.Int(1 << 35), quad.Int(-1 << 62),
	quad.Typed("05", quad.XSDInteger), quad.Typed("5", quad.XSD+"int"), quad.Typed("5", "xsd:integer"),
	quad.Typed("2020", quad.XSDGYear), quad.Typed("2020Z", quad.XSDGYear), quad.Typed("-0044", quad.XSDGYear), quad.Typed("20200", quad.XSDGYear),
	quad.Typed("2020-05-31", quad.XSDDate), quad.Typed("2020-02-31", quad.XSDDate), quad.Typed("0001-01-01", quad.XSDDate),
	quad.Bool(true), quad.Bool(false), quad.Typed("1", quad.XSDBoolean), quad.Typed("True", quad.XSDBoolean),
	quad.Float(4.5), quad.Typed("4.50", quad.XSDDouble), quad.Typed("NaN", quad.XSDDouble),
	quad.Typed("2020-05-31T12:00:00+08:00", quad.XSDDateTime), quad.Typed("2020-05-31T04:00:00Z", quad.XSDDateTime),
	quad.Typed("a", "xsd:string"),
}

func testTerms(t suite) {
	s := t.open(t)
	var want []quad.Quad
	for _, term := range everyTerm {
		q := triple("s", "p", "o")
		want = append(want,
			quad.Quad{Subject: term, Predicate: q.Predicate, Object: q.Object},
			quad.Quad{Subject: q.Subject, Predicate: term, Object: q.Object, Label: q.Subject},
			quad.Quad{Subject: q.Subject, Predicate: q.Predicate, Object: term},
			quad.Quad{Subject: q.Subject, Predicate: q.Predicate, Object: q.Object, Label: term},
		)
	}
	if n := add(t, s, want...); n != len(want) {
		t.Errorf("%d quads were new, want %d", n, len(want))
	}
	holds(t, s, want...)
	view(t, s, func(snap graph.Snapshot) {
		ids := map[graph.ID]quad.Term{}
		for _, term := range everyTerm {
			id := id(t, snap, term)
			if other, taken := ids[id]; taken {
				t.Errorf("%s and %s share the ID %d", term, other, id)
			}
			ids[id] = term
			if back, err := snap.Term(id); err != nil || back != term {
				t.Errorf("%s came back as %s, %v", term, back, err)
			}
			if inline, ok := graph.InlineID(term); ok && inline != id {
				t.Errorf("%s has the ID %d, not that of its value %d", term, id, inline)
			} else if !ok && id.Class() != graph.ClassOf(term) {
				t.Errorf("%s has an ID of class %d", term, id.Class())
			}
		}
		for _, unknown := range []graph.ID{
			0, 2, graph.NumberedID(graph.ClassIRI, 1<<30), graph.NumberedID(graph.ClassTyped, graph.MaxNumber),
			graph.NumberedID(7, 1), graph.NumberedID(15, 1), 1 << 40, 1<<40 | id(t, snap, iri("s")), ^graph.ID(0),
		} {
			if _, err := snap.Term(unknown); !errors.Is(err, graph.ErrUnknownID) {
				t.Errorf("Term(%d) gives %v, want %v", unknown, err, graph.ErrUnknownID)
			}
		}
	})
}

// testTermWalks holds what a snapshot gives faster than Term to be the same:
// terms one after the other, in parts, and texts.
func testTermWalks(t suite) {
	s := t.open(t)
	test := func(when string) {
		view(t, s, func(snap graph.Snapshot) {
			nodes, err := snap.Nodes(make([]graph.ID, 0, 10_000), 0)
			must(t, err)
			if walker, ok := snap.(graph.TermWalker); ok {
				for parts := 1; parts < 5; parts++ {
					var got []graph.ID
					for part := range parts {
						must(t, walker.WalkTerms(part, parts, func(id graph.ID, term quad.Term) error {
							if want, err := snap.Term(id); err != nil || term != want {
								t.Errorf("%s: the walk has %s for %d, want %s, %v", when, term, id, want, err)
							}
							got = append(got, id)
							return nil
						}))
					}
					same(t, when+": IDs of a walk", got, nodes)
				}
			}
			if source, ok := snap.(graph.TextSource); ok {
				texts := source.Texts()
				for i := range nodes {
					id := nodes[i*7919%len(nodes)]
					term, err := snap.Term(id)
					must(t, err)
					if text, ok := texts(id); ok && (id.Class() > graph.ClassString || text != term.Value()) {
						t.Errorf("%s: %d has the text %q, and is %s", when, id, text, term)
					}
				}
			}
		})
	}
	var quads []quad.Quad
	for i, term := range everyTerm {
		quads = append(quads, quad.Quad{Subject: iri("s"), Predicate: iri("p"), Object: term})
		for n := range 20 {
			quads = append(quads, triple(fmt.Sprint("s", i), "p", fmt.Sprint("o", n)))
		}
	}
	add(t, s, quads...)
	test("after adding")
	add(t, s, triple("another", "p", "o"), quad.Quad{Subject: iri("s"), Predicate: iri("p"), Object: quad.Int(99)})
	test("after adding more")
}

func testLookup(t suite) {
	s := t.open(t)
	five := quad.Quad{Subject: iri("s"), Predicate: iri("p"), Object: quad.Int(5), Label: iri("g")}
	add(t, s, five)
	if n := remove(t, s, triple("never", "used", "before")); n != 0 {
		t.Errorf("%d quads removed, want none", n)
	}
	never := []quad.Term{
		iri("never"), iri("S"), quad.String("5"), quad.Int(6), quad.Typed("05", quad.XSDInteger),
		quad.Bool(true), quad.Typed("2020", quad.XSDGYear), quad.Blank("s"), quad.String("http://example.org/s"),
	}
	test := func(when string) {
		view(t, s, func(snap graph.Snapshot) {
			for _, term := range five.Terms() {
				if !known(t, snap, term) {
					t.Errorf("%s: %s is not known", when, term)
				}
			}
			for _, term := range never {
				if known(t, snap, term) {
					t.Errorf("%s: %s is known, though no quad used it", when, term)
				}
			}
			if none := id(t, snap, quad.Term{}); none != graph.NoLabel {
				t.Errorf("%s: the zero term has the ID %d", when, none)
			}
		})
	}
	test("after adding")
	remove(t, s, five)
	holds(t, s)
	test("after removing")
	add(t, s, five)
	test("after adding again")
}

func testVariants(t suite) {
	s := t.open(t)
	families := [][]quad.Term{
		{quad.Int(5), quad.Typed("05", quad.XSD+"int"), quad.Typed("+5", quad.XSDInteger), quad.Typed("5", "http://schema.org/Integer")},
		{quad.Typed("07", quad.XSDInteger), quad.Typed("007", quad.XSDInteger)}, // and no 7
		{quad.Bool(true), quad.Typed("1", quad.XSDBoolean), quad.Typed("T", "xsd:boolean")},
		{quad.Float(4.5), quad.Typed("4.5", quad.XSDDouble), quad.Typed("4.50", quad.XSD+"float")},
		{quad.String("5"), quad.Typed("5", "xsd:string")},
		{quad.Lang("5", "en")},
		{quad.Lang("5", "EN")},
		{iri("5")},
		{quad.Blank("5")},
		{quad.Typed("5", "http://example.org/type")},
		{quad.Typed("5", quad.XSDDate)},
		{quad.Typed("2020-05-31T12:00:00+08:00", quad.XSDDateTime), quad.Typed("2020-05-31T04:00:00Z", quad.XSDDateTime)},
	}
	var all []quad.Quad
	for _, family := range families {
		for _, term := range family {
			all = append(all, quad.Quad{Subject: iri("s"), Predicate: iri("p"), Object: term})
		}
	}
	add(t, s, all...)
	test := func() {
		view(t, s, func(snap graph.Snapshot) {
			for _, family := range families {
				for _, asked := range append([]quad.Term{family[0].Canonical()}, family...) {
					got := terms(t, snap, asked)
					want := slices.SortedFunc(slices.Values(family), quad.Term.Compare)
					same(t, "variants of "+asked.String(), got, want)
				}
			}
			same(t, "variants of a term without any", terms(t, snap, quad.Int(8)), nil)
			same(t, "variants of no term", terms(t, snap, quad.Term{}), []quad.Term{{}})
		})
	}
	test()
	remove(t, s, all...) // the terms have been used, and stay known
	test()
}

// terms gives the variants of a term, sorted.
func terms(tb testing.TB, snap graph.Snapshot, of quad.Term) []quad.Term {
	tb.Helper()
	ids, err := snap.Variants(of)
	must(tb, err)
	var found []quad.Term
	for _, id := range ids {
		term, err := snap.Term(id)
		must(tb, err)
		found = append(found, term)
	}
	slices.SortFunc(found, quad.Term.Compare)
	return found
}
