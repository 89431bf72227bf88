package disk

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/cespare/xxhash/v2"
	"github.com/cockroachdb/pebble/v2/sstable"

	"bibgraph/graph"
	"bibgraph/graph/quad"
	"bibgraph/graph/stores/disk/terms"
)

// bulk is an update that adds very many quads. Their terms come in blocks and
// are looked up once a block, in a table that has all terms of the load; those
// that are new are written into a file of terms as they come, behind those of the
// store. The rows are gathered, sorted in all orders and, when there are too many
// for memory, written as runs. In the end the files of the base are written anew
// from it and the runs, and Pebble takes tables with what else is new in at one
// stroke, with the generation of the files; until then the store is as it was:
//
//	blocks ─ terms ─→ met ─ new ones ─→ incoming/terms ──────────┐
//	       └ rows  ─→ sort ─ too many ─→ incoming/0.spog … ─┐    ├─ ingest
//	                       └─────────────────────── merge ──┴→ rows/
type bulk struct {
	store  *Store
	ctx    context.Context //nolint:containedctx // it is the call that ends with it
	before *sight
	counts counts
	folder string

	met      met
	hashes   []uint64   // of the terms of a block
	touched  uint64     // what met.touch gave, so that it is not left out
	ids      []graph.ID // of the same
	encoded  []byte     // secret, and a term behind it
	sealed   *os.File
	terms    *terms.Writer         // into sealed
	inline   map[graph.ID]struct{} // new in the dictionary
	variants []variantKey          // new
	reused   []graph.ID            // of terms that no quad used any more

	rows []packedRow
	room rowRoom
	runs []*run
}

// variantKey is a key of the table of variants.
type variantKey [1 + 8 + idBytes]byte

// rowMemory is what a row takes while rows are sorted: it is in two places.
const rowMemory = 2 * packedBytes

func (s *Store) newBulk(ctx context.Context) (*bulk, error) {
	b := &bulk{
		store: s, ctx: ctx, before: s.current, counts: s.current.counts,
		folder: filepath.Join(s.path, incomingName),
		inline: map[graph.ID]struct{}{},
	}
	b.encoded = slices.Clone(b.before.secret)
	if err := os.Mkdir(b.folder, 0o755); err != nil {
		return nil, failed("load", err)
	}
	var err error
	if b.sealed, err = os.Create(filepath.Join(b.folder, "terms")); err == nil {
		b.terms = terms.NewWriter(b.sealed)
		err = b.before.putTerms(ctx.Err, b.terms)
	}
	if err != nil {
		b.close()
		return nil, failed("load", err)
	}
	return b, nil
}

// close frees what the load has, and removes its files.
func (b *bulk) close() {
	if b.sealed != nil {
		_ = b.sealed.Close() // was synced if it is of use
	}
	for _, r := range b.runs {
		r.close()
	}
	_ = os.RemoveAll(b.folder) // else the next opening does
}

// full reports whether the terms take all the memory that is theirs: beside what
// the table has of each the file of terms keeps its hash.
func (b *bulk) full() bool { return b.met.bytes()*3/2 > b.store.options.BulkBytes/2 }

// add takes the quads of a block.
func (b *bulk) add(block *quad.Block) error {
	if err := b.ctx.Err(); err != nil {
		return err
	}
	b.hashes = b.hashes[:0]
	for n := range uint32(block.Len()) {
		b.hashes = append(b.hashes, b.hash(block.View(n+1)))
	}
	b.touched = b.met.touch(b.hashes)
	b.ids = append(b.ids[:0], graph.NoLabel)
	for n, hash := range b.hashes {
		number := uint32(n) + 1
		id, err := b.id(block, number, hash)
		if err != nil {
			return err
		}
		b.ids = append(b.ids, id)
	}
	for _, r := range block.Rows {
		if r[0] == 0 || r[1] == 0 || r[2] == 0 {
			return errors.New("disk: quad without subject, predicate or object")
		}
		if len(b.rows) == cap(b.rows) {
			if err := b.widen(); err != nil {
				return err
			}
		}
		b.rows = append(b.rows, pack(graph.Row{b.ids[r[0]], b.ids[r[1]], b.ids[r[2]], b.ids[r[3]]}))
	}
	return nil
}

// widen makes room for as many rows as memory allows, of which the system gives
// what is used, and writes the rows that there are as a run.
func (b *bulk) widen() error {
	if b.rows == nil {
		b.rows = inHugePages(make([]packedRow, 0, max(b.store.options.BulkBytes/2/rowMemory, 1)))
		return nil
	}
	b.rows = b.room.sorted(b.rows)
	r, err := writeRun(b.folder, len(b.runs), b.rows, &b.room, b.ctx.Err)
	if err != nil {
		return err
	}
	b.runs, b.rows = append(b.runs, r), b.rows[:0]
	return nil
}

// hash gives the hash of a term, and leaves the term encoded.
func (b *bulk) hash(v quad.View) uint64 {
	class := graph.Class(v.Kind)
	e := append(b.encoded[:secretBytes], byte(class))
	if class == graph.ClassLang || class == graph.ClassTyped {
		e = binary.AppendUvarint(e, uint64(len(v.Extra)))
		e = append(e, v.Extra...)
	}
	b.encoded = append(e, v.Value...)
	return xxhash.Sum64(b.encoded)
}

// id gives the ID of a term of a block, a new one if it has none.
func (b *bulk) id(block *quad.Block, number uint32, hash uint64) (graph.ID, error) {
	other := block.Hash(number)
	place := b.met.find(hash, other)
	if place.packed != 0 {
		return place.id(), nil
	}
	v := block.View(number)
	b.hash(v)
	id, err := b.meet(v, graph.Class(v.Kind), hash)
	if err == nil {
		b.met.fill(place, hash, other, id)
	}
	return id, err
}

// meet gives the ID of a term that the load has not met before.
func (b *bulk) meet(v quad.View, class graph.Class, hash uint64) (graph.ID, error) {
	var term quad.Term
	if class > graph.ClassString || !b.before.counts.noTerms() {
		term = v.Term()
	}
	if !b.before.counts.noTerms() {
		f, err := b.before.find(term)
		if err != nil {
			return 0, err
		}
		if f.id != 0 {
			return f.id, b.reuse(f.id)
		}
	}
	if id, ok := graph.InlineID(term); ok {
		b.counts.inline++
		b.inline[id] = struct{}{}
		return id, nil
	}
	n := &b.counts.terms[class-1]
	if *n > graph.MaxNumber {
		return 0, fmt.Errorf("disk: no number left for %s", v.Term())
	}
	id := graph.NumberedID(class, *n)
	*n++
	if c := term.Canonical(); !term.IsZero() && c != term {
		b.variants = append(b.variants, variantKey(appendID(b.before.variantsKey(c), id)))
	}
	if err := b.terms.Add(class, b.encoded[secretBytes+1:], hash); err != nil {
		return 0, failed("load", err)
	}
	return id, nil
}

// reuse notes that a term is used again, if no quad used it.
func (b *bulk) reuse(id graph.ID) error {
	if b.counts.unused == 0 {
		return nil
	}
	_, unused, err := get(b.before.from, unusedKey(id))
	if unused && err == nil {
		b.reused = append(b.reused, id)
		b.counts.unused--
	}
	return err
}

// commit makes the load lasting and tells how many quads were not there before.
func (b *bulk) commit() (added int, err error) {
	b.rows = b.room.sorted(b.rows)
	b.met = met{}
	next, err := b.store.writeBase(b.ctx.Err, b.before, freshRows{b.rows, b.runs, &b.room}, b.sealTerms, nil)
	if err != nil {
		return 0, err
	}
	paths, err := b.finishTables(next)
	if err == nil {
		err = b.ctx.Err()
	}
	if err == nil {
		err = b.store.db.Ingest(b.ctx, paths)
	}
	if err != nil {
		return 0, failed("commit", errors.Join(err, next.close())) // the next opening removes it
	}
	b.store.show(b.store.sightOf(b.counts, next))
	return int(b.counts.quads - b.before.counts.quads), nil
}

// sealTerms ends the file of terms and puts it where it belongs.
func (b *bulk) sealTerms(path string) error {
	if err := errors.Join(b.terms.Close(), b.sealed.Sync()); err != nil {
		return err
	}
	return os.Rename(b.sealed.Name(), path)
}

// finishTables writes the tables that Pebble is to take in.
func (b *bulk) finishTables(next *base) (paths []string, err error) {
	b.counts.quads, b.counts.changes = uint64(next.len()), 0
	for i, put := range []func(*sstable.Writer) error{
		func(w *sstable.Writer) error { return w.DeleteRange(firstNumbered, afterNumbered) },
		b.putInline,
		func(w *sstable.Writer) error { return w.DeleteRange([]byte{tableTerm2ID}, []byte{tableTerm2ID + 1}) },
		b.putVariants, b.putReused,
		func(w *sstable.Writer) error { return w.DeleteRange([]byte{tableRows}, []byte{tablesEnd}) },
		func(w *sstable.Writer) error {
			return errors.Join(w.Set(baseKey, next.encode()), w.Set(countsKey, b.counts.encode()))
		},
	} {
		if err != nil {
			return nil, err
		}
		var t *table
		if t, err = b.store.newTable(filepath.Join(b.folder, fmt.Sprintf("%d.sst", i))); err == nil {
			err = errors.Join(put(t.Writer), t.finish())
		}
		paths = append(paths, filepath.Join(b.folder, fmt.Sprintf("%d.sst", i)))
	}
	return paths, err
}

func (b *bulk) putInline(w *sstable.Writer) error {
	ids := make([]graph.ID, 0, len(b.inline))
	for id := range b.inline {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		if err := w.Set(idKey(id), nil); err != nil {
			return err
		}
	}
	return nil
}

func (b *bulk) putVariants(w *sstable.Writer) error {
	slices.SortFunc(b.variants, func(a, b variantKey) int { return bytes.Compare(a[:], b[:]) })
	for _, key := range b.variants {
		if err := w.Set(key[:], nil); err != nil {
			return err
		}
	}
	return nil
}

func (b *bulk) putReused(w *sstable.Writer) error {
	slices.Sort(b.reused)
	for _, id := range b.reused {
		if err := w.Delete(unusedKey(id)); err != nil {
			return err
		}
	}
	return nil
}
