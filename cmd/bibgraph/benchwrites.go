package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"bibgraph/data/catalogue"
	"bibgraph/graph"
	"bibgraph/graph/formats"
	"bibgraph/graph/quad"
)

// What the targets of small writes were set for.
const (
	articleQuads = 22
	rawBytes     = 4096
	writers      = 32
	alone        = 200 // articles that are written one after the other
	together     = 40  // articles that each of several writers writes
)

// write measures articles written and synced, alone beside a raw append of a
// page to a file on the same disk, and by many at once.
func (r *storeReport) write(ctx context.Context, store graph.Store, folder string, next func() ([]quad.Quad, error)) (err error) {
	raw, err := os.Create(filepath.Join(folder, "raw"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, raw.Close()) }()
	page := make([]byte, rawBytes)
	var appends, updates []time.Duration
	for range alone {
		article, err := next()
		if err != nil {
			return err
		}
		start := time.Now()
		if _, err := raw.Write(page); err != nil {
			return err
		}
		if err := syncData(raw); err != nil {
			return err
		}
		synced := time.Now()
		if err := put(ctx, store, article); err != nil {
			return err
		}
		appends, updates = append(appends, synced.Sub(start)), append(updates, time.Since(synced))
	}
	slices.Sort(appends)
	slices.Sort(updates)
	update, plain := milliseconds(updates[alone/2]), milliseconds(appends[alone/2])
	note := fmt.Sprintf("%.2f ms, raw %.2f ms; medians of %d", update, plain, alone)
	r.atMost(1.2, "× raw append", fmt.Sprintf("article of %d quads, synced", articleQuads), update/plain, note)

	articles := make([][]quad.Quad, writers*together)
	for i := range articles {
		if articles[i], err = next(); err != nil {
			return err
		}
	}
	failures := make([]error, writers)
	var all sync.WaitGroup
	start := time.Now()
	for w := range writers {
		all.Go(func() {
			for _, article := range articles[w*together : (w+1)*together] {
				failures[w] = errors.Join(failures[w], put(ctx, store, article))
			}
		})
	}
	all.Wait()
	took := time.Since(start)
	r.atLeast(2000, "articles/s", fmt.Sprintf("%d writers", writers), float64(len(articles))/took.Seconds(), fmt.Sprintf("%d articles, each synced", len(articles)))
	return errors.Join(failures...)
}

func put(ctx context.Context, store graph.Store, article []quad.Quad) error {
	return store.Update(ctx, func(tx graph.Tx) error {
		added, err := tx.Add(article...)
		if err == nil && added == 0 {
			err = errors.New("an article that is to be written is there already")
		}
		return err
	})
}

// articlesOf gives the articles that follow in a catalogue, cut to one length.
func articlesOf(seed, number uint64) func() ([]quad.Quad, error) {
	format, _ := formats.ByName("nquads")
	return func() (article []quad.Quad, err error) {
		for ; len(article) < articleQuads; number++ {
			article = article[:0]
			for q, err := range format.Read(bytes.NewReader(catalogue.Article(seed, number)), formats.Options{}) {
				if err != nil {
					return nil, err
				}
				article = append(article, q)
			}
		}
		return article[:articleQuads], nil
	}
}
