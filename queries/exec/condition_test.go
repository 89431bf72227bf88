package exec_test

import (
	"fmt"
	"slices"
	"testing"

	"bibgraph/graph"
	"bibgraph/graph/quad"
	"bibgraph/queries/exec"
)

// TestRun_texts tests conditions on texts, whatever shortcut serves them.
func TestRun_texts(t *testing.T) {
	texts := []string{"", "Japan", "Japanese", "in Japan", "in\nJapan now", "JAPAN", "Jap?n", "J%n"}
	for condition, want := range map[string][]string{
		`like ?t "Japan"`:       {"Japan"},
		`like ?t "Japan%"`:      {"Japan", "Japanese"},
		`like ?t "%Japan"`:      {"Japan", "in Japan"},
		`like ?t "%Japan%"`:     {"Japan", "Japanese", "in Japan", "in\nJapan now"},
		`like ?t "Jap?n"`:       {"Japan", "Jap?n"},
		`like ?t "J%n"`:         {"Japan", "Jap?n", "J%n"},
		`like ?t "%p?n%"`:       {"Japan", "Japanese", "in Japan", "in\nJapan now", "Jap?n"},
		`regex ?t "Japan"`:      {"Japan", "Japanese", "in Japan", "in\nJapan now"},
		`regex ?t "^Japan$"`:    {"Japan"},
		`regex ?t "(?i)^japan"`: {"Japan", "Japanese", "JAPAN"},
		`regex ?t "(?i)japan"`:  {"Japan", "Japanese", "in Japan", "in\nJapan now", "JAPAN"},
		`regex ?t "Jap\\?n"`:    {"Jap?n"},
		`regex ?t "J.p"`:        {"Japan", "Japanese", "in Japan", "in\nJapan now", "Jap?n"},
	} {
		var quads []quad.Quad
		for i, s := range texts {
			quads = append(quads, quad.Quad{Subject: quad.IRI(fmt.Sprint("s", i)), Predicate: quad.IRI("says"), Object: quad.String(s)})
		}
		view(t, quads, func(snap graph.Snapshot) {
			var got []string
			op := parse(t, `(filter ((`+condition+`)) (match ?s <says> ?t *))`)
			for s, err := range exec.Run(t.Context(), snap, op, exec.Options{}) {
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, s.Get("t").Value())
			}
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("%s passes %q, want %q", condition, got, want)
			}
		})
	}
}

// TestRun_filteredNodes guards that of all terms those are left alone whose
// class tells enough.
func TestRun_filteredNodes(t *testing.T) {
	quads := append(library(5_000), quad.Quad{
		Subject: quad.IRI("work/1"), Predicate: quad.IRI("title"), Object: quad.String("Japan and Mongolia"),
	})
	view(t, quads, func(snap graph.Snapshot) {
		for _, c := range []struct {
			condition       string
			solutions, rows int64 // and those looked at, at most
		}{
			{`regex ?n "Japan"`, 1, 300},
			{`language ?n "ru"`, 0, 300},
			{`search ?n "mongolia japan"`, 1, 300},
			{`like ?n "Japan%"`, 1, 6000}, // may be an IRI
			{`regex ?n "^work/17$" refs`, 1, 6000},
		} {
			var stats exec.Stats
			n, err := drain(t.Context(), snap, parse(t, `(filter ((`+c.condition+`)) (nodes ?n))`), exec.Options{Stats: &stats})
			if err != nil || int64(n) != c.solutions || stats.Rows > c.rows {
				t.Errorf("%s: %d solutions, %v, %d terms looked at, want %d of %d", c.condition, n, err, stats.Rows, c.solutions, c.rows)
			}
		}
	})
}
