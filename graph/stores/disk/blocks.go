package disk

import (
	"context"
	"fmt"
	"iter"

	"bibgraph/graph"
	"bibgraph/graph/quad"
)

var _ graph.BlockAdder = (*Store)(nil)

// AddBlocks takes few quads in one update, as Update does, and many past the
// log, see bulk. Many are as many as are worth new files, and never more than
// there is memory for.
func (s *Store) AddBlocks(ctx context.Context, blocks iter.Seq2[*quad.Block, error]) (int, error) {
	many, err := s.many()
	if err != nil {
		return 0, err
	}
	next, stop := iter.Pull2(blocks)
	defer stop()
	var head quad.Block
	for len(head.Rows) < many {
		b, err, more := next()
		if err != nil {
			return 0, err
		}
		if !more {
			return s.addFew(ctx, head.Quads())
		}
		head.Append(b)
	}
	return s.addMany(ctx, &head, next)
}

// quadMemory is what a quad takes in a block, about.
const quadMemory = 256

func (s *Store) many() (int, error) {
	if err := s.gate.Enter(); err != nil {
		return 0, err
	}
	defer s.gate.Leave()
	seen := s.hold()
	defer s.drop(seen)
	return max(s.options.TableRows, min(int(seen.base.len()/foldAt), s.options.BulkBytes/4/quadMemory)), nil
}

func (s *Store) addFew(ctx context.Context, quads []quad.Quad) (added int, err error) {
	err = s.Update(ctx, func(tx graph.Tx) error {
		added, err = tx.Add(quads...)
		return err
	})
	return added, err
}

// addMany takes a block and those that follow, in parts if there are too many
// terms.
func (s *Store) addMany(ctx context.Context, b *quad.Block, next func() (*quad.Block, error, bool)) (added int, err error) {
	for more := true; more; {
		n := 0
		if n, more, err = s.addPart(ctx, b, next); err != nil {
			return added, err
		}
		added += n
		b = nil
	}
	return added, nil
}

// addPart takes as many blocks as memory allows, at least one.
func (s *Store) addPart(ctx context.Context, b *quad.Block, next func() (*quad.Block, error, bool)) (added int, more bool, err error) {
	if err := s.gate.EnterToWrite(ctx); err != nil {
		return 0, false, err
	}
	defer s.gate.LeaveFromWriting()
	if s.options.ReadOnly {
		return 0, false, fmt.Errorf("disk: %s: %w", s.path, graph.ErrReadOnly)
	}
	if s.broken != nil {
		return 0, false, s.broken
	}
	load, err := s.newBulk(ctx)
	if err != nil {
		return 0, false, err
	}
	defer load.close()
	for more = true; more && !load.full(); b = nil {
		if b == nil {
			if b, err, more = next(); err != nil || !more {
				if err != nil {
					return 0, false, err
				}
				break
			}
		}
		if err := load.add(b); err != nil {
			return 0, false, err
		}
	}
	added, err = load.commit()
	return added, more, err
}
