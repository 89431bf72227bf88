package readings_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bibgraph/loaders/readings"
	"bibgraph/loaders/record"
	"bibgraph/loaders/refs"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// written gives references in a format, and how often none could be written.
func written(t *testing.T, f readings.Format, all ...record.Reference) (text string, missing int) {
	t.Helper()
	var b bytes.Buffer
	w := readings.NewWriter(&b, f)
	for _, ref := range all {
		if err := w.Write(ref); errors.Is(err, readings.ErrNoWork) {
			missing++
		} else if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String(), missing
}

func format(t *testing.T, name string) readings.Format {
	t.Helper()
	f, ok := readings.ByName(name)
	if !ok {
		t.Fatalf("no format %q", name)
	}
	return f
}

// byHand labels a text as testdata/list.jsonl does, so that what is tested here
// does not change with the model.
type byHand map[string][]record.Span

func (h byHand) Label(text string) []record.Span { return h[text] }

// list gives the references of testdata/list.jsonl, in its order.
func list(t *testing.T) []record.Reference {
	t.Helper()
	text, err := os.ReadFile("testdata/list.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	var all []record.Reference
	for line := range strings.Lines(string(text)) {
		var labelled struct {
			Text  string
			Spans [][3]any
		}
		if err := json.Unmarshal([]byte(line), &labelled); err != nil {
			t.Fatal(err)
		}
		var spans []record.Span
		for _, s := range labelled.Spans {
			spans = append(spans, record.Span{Start: int(s[0].(float64)), End: int(s[1].(float64)), Field: record.Field(s[2].(string)), Confidence: 0.9})
		}
		all = append(all, refs.Reader{Labeller: byHand{labelled.Text: spans}}.Parse(labelled.Text))
	}
	return all
}

// References of many languages and kinds; testdata is read as a diff when it
// changes.
func TestWriter_golden(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, file string }{{"csl", "list.json"}, {"bibtex", "list.bib"}, {"ris", "list.ris"}} {
		got, missing := written(t, format(t, c.name), list(t)...)
		if missing != 2 {
			t.Errorf("%s: %d lines without a work, want the empty one and the signs", c.name, missing)
		}
		file := "testdata/" + c.file
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s changed (-want +got):\n%s", file, diff)
		}
	}
}

func TestWriter_keys(t *testing.T) {
	t.Parallel()
	who := func(family, title string, year int) record.Reference {
		w := &record.Work{Titles: []record.Title{{Text: record.Text{Value: title}}}, Published: record.Date{Year: year}}
		w.Contributions = []record.Contribution{{Role: record.Author, Agent: record.Agent{Family: family}}}
		return record.Reference{Raw: family + title, Work: w}
	}
	works := []record.Reference{
		who("Базаров", "О монголо-японских отношениях", 2009),
		who("Базаров", "Монголо-японские отношения", 2009),
		who("Базаров", "О монголо-японских отношениях", 2009),
		who("van der Berg", "The steppe", 0),
		who("王", "草原", 2015),
		who("李", "草原", 2015),
	}
	var items []struct{ ID string }
	text, _ := written(t, format(t, "csl"), works...)
	if err := json.Unmarshal([]byte(text), &items); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, item := range items {
		got = append(got, item.ID)
	}
	want := []string{"bazarov2009mongolo", "bazarov2009mongolo-2", "bazarov2009mongolo-3", "vanderbergsteppe", "ref2015", "ref2015"}
	for i := range want {
		if i >= len(got) || !strings.HasPrefix(got[i], want[i]) {
			t.Errorf("keys %q, want %q", got, want)
			break
		}
	}
	if got[4] == got[5] {
		t.Errorf("two works have the key %q", got[4])
	}
}

// Without a reference each format still is what it should be.
func TestWriter_empty(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{"csl": "[]\n", "bibtex": "", "ris": "", "json": "", "spans": ""} {
		if got, _ := written(t, format(t, name)); got != want {
			t.Errorf("%s of nothing is %q, want %q", name, got, want)
		}
	}
	if got, _ := written(t, format(t, "json").InArray()); got != "[]\n" {
		t.Errorf("json in an array of nothing is %q", got)
	}
}

func TestFormat_InArray(t *testing.T) {
	t.Parallel()
	two := []record.Reference{refs.Parse("Kim, A. (2004). The steppe. Oxford: Blackwell."), refs.Parse("")}
	for _, name := range []string{"json", "spans"} {
		text, _ := written(t, format(t, name).InArray(), two...)
		var all []map[string]any
		if err := json.Unmarshal([]byte(text), &all); err != nil || len(all) != 2 {
			t.Errorf("%s: %d objects, %v in %s", name, len(all), err, text)
		}
	}
}
