package exec

import (
	"context"

	"bibgraph/graph"
	"bibgraph/graph/quad"
)

// row holds the bindings of all variables of a tree; 0 is unbound.
type row []graph.ID

// operator gives the solutions of a node of the tree.
type operator interface {
	// open starts anew: next gives the solutions that are compatible with in,
	// which must stay unchanged until the next open.
	open(in row)

	// next puts the next solution, merged with in, into out and reports
	// whether there was one. It gives none once the run has failed.
	next(out row) bool
}

// run is what the operators of one query share.
type run struct {
	ended func() error // why the caller wants no more, if so
	snap  graph.Snapshot
	width int // slots of a row
	err   error

	ticks   uint
	stats   *Stats
	memory  int64
	limit   int64
	disk    int64 // bytes in temporary files
	files   []*runFile
	cursors []*cursor

	// Terms that the query made and the store lacks.
	local    []quad.Term
	localIDs map[quad.Term]graph.ID
}

func newRun(ctx context.Context, snap graph.Snapshot, o Options) *run {
	r := &run{ended: ctx.Err, snap: snap, limit: o.MaxMemory, stats: o.Stats}
	if r.stats == nil {
		r.stats = new(Stats)
	}
	return r
}

func (r *run) row() row { return make(row, r.width) }

// fail ends the run with its first error.
func (r *run) fail(err error) {
	if r.err == nil {
		r.err = err
	}
}

// tick is called for each unit of work and reports whether to go on.
func (r *run) tick() bool {
	r.ticks++
	if r.ticks%256 == 0 {
		if err := r.ended(); err != nil {
			r.fail(err)
		}
	}
	return r.err == nil
}

// charge counts memory taken, or given back if negative.
func (r *run) charge(bytes int) {
	r.memory += int64(bytes)
	if r.limit > 0 && r.memory > r.limit {
		r.fail(ErrMemory)
	}
}

// crowded reports whether an operator that holds so many bytes is to hold no more
// than it has room for: it has a quarter of the memory, or much while half of it
// is taken.
func (r *run) crowded(held int) bool {
	return r.limit > 0 && (4*int64(held) > r.limit || 2*r.memory > r.limit && 16*int64(held) > r.limit)
}

// spilled counts bytes written to temporary files, or given back if negative.
func (r *run) spilled(bytes int) {
	r.disk += int64(bytes)
	r.stats.Spilled += max(0, int64(bytes))
	if r.disk > onDisk*r.limit {
		r.fail(ErrMemory)
	}
}

// close frees the cursors and removes the temporary files.
func (r *run) close() {
	for _, f := range r.files {
		f.close()
	}
	for _, c := range r.cursors {
		c.close()
	}
}

// firstLocal is the first ID beyond those of a store, which have 40 bits.
const firstLocal graph.ID = 1 << 40

// id gives the ID of a term, one of the query's own if the store lacks it.
func (r *run) id(t quad.Term) graph.ID {
	if id, ok := graph.InlineID(t); ok {
		return id
	}
	id, ok, err := r.snap.Lookup(t)
	if err != nil {
		r.fail(err)
	}
	if ok {
		return id
	}
	if id, ok := r.localIDs[t]; ok {
		return id
	}
	if r.localIDs == nil {
		r.localIDs = make(map[quad.Term]graph.ID)
	}
	id = firstLocal + graph.ID(len(r.local))
	r.local = append(r.local, t)
	r.localIDs[t] = id
	return id
}

// term gives the term of an ID.
func (r *run) term(id graph.ID) quad.Term {
	if id >= firstLocal {
		return r.local[id-firstLocal]
	}
	if t, ok := id.Inline(); ok {
		return t
	}
	t, err := r.snap.Term(id)
	if err != nil {
		r.fail(err)
	}
	return t
}

// number gives the ID of an xsd:integer.
func (r *run) number(n int64) graph.ID { return r.id(quad.Int(n)) }

// variants gives the IDs in the store that have the value of t.
func (r *run) variants(t quad.Term) []graph.ID {
	ids, err := r.snap.Variants(t)
	if err != nil {
		r.fail(err)
	}
	return ids
}
