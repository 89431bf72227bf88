package refs

import (
	"context"

	"bibgraph/loaders/record"
	"bibgraph/loaders/refs/lists"
)

// ParseEntries reads the entries of a list as ParseAll reads lines.
func ParseEntries(ctx context.Context, entries []lists.Entry) ([]record.Reference, error) {
	return readAll(ctx, entries, func(e lists.Entry) record.Reference { return ParsePair(e.Text, e.Parallel) })
}
