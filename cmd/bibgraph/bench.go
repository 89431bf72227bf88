package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"math"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"bibgraph/data/bench"
	"bibgraph/graph"
	"bibgraph/graph/formats"
	"bibgraph/graph/quad"
	"bibgraph/graph/stores"
	"bibgraph/loaders"
	"bibgraph/queries"
)

func benchCommand(std streams) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "bench",
		Short: "Measure this program beside others",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(benchCayleyCommand(std), benchStoreCommand(std), benchRefsCommand(std))
	return cmd
}

// benchCayley is a run of the benchmark against Cayley.
type benchCayley struct {
	data   string
	stores []string
	runs   int
	asJSON bool
}

func benchCayleyCommand(std streams) *cobra.Command {
	var b benchCayley
	cmd := &cobra.Command{
		Use:   "cayley",
		Short: "Measure loads and queries beside Cayley's recorded figures",
		Long: `Cayley loads Cayley's sample data about films into new stores, asks a server of
each over HTTP on the loopback interface, and prints the times beside those that Cayley
took on another day, on a quiet machine of two cores. How long serdi takes to
parse the same data says how fast this machine is.

A query's time is the best of --runs, or of as many as a second holds. Below them
stands how long a request takes that asks nothing, which is in each of them. The
figures of Cayley and the source of the data are in data/bench/SOURCE.md.`,
		Example: "  bibgraph bench cayley\n  bibgraph bench cayley --stores disk --json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
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
	flags.StringVar(&b.data, "data", "data/bench/30kmoviedata.nq.gz", "the data, N-Quads or such compressed by gzip")
	flags.StringSliceVar(&b.stores, "stores", []string{"disk", "memory"}, "the kinds of stores to measure")
	flags.IntVar(&b.runs, "runs", 10, "runs of each query at least")
	flags.BoolVar(&b.asJSON, "json", false, "print the figures as JSON")
	return cmd
}

// benchReport is what a run has measured, in milliseconds.
type benchReport struct {
	Quads    int                `json:"quads"`
	SerdiMS  float64            `json:"serdiMs,omitempty"`
	Note     string             `json:"note,omitempty"`
	Stores   []string           `json:"stores"`
	LoadMS   map[string]float64 `json:"loadMs"`
	Bytes    map[string]int64   `json:"bytes"`
	Queries  []benchQuery       `json:"queries"`
	IdleMS   map[string]float64 `json:"idleMs"` // of a request that asks nothing
	Measured string             `json:"cayleyMeasured"`
}

// benchQuery is one query of a run.
type benchQuery struct {
	Name   string             `json:"name"`
	MS     map[string]float64 `json:"ms"` // by kind of store
	Rows   int64              `json:"rowsTouched"`
	Seeks  int64              `json:"seeks"`
	Cayley map[string]float64 `json:"cayleyMs"`
}

func (b benchCayley) run(ctx context.Context, std streams) (r benchReport, err error) {
	data, err := readData(b.data)
	if err != nil {
		return r, err
	}
	folder, err := os.MkdirTemp("", "bibgraph-bench-")
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()

	list, err := bench.Queries()
	if err != nil {
		return r, err
	}
	r = benchReport{
		Stores: b.stores, LoadMS: map[string]float64{}, Bytes: map[string]int64{}, IdleMS: map[string]float64{},
		Measured: "on another day and machine load: a factor below 2 says little",
	}
	for _, q := range list {
		r.Queries = append(r.Queries, benchQuery{Name: q.Name, MS: map[string]float64{}, Cayley: q.Cayley})
	}
	if r.SerdiMS, err = parseWithSerdi(ctx, data, folder); err != nil {
		r.Note = err.Error()
	}
	for _, kind := range b.stores {
		_, _ = fmt.Fprintf(std.err, "measuring the %s store\n", kind)
		if err := b.measure(ctx, kind, folder, data, list, &r); err != nil {
			return r, fmt.Errorf("%s store: %w", kind, err)
		}
	}
	return r, nil
}

// readData reads the whole file, so that the disk and gzip are not measured.
func readData(name string) ([]byte, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, hinted{err, "name the file with --data; it is data/bench/30kmoviedata.nq.gz in the repository"}
	}
	if !bytes.HasPrefix(data, []byte{0x1f, 0x8b}) {
		return data, nil
	}
	unzipped, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if data, err = io.ReadAll(unzipped); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return data, nil
}

// briefly is how long a query is asked at least, so that the connection, the
// caches and the processor are as warm for a short one as for a long one.
const briefly = time.Second

// measure loads the data into a new store of a kind, and asks a server of it the
// queries.
func (b benchCayley) measure(ctx context.Context, kind, folder string, data []byte, list []bench.Query, r *benchReport) (err error) {
	place := filepath.Join(folder, kind)
	address := kind + ":"
	if kind == "disk" {
		address += place
	}
	start := time.Now()
	store, err := stores.Open(ctx, address, stores.Options{})
	if err != nil {
		return err
	}
	loaded, err := loaders.Load(ctx, store, []string{"-"}, loaders.Options{Format: "nquads", Lax: true, Stdin: bytes.NewReader(data)})
	r.LoadMS[kind] = milliseconds(time.Since(start))
	for i := 0; i < len(list) && err == nil; i++ {
		r.Queries[i].Rows, r.Queries[i].Seeks, err = work(ctx, store, list[i])
	}
	if err = errors.Join(err, store.Close()); err != nil {
		return err
	}
	r.Quads = loaded.Sources[0].Quads
	r.Bytes[kind] = size(place)

	server, err := startServer(ctx, address)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, server.stop()) }()
	if kind == "memory" {
		if err := server.write(ctx, data); err != nil {
			return err
		}
	}
	for i, q := range list {
		target := server.site + "/api/v2/query?lang=" + url.QueryEscape(q.Lang)
		if r.Queries[i].MS[kind], err = b.best(ctx, http.MethodPost, target, q.Text); err != nil {
			return fmt.Errorf("%s: %w", q.Name, err)
		}
	}
	r.IdleMS[kind], err = b.best(ctx, http.MethodGet, server.site+"/health", "")
	return err
}

// best asks a server many times and gives the milliseconds of the best time.
func (b benchCayley) best(ctx context.Context, method, target, text string) (float64, error) {
	best := time.Duration(math.MaxInt64)
	for start, n := time.Now(), 0; n < b.runs || time.Since(start) < briefly; n++ {
		took, err := ask(ctx, method, target, text)
		if err != nil {
			return 0, err
		}
		best = min(best, took)
	}
	return milliseconds(best), nil
}

// ask sends a request and gives the time until its answer is read.
func ask(ctx context.Context, method, target, text string) (time.Duration, error) {
	start := time.Now()
	request, err := http.NewRequestWithContext(ctx, method, target, strings.NewReader(text))
	if err != nil {
		return 0, err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, err
	}
	body, err := io.ReadAll(answer.Body)
	took := time.Since(start)
	if err = errors.Join(err, answer.Body.Close()); err != nil {
		return 0, err
	}
	if answer.StatusCode/100 != 2 {
		return 0, fmt.Errorf("the server answers %s: %s", answer.Status, body)
	}
	return took, nil
}

// work counts what a query looks at.
func work(ctx context.Context, store graph.Store, q bench.Query) (rows, seeks int64, err error) {
	var s queries.Stats
	err = store.View(ctx, func(snap graph.Snapshot) error {
		for _, err := range queries.Run(ctx, snap, q.Lang, q.Text, queries.Options{Stats: &s}) {
			if err != nil {
				return err
			}
		}
		return nil
	})
	return s.Rows, s.Seeks, err
}

// parseWithSerdi lets serdi read and write the data, its relative IRIs made
// absolute, as serdi takes no others, and gives the milliseconds.
func parseWithSerdi(ctx context.Context, data []byte, folder string) (float64, error) {
	path, err := exec.LookPath("serdi")
	if err != nil {
		return 0, errors.New("serdi, whose time to parse the data is the yardstick, is not installed: it is in the package serdi of Debian and Ubuntu (apt install serdi)")
	}
	name := filepath.Join(folder, "absolute.nq")
	if err := writeAbsolute(name, data); err != nil {
		return 0, err
	}
	start := time.Now()
	if err := exec.CommandContext(ctx, path, "-i", "nquads", "-o", "nquads", name).Run(); err != nil {
		return 0, fmt.Errorf("serdi: %w", err)
	}
	took := time.Since(start)
	return milliseconds(took), os.Remove(name)
}

func writeAbsolute(name string, data []byte) (err error) {
	format, ok := formats.ByName("nquads")
	if !ok {
		return errors.New("no format nquads")
	}
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	_, err = format.Write(f, absolute(format.Read(bytes.NewReader(data), formats.Options{Name: name, Lax: true})))
	return err
}

func absolute(quads iter.Seq2[quad.Quad, error]) iter.Seq2[quad.Quad, error] {
	based := func(t quad.Term) quad.Term {
		if t.Kind() == quad.KindIRI && !strings.Contains(t.Value(), ":") {
			return quad.IRI("relative:" + t.Value())
		}
		return t
	}
	return func(yield func(quad.Quad, error) bool) {
		for q, err := range quads {
			q = quad.Quad{Subject: based(q.Subject), Predicate: based(q.Predicate), Object: based(q.Object), Label: based(q.Label)}
			if !yield(q, err) {
				return
			}
		}
	}
}
