package refs_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"bibgraph/loaders/refs"
)

// floors are the least micro-F1 of fields and share of right types on each
// file of data/gold. Raise them when the reader gets better.
var floors = map[string]struct{ fields, types float64 }{
	"ru-good.jsonl":    {0.97, 0.95},
	"mn-good.jsonl":    {0.97, 0.95},
	"en-good.jsonl":    {0.97, 0.95},
	"other-good.jsonl": {0.97, 0.95},
}

type goldReference struct {
	Text   string
	Type   string
	Fields map[string]string
}

func TestFloor(t *testing.T) {
	t.Parallel()
	for name, floor := range floors {
		var hits, printed, found, types int
		gold := readGold(t, filepath.Join("..", "..", "data", "gold", name))
		for _, g := range gold {
			got := labelled(refs.Parse(g.Text).Spans, g.Text)
			for field, want := range g.Fields {
				if folded(got[field]) == folded(want) {
					hits++
				} else {
					t.Logf("%s: %s is %q, want %q\n\t%s", name, field, got[field], want, g.Text)
				}
			}
			for field := range got {
				if _, ok := g.Fields[field]; !ok {
					t.Logf("%s: surplus %s %q\n\t%s", name, field, got[field], g.Text)
				}
			}
			printed += len(g.Fields)
			found += len(got)
			if typ := string(refs.Parse(g.Text).Work.Type); typ == g.Type {
				types++
			} else {
				t.Logf("%s: type %s, want %s\n\t%s", name, typ, g.Type, g.Text)
			}
		}
		f1 := 2 * float64(hits) / float64(printed+found)
		right := float64(types) / float64(len(gold))
		t.Logf("%s: %d references, field F1 %.3f, types %.3f", name, len(gold), f1, right)
		if f1 < floor.fields || right < floor.types {
			t.Errorf("%s: field F1 %.3f, types %.3f; the floor is %v", name, f1, right, floor)
		}
	}
}

func readGold(t *testing.T, path string) []goldReference {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	var all []goldReference
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var g goldReference
		if err := json.Unmarshal(lines.Bytes(), &g); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		all = append(all, g)
	}
	return all
}

// folded leaves what a comparison of fields is about: letters and figures.
func folded(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
