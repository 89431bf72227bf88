package storetest

import (
	"errors"
	"fmt"
	"slices"

	"pgregory.net/rapid"

	"bibgraph/graph"
	"bibgraph/graph/quad"
)

// testModel does random changes to a store and to a map, and compares every
// scan.
func testModel(t suite) {
	terms := []quad.Term{
		iri("a"), iri("b"), quad.Blank("a"), quad.String("a"), quad.Lang("a", "en"),
		quad.Int(1), quad.Typed("01", quad.XSDInteger), quad.Int(-7), quad.Typed("1999", quad.XSDGYear), quad.Bool(true),
	}
	anyTerm := rapid.SampledFrom(terms)
	anyLabel := rapid.SampledFrom(append([]quad.Term{{}}, terms[:3]...))
	anyQuads := rapid.SliceOfN(rapid.Custom(func(r *rapid.T) quad.Quad {
		return quad.Quad{Subject: anyTerm.Draw(r, "s"), Predicate: anyTerm.Draw(r, "p"), Object: anyTerm.Draw(r, "o"), Label: anyLabel.Draw(r, "g")}
	}), 0, 12)

	rapid.Check(t.T, func(r *rapid.T) {
		s := t.open(t)
		defer func() { must(t, s.Close()) }()
		model, used := map[quad.Quad]bool{}, map[quad.Term]bool{}
		for range rapid.IntRange(1, 8).Draw(r, "updates") {
			adds, removes := anyQuads.Draw(r, "add"), anyQuads.Draw(r, "remove")
			abort := rapid.IntRange(0, 3).Draw(r, "abort") == 0
			err := s.Update(t.Context(), func(tx graph.Tx) error {
				added, err := tx.Add(adds...)
				if err != nil {
					return err
				}
				removed, err := tx.Remove(removes...)
				if err != nil {
					return err
				}
				if abort {
					return errAbort
				}
				wantAdded, wantRemoved := 0, 0
				for _, q := range adds {
					if !model[q] {
						wantAdded++
					}
					model[q] = true
					for _, term := range q.Terms() {
						used[term] = true
					}
				}
				for _, q := range removes {
					if model[q] {
						wantRemoved++
					}
					delete(model, q)
				}
				if added != wantAdded || removed != wantRemoved {
					return fmt.Errorf("added %d and removed %d, want %d and %d", added, removed, wantAdded, wantRemoved)
				}
				return compare(tx, model, used, terms)
			})
			if err != nil && !errors.Is(err, errAbort) {
				r.Fatal(err)
			}
			if err := s.View(t.Context(), func(snap graph.Snapshot) error { return compare(snap, model, used, terms) }); err != nil {
				r.Fatal(err)
			}
		}
	})
}

var errAbort = errors.New("abort")

// compare tells how a snapshot differs from the model.
func compare(snap graph.Snapshot, model map[quad.Quad]bool, used map[quad.Term]bool, terms []quad.Term) error {
	if snap.Len() != int64(len(model)) {
		return fmt.Errorf("length is %d, want %d", snap.Len(), len(model))
	}
	for _, term := range terms {
		if _, ok, err := snap.Lookup(term); err != nil || ok != used[term] {
			return fmt.Errorf("lookup of %s says %v, %w", term, ok, err)
		}
	}
	var all []graph.Row
	for q := range model {
		var row graph.Row
		for i, term := range q.Terms() {
			id, ok, err := snap.Lookup(term)
			if err != nil || !ok {
				return fmt.Errorf("lookup of %s says %v, %w", term, ok, err)
			}
			if back, err := snap.Term(id); err != nil || back != term {
				return fmt.Errorf("%s came back as %s, %w", term, back, err)
			}
			row[i] = id
		}
		all = append(all, row)
	}
	if err := compareNodes(snap, all); err != nil {
		return err
	}
	patterns := map[graph.Row]bool{{}: true}
	for i, row := range all {
		if i < 3 {
			eachPattern(row, func(pattern graph.Row) { patterns[pattern] = true })
		}
	}
	for pattern := range patterns {
		for _, order := range graph.Orders {
			if err := compareScan(snap, pattern, order, matching(all, pattern, order)); err != nil {
				return err
			}
		}
	}
	return nil
}

func compareScan(snap graph.Snapshot, pattern graph.Row, order graph.Order, want []graph.Row) error {
	if got := snap.Estimate(pattern); len(want) <= 64 && got != int64(len(want)) {
		return fmt.Errorf("estimate of %v is %d, want %d", pattern, got, len(want))
	}
	if got, err := snap.Count(pattern); got != int64(len(want)) || err != nil {
		return fmt.Errorf("count of %v is %d, %w, want %d", pattern, got, err, len(want))
	}
	c := snap.Scan(pattern, order)
	n := 0
	for ; c.Next(); n++ {
		if n >= len(want) || c.Row() != want[n] {
			return fmt.Errorf("scan of %v by %s: row %d is %v, want %v", pattern, order, n, c.Row(), want)
		}
	}
	if n != len(want) {
		return fmt.Errorf("scan of %v by %s: %d rows, want %v", pattern, order, n, want)
	}
	return errors.Join(c.Err(), c.Close())
}

// compareNodes asks for the nodes a few at a time.
func compareNodes(snap graph.Snapshot, all []graph.Row) error {
	var want []graph.ID
	for _, row := range all {
		want = append(want, row[:]...)
	}
	slices.Sort(want)
	want = slices.DeleteFunc(slices.Compact(want), func(id graph.ID) bool { return id == graph.NoLabel })
	if snap.NodeCount() != int64(len(want)) {
		return fmt.Errorf("there are %d nodes, want %v", snap.NodeCount(), want)
	}
	var got []graph.ID
	after := graph.ID(0)
	for {
		some, err := snap.Nodes(make([]graph.ID, 0, 3), after)
		if err != nil {
			return err
		}
		got = append(got, some...)
		if len(some) < 3 {
			break
		}
		after = some[2]
	}
	if !slices.Equal(got, want) {
		return fmt.Errorf("nodes are %v, want %v", got, want)
	}
	return nil
}
