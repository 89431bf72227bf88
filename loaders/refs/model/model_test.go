package model_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"bibgraph/loaders/refs/model"
)

// gold gives the references of the measured sets.
func gold(tb testing.TB) []string {
	tb.Helper()
	files, err := filepath.Glob(filepath.Join("..", "..", "..", "data", "gold", "*.jsonl"))
	if err != nil || len(files) == 0 {
		tb.Fatal("no gold", err)
	}
	var texts []string
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			tb.Fatal(err)
		}
		lines := bufio.NewScanner(f)
		for lines.Scan() {
			var g struct{ Text string }
			if err := json.Unmarshal(lines.Bytes(), &g); err != nil {
				tb.Fatal(err)
			}
			texts = append(texts, g.Text)
		}
		_ = f.Close()
	}
	return texts
}

func BenchmarkLabel(b *testing.B) {
	texts, m := gold(b), model.Trained()
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		m.Label(texts[i%len(texts)])
		i++
	}
}

// Whoever changes the words that features are made of makes the model anew.
func TestTrained_fitsItsLexicon(t *testing.T) {
	if !model.Trained().Fits() {
		t.Error("data/authorities/reference-words.tsv is not what the model was made with: run bibgraph refs train")
	}
}
