package lists_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"pgregory.net/rapid"

	"bibgraph/data/translit"
	"bibgraph/loaders/refs/lists"
)

// toldJoined writes the entries of lists that were paired.
func toldJoined(all []lists.List) string {
	var b strings.Builder
	entries, notes := lists.Join(all)
	for _, n := range notes {
		fmt.Fprintf(&b, "line %d: %s\n", n.Line+1, n.Message)
	}
	for _, e := range entries {
		fmt.Fprintf(&b, "%d [%d-%d] %s\n", e.Number, e.First, e.Last, e.Text)
		if e.Parallel != "" {
			fmt.Fprintf(&b, "  ~ %s\n", e.Parallel)
		}
	}
	return b.String()
}

func TestJoin_golden(t *testing.T) { golden(t, "testdata/pairs.txtar", toldJoined) }

// A Russian list is paired with itself in Latin letters of any scheme, though
// either has entries that the other lacks.
func TestPair_transliterated(t *testing.T) {
	printed := printedIn(t, "../../../data/gold/ru-good.jsonl")
	schemes := translit.Schemes("ru")
	rapid.Check(t, func(t *rapid.T) {
		scheme := rapid.SampledFrom(schemes).Draw(t, "scheme")
		var original, latin []lists.Entry
		want := map[string]string{}
		for _, text := range printed {
			in := rapid.SampledFrom([]string{"both", "both", "both", "both", "original", "latin"}).Draw(t, "in")
			if in != "latin" {
				original = append(original, lists.Entry{Text: text})
			}
			if in != "original" {
				latin = append(latin, lists.Entry{Text: scheme.Latin(text)})
			}
			if in == "both" && scheme.Latin(text) != text {
				want[text] = scheme.Latin(text)
			}
		}
		p, ok := lists.Pair(latin, original)
		if !ok {
			t.Skip("not half of the longer list") // chance may leave few in both
		}
		for _, e := range p.Entries {
			if e.Parallel != want[e.Text] {
				t.Errorf("%q is paired with %q", e.Text, e.Parallel)
			}
		}
	})
}

func TestAlike(t *testing.T) {
	for _, c := range []struct {
		a, b  string
		alike bool
	}{
		{"Щербак Ю.Х. Жизнь и экспансия. Харьков, 1998. 25 с.", "Shcherbak Yu.Kh. Zhizn' i ekspansiya. Khar'kov, 1998. 25 p.", true},
		{"Щербак Ю.Х. Жизнь и экспансия. Харьков, 1998. 25 с.", "Ščerbak Ju.H. Žizn' i èkspansiâ. Har'kov, 1998. 25 p.", true},
		{"Базаров В.Б. Отношения // Власть. 2009. № 9. С. 157-159.", "Bazarov V.B. Relations. Power, 2009, no. 09, pp. 157–159.", true},
		{"Базаров В.Б. Отношения // Власть. 2009. № 9. С. 157-159.", "Bazarov V.B. Buryaty v Mongolii // Vlast'. 2009. No 3. P. 40-44.", false},
		{"Doe J. One. doi:10.9999/abc", "Доу Дж. Другое. https://doi.org/10.9999/ABC.", true},
		{"Doe J. One. 1999. 12 p. doi:10.9999/abc", "Doe J. One. 1999. 12 p. doi:10.9999/abd", false},
		{"", "", false},
	} {
		if got := lists.Alike(c.a, c.b); (got >= 0.5) != c.alike {
			t.Errorf("%q and %q: %.2f", c.a, c.b, got)
		}
	}
}

func FuzzJoin(f *testing.F) {
	archive, err := txtar.ParseFile("testdata/pairs.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range archive.Files {
		f.Add(string(file.Data))
	}
	f.Fuzz(func(t *testing.T, text string) {
		all := lists.Split(lists.Lines(text))
		most := 0
		for _, l := range all {
			most += len(l.Entries)
		}
		entries, notes := lists.Join(all)
		if len(entries) > most || 2*len(entries) < most {
			t.Errorf("%d entries became %d", most, len(entries))
		}
		for _, e := range entries {
			if e.Text == "" || e.Text == e.Parallel {
				t.Errorf("entry %q, parallel %q", e.Text, e.Parallel)
			}
		}
		for _, n := range notes {
			if n.Message == "" || n.Line < 0 || n.Line > strings.Count(text, "\n") && !strings.ContainsAny(text, "\r\f\v\u0085\u2028\u2029") {
				t.Errorf("note %+v", n)
			}
		}
	})
}
