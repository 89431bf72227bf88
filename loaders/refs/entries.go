package refs

import (
	"context"

	"bibgraph/loaders/record"
	"bibgraph/loaders/refs/lists"
)

// ParseEntries reads the entries of a list as ParseAll reads lines.
func ParseEntries(ctx context.Context, entries []lists.Entry) ([]record.Reference, error) {
	texts := make([]string, len(entries))
	for i, e := range entries {
		texts[i] = e.Text
	}
	return ParseAll(ctx, texts)
}
