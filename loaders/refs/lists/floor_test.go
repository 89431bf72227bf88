package lists_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bibgraph/loaders/refs/lists"
)

// printedIn gives the references of a file of data/gold.
func printedIn(t *testing.T, path string) []string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }() // it was only read
	var texts []string
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		var ref struct{ Text string }
		if err := json.Unmarshal(lines.Bytes(), &ref); err != nil {
			t.Fatal(err)
		}
		texts = append(texts, strings.Join(strings.Fields(ref.Text), " "))
	}
	return texts
}

// The hardest lists, of wrapped lines with nothing but their looks to part
// them: no fewer entries may come back whole than did once.
func TestSplit_floor(t *testing.T) {
	for name, floor := range map[string]float64{"ru": 0.95, "en": 0.93, "mn": 0.98, "other": 0.97} {
		printed := printedIn(t, filepath.Join("../../../data/gold", name+"-good.jsonl"))
		all, whole := 0, 0
		for width := 40; width <= 110; width += 5 {
			var lines []lists.Line
			for _, text := range printed {
				lines = append(lines, wrapped(text, width)...)
			}
			got := map[string]bool{}
			for _, l := range lists.Split(lines) {
				for _, e := range l.Entries {
					got[e.Text] = true
				}
			}
			for _, text := range printed {
				if all++; got[text] {
					whole++
				} else if testing.Verbose() {
					t.Logf("width %d: %s", width, text)
				}
			}
		}
		share := float64(whole) / float64(all)
		t.Logf("%s: %d of %d entries, %.3f", name, whole, all, share)
		if share < floor {
			t.Errorf("%s: %.3f of the entries come back whole, the floor is %.2f", name, share, floor)
		}
	}
}
