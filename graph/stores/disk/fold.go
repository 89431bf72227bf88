package disk

import (
	"context"
	"errors"
	"fmt"

	"github.com/cockroachdb/pebble/v2"

	"bibgraph/graph"
)

// foldAt says that the changes are folded into the files when they are one in so
// many of the rows there: each row is written again about so many times while a
// store grows tenfold, and readers step over few changes.
const foldAt = 8

// outgrown reports whether the changes are worth new files.
func (s *Store) outgrown(b *base, changes uint64) bool {
	return changes >= uint64(s.options.TableRows) && changes >= uint64(b.len())/foldAt
}

// termsOutgrown reports whether the terms in tables are worth a new file.
func (s *Store) termsOutgrown(b *base, c counts) bool {
	tabled := c.tabled(b.terms)
	return tabled >= uint64(s.options.TableRows) && tabled >= (c.all()-tabled)/foldAt
}

// foldOutgrown folds what the last update has made too much. The update has
// happened: if the fold fails that is only told, and tried again when there are
// as many changes more as make a fold worth while.
func (s *Store) foldOutgrown(ctx context.Context) {
	now := s.current
	size := now.counts.changes + now.counts.tabled(now.sealed)
	if size < s.foldFrom || !s.outgrown(now.base, now.counts.changes) && !s.termsOutgrown(now.base, now.counts) {
		return
	}
	err := s.fold(ctx, nil)
	if err == nil {
		s.foldFrom = 0
		return
	}
	s.foldFrom = size + uint64(s.options.TableRows)
	if s.options.Warn != nil && ctx.Err() == nil {
		s.options.Warn(fmt.Errorf("%s: changes are kept, and slow reading down, as they could not be put into the sealed files: %w", s.path, err))
	}
}

// fold writes the files anew with all changes in them. It belongs to the writer.
// The files are on disk before one batch makes them live and takes the changes
// away; readers keep what they see. Progress, if not nil, is told of the rows.
func (s *Store) fold(ctx context.Context, progress graph.Progress) error {
	now := s.current
	var told func(rows int)
	if progress != nil {
		done, all := int64(0), int64(now.counts.quads)*int64(len(graph.Orders))
		told = func(rows int) {
			done += int64(rows)
			progress(done, all)
		}
	}
	next, err := s.writeBase(ctx.Err, now, freshRows{room: &rowRoom{}}, foldTerms(ctx.Err, now), told)
	if err != nil {
		return err
	}
	c := now.counts
	c.changes = 0
	b := s.db.NewBatch()
	defer b.Close() //nolint:errcheck // only frees memory
	err = errors.Join(
		b.DeleteRange([]byte{tableRows}, []byte{tablesEnd}, nil),
		b.DeleteRange(firstNumbered, afterNumbered, nil),
		b.DeleteRange([]byte{tableTerm2ID}, []byte{tableTerm2ID + 1}, nil),
		b.Set(baseKey, next.encode(), nil),
		b.Set(countsKey, c.encode(), nil),
		b.Commit(pebble.Sync),
	)
	if err != nil {
		_ = next.close() // the next opening removes it
		return failed("fold", err)
	}
	s.show(s.sightOf(c, next))
	return nil
}
