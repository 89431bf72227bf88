package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"text/tabwriter"
	"time"
)

// print writes the report as a table for people.
func (r benchReport) print(w io.Writer) error {
	if r.Note != "" {
		if _, err := fmt.Fprintln(w, "note: "+r.Note); err != nil {
			return err
		}
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	row := func(cells ...string) {
		for _, cell := range cells {
			_, _ = fmt.Fprint(t, cell, "\t") // an error comes with Flush
		}
		_, _ = fmt.Fprintln(t)
	}
	for _, kind := range r.Stores {
		took := r.LoadMS[kind]
		cells := []string{kind + " store loads", fmt.Sprintf("%d quads in %.2f s", r.Quads, took/1000)}
		if r.SerdiMS > 0 {
			cells = append(cells, fmt.Sprintf("%.1f × serdi", took/r.SerdiMS))
		}
		if n := r.Bytes[kind]; n > 0 {
			cells = append(cells, fmt.Sprintf("%d bytes a quad", n/int64(r.Quads)))
		}
		row(cells...)
	}
	row()
	head := []string{"query, ms", "Cayley memory", "Cayley durable", "best of"}
	for _, kind := range r.Stores {
		head = append(head, kind, "× memory", "× durable")
	}
	row(append(head, "rows", "seeks")...)
	for _, q := range r.Queries {
		memory, hasMemory := q.Cayley["memstore"]
		durable, name := q.bestDurable()
		cells := []string{q.Name, number(memory, hasMemory), number(durable, name != ""), name}
		for _, kind := range r.Stores {
			ms := q.MS[kind]
			cells = append(cells, number(ms, true), number(memory/ms, hasMemory), number(durable/ms, name != ""))
		}
		row(append(cells, strconv.FormatInt(q.Rows, 10), strconv.FormatInt(q.Seeks, 10))...)
	}
	cells := []string{"a request that asks nothing", "", "", ""}
	for _, kind := range r.Stores {
		cells = append(cells, number(r.IdleMS[kind], true), "", "")
	}
	row(append(cells, "", "")...)
	if err := t.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "\n× says how many times as fast as Cayley, whose figures were measured %s.\n", r.Measured)
	return err
}

// bestDurable is the best time of a backend of Cayley that outlasts a restart.
func (q benchQuery) bestDurable() (ms float64, name string) {
	for _, backend := range []string{"bolt", "leveldb", "pebble", "badger", "postgres"} {
		if took, ok := q.Cayley[backend]; ok && (name == "" || took < ms) {
			ms, name = took, backend
		}
	}
	return ms, name
}

// number writes three figures that count, or a dash.
func number(n float64, known bool) string {
	switch {
	case !known:
		return "–"
	case n < 10:
		return fmt.Sprintf("%.2f", n)
	case n < 100:
		return fmt.Sprintf("%.1f", n)
	default:
		return fmt.Sprintf("%.0f", n)
	}
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// size is how many bytes the files of a folder take; 0 if there is none.
func size(folder string) int64 {
	var total int64
	_ = filepath.WalkDir(folder, func(_ string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			if info, err := d.Info(); err == nil {
				total += info.Size()
			}
		}
		return nil
	})
	return total
}
