package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"bibgraph/loaders/readings"
	"bibgraph/loaders/refs"
	"bibgraph/loaders/refs/lists"
)

const (
	maxList    = 32 << 20 // bytes of a file with lists
	hardlyRead = 0.5      // confidence below which an entry is likely none
)

// readList parts a file into the entries of its lists, and writes them as
// readReferences writes lines.
func readList(ctx context.Context, std streams, name string, out refsWriter) error {
	in, err := openReferences(std, name)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }() // it was only read
	text, err := io.ReadAll(io.LimitReader(in, maxList+1))
	switch {
	case err != nil:
		return fmt.Errorf("%s: %w", name, err)
	case len(text) > maxList:
		return hinted{fmt.Errorf("%s: the list is larger than %d MiB", name, maxList>>20), "part it into files; without --list, one reference a line, files may be of any size"}
	}
	entries, notes := lists.Join(lists.Split(lists.Lines(string(text))))
	for _, n := range notes {
		tellLine(std, name, n.Line+1, n.Message)
	}
	if len(entries) == 0 {
		return hinted{fmt.Errorf("%s: there is no list of references", name), "copy the text of a list into the file, with its heading or without"}
	}
	var repeats refs.Repeats
	unread := 0
	for batch := range slices.Chunk(entries, refsBatch) {
		read, err := refs.ParseEntries(ctx, batch)
		if err != nil {
			return err
		}
		repeats.Resolve(read)
		for i, ref := range read {
			if ref.Confidence < hardlyRead {
				unread++
			}
			if err := out.Write(ref); errors.Is(err, readings.ErrNoWork) {
				tellLine(std, name, batch[i].First+1, err)
			} else if err != nil {
				return err
			}
		}
	}
	if 2*unread > len(entries) {
		_, _ = fmt.Fprintf(std.err, "bibgraph: %s: %d of %d entries could hardly be read: is it a list of references?\n", name, unread, len(entries))
	}
	return nil
}
