// Package bench holds what the benchmark against Cayley asks, and how long
// Cayley took. SOURCE.md tells where the data and figures come from; the data
// itself, 30kmoviedata.nq.gz, is read from a file and not built in.
package bench

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

var (
	//go:embed queries.jsonl
	queries string
	//go:embed cayley.tsv
	cayley string
)

// Query is a question of the benchmark.
type Query struct {
	Name string `json:"name"`
	Lang string `json:"lang"`
	Text string `json:"query"`

	// Cayley is how many milliseconds each of Cayley's backends took; one
	// without a good answer is left out.
	Cayley map[string]float64 `json:"-"`
}

// Queries lists the questions.
func Queries() ([]Query, error) {
	figures, err := figures()
	if err != nil {
		return nil, err
	}
	var list []Query
	for line := range strings.Lines(queries) {
		var q Query
		if err := json.Unmarshal([]byte(line), &q); err != nil {
			return nil, fmt.Errorf("bench: queries.jsonl: %w", err)
		}
		q.Cayley = figures[q.Name]
		list = append(list, q)
	}
	return list, nil
}

// figures reads cayley.tsv: query, backend, milliseconds.
func figures() (map[string]map[string]float64, error) {
	var backends []string
	all := map[string]map[string]float64{}
	for line := range strings.Lines(cayley) {
		cells := strings.Split(strings.TrimSpace(line), "\t")
		if backends == nil {
			backends = cells
			continue
		}
		took := map[string]float64{}
		for i, cell := range cells[1:] {
			if cell == "-" {
				continue
			}
			ms, err := strconv.ParseFloat(cell, 64)
			if err != nil {
				return nil, fmt.Errorf("bench: cayley.tsv, %s: %w", cells[0], err)
			}
			took[backends[i+1]] = ms
		}
		all[cells[0]] = took
	}
	return all, nil
}
