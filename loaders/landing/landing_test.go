package landing_test

import (
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bibgraph/loaders/landing"
	"bibgraph/loaders/record"
)

var update = flag.Bool("update", false, "write the golden files anew")

const seedPage = "../../data/walk/page.txt"

// fixtures are the seed and the invented pages of each layout.
func fixtures(tb testing.TB) []string {
	tb.Helper()
	pages, err := filepath.Glob("testdata/*.html")
	if err != nil {
		tb.Fatal(err)
	}
	texts, err := filepath.Glob("testdata/*.txt")
	if err != nil {
		tb.Fatal(err)
	}
	return append([]string{seedPage}, append(texts, pages...)...)
}

func read(tb testing.TB, path string) []byte {
	tb.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	return data
}

func decode(tb testing.TB, page string) *record.Record {
	tb.Helper()
	r, err := landing.Decode([]byte(page), "page")
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

// compact writes what is not zero of a record.
func compact(tb testing.TB, r *record.Record) []byte {
	tb.Helper()
	data, err := json.Marshal(r)
	if err != nil {
		tb.Fatal(err)
	}
	var tree any
	if err := json.Unmarshal(data, &tree); err != nil {
		tb.Fatal(err)
	}
	var out strings.Builder
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(prune(tree)); err != nil {
		tb.Fatal(err)
	}
	return []byte(out.String())
}

func prune(tree any) any {
	switch tree := tree.(type) {
	case map[string]any:
		for key, value := range tree {
			if value = prune(value); value == nil {
				delete(tree, key)
			} else {
				tree[key] = value
			}
		}
		if len(tree) == 0 {
			return nil
		}
	case []any:
		for i := range tree {
			tree[i] = prune(tree[i])
		}
	default:
		if tree == nil || reflect.ValueOf(tree).IsZero() {
			return nil
		}
	}
	return tree
}

func TestDecode_golden(t *testing.T) {
	for _, path := range fixtures(t) {
		name := filepath.Base(path)
		t.Run(name, func(t *testing.T) {
			r, err := landing.Decode(read(t, path), name)
			if err != nil {
				t.Fatal(err)
			}
			got, golden := compact(t, r), "testdata/"+name+".golden"
			if *update {
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(string(read(t, golden)), string(got)); diff != "" {
				t.Errorf("%s differs (-want +got); run with -update if it should:\n%s", golden, diff)
			}
		})
	}
}

func TestDecode_seed(t *testing.T) {
	w := decode(t, string(read(t, seedPage))).Work
	want := record.Contribution{
		Role:      record.Author,
		Agent:     record.Agent{Family: "Ignatov", Given: "I. A.", Lang: "ru-Latn"},
		AsPrinted: []string{"I. A. Ignatov", "Ignatov I.A."},
		Affiliations: []record.Organization{
			{Name: "MGIMO University", Lang: "en", Country: "RU", AsPrinted: "MGIMO University, Russian Federation"},
		},
	}
	if diff := cmp.Diff([]record.Contribution{want}, w.Contributions); diff != "" {
		t.Errorf("authors (-want +got):\n%s", diff)
	}
	venue := record.Venue{Type: record.Journal, Titles: []record.Text{{Value: "Japanese Studies in Russia", Lang: "en"}}, EISSN: "2500-2872"}
	if diff := cmp.Diff(venue, w.Venue); diff != "" {
		t.Errorf("journal (-want +got):\n%s", diff)
	}
	if got := w.Identifier(record.DOI); got != "10.24411/2500-2872-2020-10004" {
		t.Errorf("DOI = %q", got)
	}
	if len(w.References) != 12 || w.Published != (record.Date{Year: 2020}) || w.Volume != "" || w.Issue != "1" ||
		w.Pages != (record.Pages{Range: "69-84", First: "69", Last: "84"}) || w.Language != "ru" ||
		w.License != "https://creativecommons.org/licenses/by/4.0/" {
		t.Errorf("got %d references, %v, volume %q, issue %q, %v, %q, %q",
			len(w.References), w.Published, w.Volume, w.Issue, w.Pages, w.Language, w.License)
	}
}

// Menus above the title are told from it by the citation.
func TestDecode_menus(t *testing.T) {
	r := decode(t, "A Journal\n\nHome\nAbout\nEditorial team\n\nOpen Access Policy\n\nThe Salt Road\n\nJane Doe, Richard Roe\n\nVol 5, No 2 (2020)\n\n"+
		"Abstract\n\nWords.\n\nHow to cite\n\nDoe J., Roe R. The Salt Road. A Journal. 2020;5(2):1-9.\n")
	w := r.Work
	if w.Title() != "The Salt Road" || len(w.Contributions) != 2 || w.Contributions[0].Agent.Given != "Jane" || w.Volume != "5" || len(w.Titles) != 1 {
		t.Errorf("got %+v, notes %v", w, r.Notes)
	}
}

func TestDecode_refuses(t *testing.T) {
	for _, c := range []struct {
		name, page string
		want       error
	}{
		{"nothing", "", landing.ErrEmpty},
		{"blanks", " \r\n\t\n", landing.ErrEmpty},
		{"a mark and nothing", "\ufeff", landing.ErrEmpty},
		{"PDF", "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", landing.ErrPDF},
		{"picture", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", landing.ErrBinary},
		{"archive", "PK\x03\x04\x14\x00\x06\x00\x08\x00", landing.ErrBinary},
		{"compressed", "\x1f\x8b\x08\x08\x01\x02\x03\x04\x05", landing.ErrBinary},
		{"prose", "It was a bright cold day in April.\n\nThe clocks were striking thirteen.", landing.ErrNotLanding},
		{"another web page", "<html><head><title>Shop</title></head><body><h1>Shoes</h1><p>Buy.</p></body></html>", landing.ErrNotLanding},
		{"contents of an issue", "Preview\n\nA Journal\n\nAdvanced search\nVol 1, No 3 (2025)\nView or download the full issue PDF\n\nHISTORY\n\n4-9 7\nAbstract\n\nWords.", landing.ErrNotLanding},
		{"contents of an issue in HTML", `<html><body><h1>Vol 5, No 2 (2020)</h1><h2>Abstract</h2><p>Words.</p><h2>Keywords</h2><p>words</p></body></html>`, landing.ErrNotLanding},
		{"a blog", `<html><head><script type="application/ld+json">{"@type": "Article", "headline": "News", "author": "Jane Doe"}</script></head><body>News</body></html>`, landing.ErrNotLanding},
		{"a site with DC tags", `<html><head><meta name="DC.Title" content="Forms"><meta name="DC.Creator" content="Office"><meta name="DC.Source" content="Office"></head><body>Forms</body></html>`, landing.ErrNotLanding},
		{"references alone", "References\n\n1. Doe J. A book. 1999.", landing.ErrNotLanding},
		{"no title", "Abstract\n\nWords.\n\nKeywords\n\nwords\n\nReferences\n\n1. Doe J. A book. 1999.", landing.ErrNoTitle},
		{"no title in HTML", `<html><head><meta name="citation_doi" content="10.9999/1"></head><body><h2>Abstract</h2><p>Words.</p></body></html>`, landing.ErrNoTitle},
		{"too large", strings.Repeat("a", landing.MaxSize+1), landing.ErrTooLarge},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := landing.Decode([]byte(c.page), "page.txt")
			if !errors.Is(err, c.want) || r != nil {
				t.Fatalf("got %v, %v; want %v", r, err, c.want)
			}
			if !strings.Contains(err.Error(), "page.txt") {
				t.Errorf("%q does not name the file", err)
			}
		})
	}
}

func TestSniff(t *testing.T) {
	for _, path := range fixtures(t) {
		data := read(t, path)
		if !landing.Sniff(data[:min(len(data), 2<<10)], path) {
			t.Errorf("%s is not known for a landing page", path)
		}
	}
	for name, head := range map[string]string{
		"JATS":      `<?xml version="1.0"?><article xmlns:xlink="x"><front><article-meta><abstract>`,
		"JSON":      `{"title": "Abstract", "References": []}`,
		"BibTeX":    "@article{doe1999,\n title = {Abstract},\n}",
		"reference": "Doe J. A book. Exampleton: Imprint; 1999.\nRoe R. Another. 2000.",
		"N-Quads":   "<http://a> <http://b> <http://c> .\n",
		"PDF":       "%PDF-1.4",
		"nothing":   "",
	} {
		if landing.Sniff([]byte(head), name) {
			t.Errorf("%s is taken for a landing page", name)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, path := range fixtures(f) {
		f.Add(read(f, path))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := landing.Decode(data, "fuzz")
		if err != nil {
			if r != nil {
				t.Fatalf("a record beside the error %v", err)
			}
			return
		}
		if r.Work.Title() == "" {
			t.Error("a record without title")
		}
		for i, ref := range r.Work.References {
			if strings.TrimSpace(ref.Raw) == "" {
				t.Errorf("reference %d is empty", i+1)
			}
		}
		for _, n := range r.Notes {
			if n.Place == "" || n.Message == "" {
				t.Errorf("a note without place or words: %+v", n)
			}
		}
	})
}
