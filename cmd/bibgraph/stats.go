package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"bibgraph/graph"
)

// statsReport is what a store holds.
type statsReport struct {
	Store      string           `json:"store"`
	Quads      int64            `json:"quads"`
	Terms      int64            `json:"terms"`
	Graphs     int64            `json:"graphs"`
	Predicates int64            `json:"predicates"`
	Top        []predicateStats `json:"topPredicates"`
	Bytes      int64            `json:"bytes,omitempty"`
	Sizes      []graph.Size     `json:"sizes,omitempty"`
}

// predicateStats is how often a predicate is used.
type predicateStats struct {
	Predicate string `json:"predicate"`
	Quads     int64  `json:"quads"`
}

func statsCommand(std streams, store *storeFlag) *cobra.Command {
	var top int
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "stats",
		Short: "Tell what the store holds, and what its parts take",
		Long: `Stats counts quads, terms, graphs and predicates, names the predicates that are
used most, and tells what each index and the dictionary take on disk. Sizes are
near the truth; compact makes them so.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if top < 0 {
				return usageError{fmt.Errorf("--top %d: there are no fewer predicates than none", top)}
			}
			r := statsReport{Store: store.address}
			err := store.read(cmd.Context(), func(s graph.Store) (err error) {
				if r.Bytes, r.Sizes, err = sizesOf(s); err != nil {
					return err
				}
				return s.View(cmd.Context(), func(snap graph.Snapshot) error { return r.count(cmd.Context(), snap, top) })
			})
			if err != nil {
				return err
			}
			return std.tell(asJSON, r.text(), r)
		},
	}
	cmd.Flags().IntVar(&top, "top", 10, "how many predicates to name")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the answer as JSON")
	return cmd
}

// sizesOf tells what a store and its parts take, if it knows.
func sizesOf(s graph.Store) (total int64, sizes []graph.Size, err error) {
	own, ok := s.(graph.Sizer)
	if !ok {
		return 0, nil, nil
	}
	sizes, err = own.Sizes()
	for _, size := range sizes {
		total += size.Bytes
	}
	return total, sizes, err
}

func (r *statsReport) count(ctx context.Context, snap graph.Snapshot, top int) error {
	r.Quads, r.Terms = snap.Len(), snap.NodeCount()
	type count struct {
		predicate graph.ID
		quads     int64
	}
	var counts []count
	err := leaders(ctx, snap, graph.POSG, func(id graph.ID) error {
		n, err := snap.Count(graph.Row{graph.Predicate: id})
		counts = append(counts, count{id, n})
		return err
	})
	if err != nil {
		return err
	}
	err = leaders(ctx, snap, graph.GSPO, func(id graph.ID) error {
		if id != graph.NoLabel {
			r.Graphs++
		}
		return nil
	})
	if err != nil {
		return err
	}
	r.Predicates = int64(len(counts))
	slices.SortFunc(counts, func(a, b count) int {
		return cmp.Or(cmp.Compare(b.quads, a.quads), cmp.Compare(a.predicate, b.predicate))
	})
	r.Top = []predicateStats{}
	for _, c := range counts[:min(top, len(counts))] {
		term, err := snap.Term(c.predicate)
		if err != nil {
			return err
		}
		r.Top = append(r.Top, predicateStats{term.String(), c.quads})
	}
	return nil
}

// leaders calls f for each ID that leads rows in an order, seeking from one to
// the next.
func leaders(ctx context.Context, snap graph.Snapshot, order graph.Order, f func(graph.ID) error) error {
	at := order.Positions()[0]
	c := snap.Scan(graph.Row{}, order)
	for ok := c.Next(); ok; {
		id := c.Row()[at]
		if err := errors.Join(ctx.Err(), f(id)); err != nil {
			return errors.Join(err, c.Close())
		}
		var next graph.Row
		next[at] = id + 1
		ok = c.Seek(next)
	}
	return errors.Join(c.Err(), c.Close())
}

// text is the report for people.
func (r *statsReport) text() string {
	var b strings.Builder
	t := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	line := func(name string, n int64) { _, _ = fmt.Fprintf(t, "%s\t%d\n", name, n) } // memory takes all
	line("quads", r.Quads)
	line("terms", r.Terms)
	line("graphs", r.Graphs)
	line("predicates", r.Predicates)
	for _, p := range r.Top {
		line("  "+p.Predicate, p.Quads)
	}
	if r.Sizes != nil {
		_, _ = fmt.Fprintf(t, "size\t%s\n", megabytes(r.Bytes))
		for _, size := range r.Sizes {
			_, _ = fmt.Fprintf(t, "  %s\t%s\n", size.Part, megabytes(size.Bytes))
		}
	}
	_ = t.Flush()
	return strings.TrimSuffix(b.String(), "\n")
}

// megabytes writes a size for people.
func megabytes(bytes int64) string { return fmt.Sprintf("%.1f MB", float64(bytes)/1e6) }
