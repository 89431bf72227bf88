package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"bibgraph/data/catalogue"
	"bibgraph/graph"
	"bibgraph/graph/stores"
)

// benchStore is a run of the benchmark of the store on disk.
type benchStore struct {
	quads  int
	seed   uint64
	data   string
	folder string
	time   time.Duration
	asJSON bool
}

func benchStoreCommand(std streams) *cobra.Command {
	var b benchStore
	cmd := &cobra.Command{
		Use:   "store",
		Short: "Measure the store on disk beside what it shall reach",
		Long: `Store makes up a catalogue of --quads quads, the same for the same --seed, or
takes the N-Quads of --data, loads it into a new store on disk and measures
loading, reading and writing. Each row has what was measured, what the store
shall reach and whether it does.

The yardstick of the load is the CPU time that serdi, of the package serdi of
Debian and Ubuntu, takes to parse and write the same file in the same run. CPU
times bear a busy machine best; the other times are the best of several, warm.
The file and the store take about 250 bytes a quad in a folder of their own in
--dir, which is removed at the end.`,
		Example: "  bibgraph bench store\n  bibgraph bench store --quads 5000000 --json\n  bibgraph bench store --data data/bench/30kmoviedata.nq.gz",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if b.quads < 1000 {
				return usageError{fmt.Errorf("--quads %d: there is little to measure in fewer than 1000 quads", b.quads)}
			}
			report, err := b.run(cmd.Context(), std)
			if err != nil {
				return err
			}
			if b.asJSON {
				e := json.NewEncoder(std.out)
				e.SetIndent("", "  ")
				return e.Encode(report)
			}
			return report.print(std.out)
		},
	}
	flags := cmd.Flags()
	flags.IntVar(&b.quads, "quads", 1_000_000, "size of the catalogue")
	flags.Uint64Var(&b.seed, "seed", 1, "which catalogue")
	flags.StringVar(&b.data, "data", "", "N-Quads to load instead, or such compressed by gzip")
	flags.StringVar(&b.folder, "dir", "", "folder on the disk to measure (default that for temporary files)")
	flags.DurationVar(&b.time, "time", 300*time.Millisecond, "how long to repeat each read, to take the best")
	flags.BoolVar(&b.asJSON, "json", false, "print the figures as JSON")
	return cmd
}

// storeReport is what a run has measured.
type storeReport struct {
	Source string    `json:"source"`
	Quads  int64     `json:"quads"`
	Bytes  int64     `json:"bytes"` // of the N-Quads
	Rows   []figure  `json:"rows"`
	Began  time.Time `json:"began"`

	patience time.Duration // for each figure that is the best of several
}

// figure is one row: what was measured and what shall be reached.
type figure struct {
	Name    string   `json:"name"`
	Value   *float64 `json:"value"` // nil if it could not be measured
	Unit    string   `json:"unit"`
	Target  float64  `json:"target"`
	AtLeast bool     `json:"atLeast"` // the target is a floor, no ceiling
	Met     bool     `json:"met"`
	Note    string   `json:"note,omitempty"`
}

// atMost adds a row whose target is a ceiling.
func (r *storeReport) atMost(target float64, unit, name string, value float64, note string) {
	r.Rows = append(r.Rows, figure{name, &value, unit, target, false, value <= target, note})
}

// atLeast adds a row whose target is a floor.
func (r *storeReport) atLeast(target float64, unit, name string, value float64, note string) {
	r.Rows = append(r.Rows, figure{name, &value, unit, target, true, value >= target, note})
}

func (b benchStore) run(ctx context.Context, std streams) (r storeReport, err error) {
	folder, err := os.MkdirTemp(b.folder, "bibgraph-bench-")
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()

	r = storeReport{Source: b.data, patience: b.time, Began: time.Now().UTC().Truncate(time.Second)}
	file, place := filepath.Join(folder, "bench.nq"), filepath.Join(folder, "store")
	_, _ = fmt.Fprintln(std.err, "making the data")
	articles := uint64(1000)
	if b.data != "" {
		err = copyAbsolute(file, b.data)
	} else {
		r.Source = fmt.Sprintf("catalogue of seed %d", b.seed)
		articles, err = b.make(file)
	}
	if err != nil {
		return r, err
	}
	r.Bytes = size(file)

	if err := r.load(ctx, std, file, place); err != nil {
		return r, err
	}
	_, _ = fmt.Fprintln(std.err, "measuring reads")
	if err := r.open(ctx, place); err != nil {
		return r, err
	}
	read := func(store graph.Store) error {
		return store.View(ctx, func(snap graph.Snapshot) error { return r.read(ctx, snap) })
	}
	of := storeFlag{address: "disk:" + place}
	if err := of.read(ctx, read); err != nil {
		return r, err
	}
	if err := r.dump(ctx, place); err != nil {
		return r, err
	}
	_, _ = fmt.Fprintln(std.err, "measuring writes")
	err = of.with(ctx, stores.Options{MustExist: true}, func(store graph.Store) error {
		return r.write(ctx, store, folder, articlesOf(b.seed, articles))
	})
	return r, err
}

// make writes the catalogue.
func (b benchStore) make(name string) (articles uint64, err error) {
	f, err := os.Create(name)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return catalogue.Write(f, b.seed, b.quads)
}

// copyAbsolute writes data as serdi and strict readers take it.
func copyAbsolute(name, from string) error {
	data, err := readData(from)
	if err != nil {
		return err
	}
	return writeAbsolute(name, data)
}

// load measures serdi and the load, each in a process of its own.
func (r *storeReport) load(ctx context.Context, std streams, file, place string) error {
	yardstick := "serdi, the yardstick, is not installed: apt install serdi"
	_, _ = fmt.Fprintln(std.err, "measuring serdi")
	serdi, err := runMeasured(ctx, "serdi", "-i", "nquads", "-o", "nquads", file)
	switch {
	case err == nil:
		yardstick = ""
	case !notInstalled(err):
		return err
	}
	_, _ = fmt.Fprintln(std.err, "measuring the load")
	self, err := os.Executable()
	if err != nil {
		return err
	}
	load, err := runMeasured(ctx, self, "load", "--store", "disk:"+place, "--format", "nquads", "--json", file)
	if err != nil {
		return err
	}
	of := storeFlag{address: "disk:" + place}
	err = of.read(ctx, func(store graph.Store) error {
		return store.View(ctx, func(snap graph.Snapshot) error {
			r.Quads = snap.Len()
			return nil
		})
	})
	if err != nil {
		return err
	}
	const name, unit = "bulk load, CPU time", "× serdi"
	if yardstick != "" {
		r.Rows = append(r.Rows, figure{Name: name, Unit: unit, Target: 0.5, Note: yardstick})
	} else {
		note := fmt.Sprintf("%.2f s, serdi %.2f s", load.cpu.Seconds(), serdi.cpu.Seconds())
		r.atMost(0.5, unit, name, load.cpu.Seconds()/max(serdi.cpu, time.Millisecond).Seconds(), note)
	}
	r.atLeast(1.5, "M quads/s", "bulk load, speed", float64(r.Quads)/load.wall.Seconds()/1e6, fmt.Sprintf("%.2f s", load.wall.Seconds()))
	r.atMost(16.5, "B a quad", "size with dictionary", float64(size(place))/float64(r.Quads), "")
	if load.peak > 0 {
		r.atMost(1500, "MB", "peak memory of the load", float64(load.peak)/1e6, "")
	} else {
		r.Rows = append(r.Rows, figure{Name: "peak memory of the load", Unit: "MB", Target: 1500, Note: "only Linux tells"})
	}
	return nil
}

// open measures opening.
func (r *storeReport) open(ctx context.Context, place string) error {
	took, err := r.best(func() (time.Duration, error) {
		start := time.Now()
		store, err := stores.Open(ctx, "disk:"+place, stores.Options{ReadOnly: true})
		if err != nil {
			return 0, err
		}
		return time.Since(start), store.Close()
	})
	r.atMost(100, "ms", "opening", milliseconds(took), "")
	return err
}

// dump measures an export in a process of its own.
func (r *storeReport) dump(ctx context.Context, place string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	dump, err := runMeasured(ctx, self, "export", "--store", "disk:"+place, "--format", "nquads")
	if err != nil {
		return err
	}
	note := fmt.Sprintf("%.2f s of CPU, %.0f MB at most", dump.cpu.Seconds(), float64(dump.peak)/1e6)
	r.atLeast(3, "M quads/s", "N-Quads dump", float64(r.Quads)/dump.wall.Seconds()/1e6, note)
	return nil
}

// best is the shortest time that f measures, once and as often as patience
// allows.
func (r *storeReport) best(f func() (time.Duration, error)) (time.Duration, error) {
	shortest := time.Duration(-1)
	for start := time.Now(); shortest < 0 || time.Since(start) < r.patience; {
		took, err := f()
		if err != nil {
			return 0, err
		}
		if shortest < 0 || took < shortest {
			shortest = took
		}
	}
	return shortest, nil
}
