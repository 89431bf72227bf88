package disk

import (
	"fmt"
	"path/filepath"

	"bibgraph/graph"
	"bibgraph/graph/stores/disk/segment"
)

// freshRows are rows that go into the files: some in memory, those that had no
// place there in runs.
type freshRows struct {
	rows []packedRow // in the order of SPOG, each once
	runs []*run
	room *rowRoom
}

// eachOrder calls f with the rows that are in memory, see the function.
func (f freshRows) eachOrder(do func(graph.Order, []packedRow) error) error {
	return f.room.eachOrder(f.rows, do)
}

// run is rows that were too many for memory: a file for each order that only
// the load which wrote it knows of, in a folder that goes with the load.
type run struct {
	rows [len(graph.Orders)]*segment.File
}

// writeRun writes rows, in the order of SPOG, as the n-th run.
func writeRun(folder string, n int, rows []packedRow, room *rowRoom, alive func() error) (*run, error) {
	r := &run{}
	err := room.eachOrder(rows, func(order graph.Order, sorted []packedRow) error {
		path := filepath.Join(folder, fmt.Sprintf("%d.%s", n, order))
		m := merger{order: order, alive: alive}
		m.add(&listSource{rows: sorted})
		err := writeRows(path, order, &m, false)
		if err == nil {
			r.rows[order], err = segment.Open(path)
		}
		return damaged(err)
	})
	if err != nil {
		r.close()
		return nil, err
	}
	return r, nil
}

// drop frees the file of an order, whose pages would stay in memory.
func (r *run) drop(order graph.Order) {
	if f := r.rows[order]; f != nil {
		_ = f.Close() // frees memory only
		r.rows[order] = nil
	}
}

// close frees the files.
func (r *run) close() {
	for _, order := range graph.Orders {
		r.drop(order)
	}
}
