package catalogue_test

import (
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"bibgraph/data/catalogue"
	"bibgraph/graph/formats"
)

var update = flag.Bool("update", false, "rewrite the golden file")

func write(tb testing.TB, seed uint64, n int) []byte {
	tb.Helper()
	var b bytes.Buffer
	if _, err := catalogue.Write(&b, seed, n); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// TestWrite_golden holds every bit of the beginning: figures of two versions
// can be compared only if both were measured on the same catalogue.
func TestWrite_golden(t *testing.T) {
	golden := filepath.Join("testdata", "first.nq")
	got := write(t, 1, 100)
	if *update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("the catalogue has changed (-want +got):\n%s", diff)
	}
}

func TestWrite_seed(t *testing.T) {
	one := write(t, 1, 10_000)
	if !bytes.Equal(one, write(t, 1, 10_000)) {
		t.Error("one seed gives two catalogues")
	}
	if !bytes.HasPrefix(one, write(t, 1, 777)) {
		t.Error("a longer catalogue does not start with the shorter one")
	}
	if bytes.Equal(one, write(t, 2, 10_000)) {
		t.Error("two seeds give one catalogue")
	}
	two := append(catalogue.Article(1, 0), catalogue.Article(1, 1)...)
	if !bytes.HasPrefix(one, two) {
		t.Error("the catalogue does not start with its articles")
	}
	if n, err := catalogue.Write(io.Discard, 1, bytes.Count(two, []byte{'\n'})); n != 2 || err != nil {
		t.Errorf("two articles are told as %d, %v", n, err)
	}
}

// TestWrite_shape has what a store's figures depend on: valid quads, all
// different, lines and skew like those of real catalogues.
func TestWrite_shape(t *testing.T) {
	const n = 200_000
	text := write(t, 1, n)
	if mean := len(text) / n; mean < 155 || mean > 180 {
		t.Errorf("a line has %d bytes, want about 168", mean)
	}
	format, _ := formats.ByName("nquads")
	seen := map[string]bool{}
	terms := map[string]bool{}
	cited := map[string]int{}
	citations, cyrillic, titles := 0, 0, 0
	for q, err := range format.Read(bytes.NewReader(text), formats.Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		seen[q.String()] = true
		for _, term := range q.Terms() {
			terms[term.String()] = true
		}
		switch name := q.Predicate.Value(); {
		case strings.HasSuffix(name, "cites"):
			citations++
			cited[q.Object.Value()]++
		case strings.HasSuffix(name, "title"):
			titles++
			if strings.ContainsFunc(q.Object.Value(), func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) {
				cyrillic++
			}
		}
	}
	if len(seen) != n {
		t.Errorf("%d different quads, want %d", len(seen), n)
	}
	if share := float64(len(terms)) / n; share < 0.15 || share > 0.3 {
		t.Errorf("%.2f terms a quad, want 0.15 to 0.3", share)
	}
	if share := float64(cyrillic) / float64(titles); share < 0.3 || share > 0.5 {
		t.Errorf("%.2f of the titles are Cyrillic, want 0.3 to 0.5", share)
	}
	most := 0
	for _, times := range cited {
		most = max(most, times)
	}
	if mean := citations / len(cited); most < 20*mean {
		t.Errorf("the most cited work is cited %d times, want at least 20 times the mean, %d", most, mean)
	}
	t.Logf("%d bytes, %d terms, %d citations of %d works, the most cited %d times", len(text), len(terms), citations, len(cited), most)
}

func BenchmarkWrite(b *testing.B) {
	for b.Loop() {
		write(b, 1, 100_000)
	}
	b.ReportMetric(float64(100_000*b.N)/b.Elapsed().Seconds(), "quads/s")
}
