// Package check proves that a store agrees with itself: that every order holds
// the same rows, that the dictionary knows each of their terms both ways, and
// that what the store says about numbers is true. It looks through
// graph.Snapshot alone, so that it holds for every store; what lies below, such
// as checksums of files, is left to the stores.
package check

import (
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"slices"

	"bibgraph/graph"
)

// Snapshot gives what is wrong with a snapshot, at most graph.MaxFaults. It
// walks over all orders at once, side by side, in constant memory; only where
// they differ it walks again, to tell in which rows. Progress counts the rows
// of all orders.
func Snapshot(ctx context.Context, snap graph.Snapshot, progress graph.Progress) ([]graph.Fault, error) {
	c := &checker{snap: snap, seed: maphash.MakeSeed(), progress: progress, all: int64(len(graph.Orders)) * snap.Len()}
	err := c.check(ctx)
	if errors.Is(err, errEnough) {
		err = nil
	}
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	return c.faults, err
}

// errEnough ends a check that has found too much.
var errEnough = errors.New("enough")

type checker struct {
	snap      graph.Snapshot
	seed      maphash.Seed
	faults    []graph.Fault
	failures  int // to read the dictionary
	progress  graph.Progress
	done, all int64
}

// fault notes one, and is an error if there are enough.
func (c *checker) fault(part, format string, args ...any) error {
	c.faults = append(c.faults, graph.Fault{Part: part, Message: fmt.Sprintf(format, args...)})
	if len(c.faults) >= graph.MaxFaults {
		return errEnough
	}
	return nil
}

func (c *checker) check(ctx context.Context) (err error) {
	var walks [len(graph.Orders)]*walk
	for i, order := range graph.Orders {
		walks[i] = &walk{checker: c, order: order, cursor: c.snap.Scan(graph.Row{}, order)}
		defer walks[i].cursor.Close() //nolint:errcheck // it was only read
	}
	for _, w := range walks {
		if err := w.next(); err != nil {
			return err
		}
	}
	nodes := &nodes{snap: c.snap}
	used := int64(0)
	for {
		id, some := first(walks[:])
		if !some {
			break
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if id != 0 && id != graph.NoLabel {
			used++
			if err := c.node(nodes, id); err != nil {
				return err
			}
			if err := c.term(id); err != nil {
				return err
			}
		}
		for _, w := range walks {
			if err := w.run(id); err != nil {
				return err
			}
		}
	}
	if err := c.node(nodes, 0); err != nil {
		return err
	}
	if n := c.snap.NodeCount(); n != used {
		if err := c.fault("counts", "%d terms are said to be used, %d are", n, used); err != nil {
			return err
		}
	}
	return c.agree(ctx, walks[:])
}

// first is the least leading ID that any walk has come to.
func first(walks []*walk) (id graph.ID, some bool) {
	for _, w := range walks {
		if w.on && (!some || w.lead() < id) {
			id, some = w.lead(), true
		}
	}
	return id, some
}

// agree tells whether all orders that could be read had the same rows, and
// where they differ.
func (c *checker) agree(ctx context.Context, walks []*walk) error {
	walks = slices.DeleteFunc(walks, func(w *walk) bool { return w.unread })
	same := true
	for _, w := range walks {
		if w.rows != c.snap.Len() {
			if err := c.fault(w.order.String(), "has %d rows, the store is said to have %d", w.rows, c.snap.Len()); err != nil {
				return err
			}
		}
		same = same && w.sum == walks[0].sum && w.rows == walks[0].rows
	}
	if same {
		return nil
	}
	for _, w := range walks[1:] {
		if err := c.lacking(ctx, walks[0].order, w.order); err != nil {
			return err
		}
		if err := c.lacking(ctx, w.order, walks[0].order); err != nil {
			return err
		}
	}
	return nil
}

// lacking tells which rows of one order another has not.
func (c *checker) lacking(ctx context.Context, one, other graph.Order) error {
	all := c.snap.Scan(graph.Row{}, one)
	defer all.Close() //nolint:errcheck // it was only read
	for all.Next() {
		if err := ctx.Err(); err != nil {
			return err
		}
		there := c.snap.Scan(all.Row(), other)
		found := there.Next()
		if err := errors.Join(there.Err(), there.Close()); err != nil {
			return err
		}
		if !found {
			if err := c.fault(other.String(), "lacks row %v, which %s has", all.Row(), one); err != nil {
				return err
			}
		}
	}
	return all.Err()
}

// node holds the next node that the store tells of to be the one that is used,
// or to be none.
func (c *checker) node(nodes *nodes, id graph.ID) error {
	for {
		next, err := nodes.peek()
		switch {
		case err != nil:
			nodes.ended = true
			return c.fault("dictionary", "the nodes cannot be told: %v", err)
		case next == 0 && id == 0:
			return nil
		case next == id:
			nodes.skip()
			return nil
		case next == 0 || id != 0 && next > id:
			return c.fault("dictionary", "term %d is used, and no node", id)
		}
		nodes.skip()
		if err := c.fault("dictionary", "term %d is a node, and no row has it", next); err != nil {
			return err
		}
	}
}

// maxUnread is how many failures to read the dictionary are told. More of them
// tell little, and where storage fails each may take long.
const maxUnread = 5

// unread notes a failure to read the dictionary.
func (c *checker) unread(what string, err error) error {
	if c.failures++; c.failures > maxUnread {
		return nil
	}
	return c.fault("dictionary", "%s: %v", what, err)
}

// term holds the dictionary to know the term of an ID, and the ID of that term.
func (c *checker) term(id graph.ID) error {
	if c.failures > maxUnread {
		return nil
	}
	term, err := c.snap.Term(id)
	if err != nil {
		return c.unread(fmt.Sprintf("term of %d", id), err)
	}
	class := id.Class()
	if _, inline := id.Inline(); !inline && class != graph.ClassOf(term) {
		return c.fault("dictionary", "ID %d is of class %d, its term %s of class %d", id, class, term, graph.ClassOf(term))
	}
	switch back, ok, err := c.snap.Lookup(term); {
	case err != nil:
		return c.unread("look-up of "+term.String(), err)
	case !ok:
		return c.fault("dictionary", "%s has the ID %d and is not found", term, id)
	case back != id:
		return c.fault("dictionary", "%s has the IDs %d and %d", term, id, back)
	}
	variants, err := c.snap.Variants(term)
	if err != nil {
		return c.unread("variants of "+term.String(), err)
	}
	if !slices.Contains(variants, id) {
		return c.fault("dictionary", "%s is not among its variants", term)
	}
	return nil
}
