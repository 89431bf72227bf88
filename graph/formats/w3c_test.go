package formats_test

import (
	"archive/zip"
	"bytes"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bibgraph/graph/formats"
	"bibgraph/graph/formats/canonical"
	"bibgraph/graph/quad"
)

// TestW3C runs the RDF 1.1 suites through the table, strictly. No case is left
// out. (N-Quads' own is run where its reader is.)
func TestW3C(t *testing.T) {
	for _, suite := range []struct {
		format, folder, base string
		cases                int
	}{
		{"ntriples", "nquads/testdata/w3c/rdf-n-triples", "", 70},
		{"nquads", "nquads/testdata/w3c/rdf-n-quads", "", 87},
		{"turtle", "testdata/w3c/rdf-turtle.zip", "https://w3c.github.io/rdf-tests/rdf/rdf11/rdf-turtle/", 313},
		{"trig", "testdata/w3c/rdf-trig.zip", "https://w3c.github.io/rdf-tests/rdf/rdf11/rdf-trig/", 356},
	} {
		t.Run(suite.format, func(t *testing.T) {
			f, _ := formats.ByName(suite.format)
			files := suiteFiles(t, suite.folder)
			cases := suiteCases(t, files)
			if len(cases) != suite.cases {
				t.Errorf("%d cases in the manifest, want %d", len(cases), suite.cases)
			}
			for _, c := range cases {
				t.Run(c.name, func(t *testing.T) { c.run(t, f, files, suite.base) })
			}
		})
	}
}

func suiteFiles(t *testing.T, name string) fs.FS {
	t.Helper()
	if filepath.Ext(name) != ".zip" {
		return os.DirFS(name)
	}
	z, err := zip.OpenReader(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = z.Close() })
	return z
}

// suiteCase is an entry of a manifest: an evaluation test has a result.
type suiteCase struct{ name, kind, action, result string }

func suiteCases(t *testing.T, files fs.FS) []*suiteCase {
	t.Helper()
	turtle, _ := formats.ByName("turtle")
	const base = "suite:/"
	manifest := contents(t, files, "manifest.ttl")
	byNode := map[quad.Term]*suiteCase{}
	var all []*suiteCase
	for q, err := range turtle.Read(bytes.NewReader(manifest), formats.Options{Name: "manifest.ttl", Base: base + "manifest.ttl"}) {
		if err != nil {
			t.Fatal(err)
		}
		value := q.Object.Value()
		if kind, ok := strings.CutPrefix(value, "http://www.w3.org/ns/rdftest#Test"); ok {
			_, name, _ := strings.Cut(q.Subject.Value(), "#")
			c := &suiteCase{name: name, kind: kind}
			byNode[q.Subject] = c
			all = append(all, c)
		}
		switch c := byNode[q.Subject]; {
		case c == nil:
		case strings.HasSuffix(q.Predicate.Value(), "#action"):
			c.action = strings.TrimPrefix(value, base)
		case strings.HasSuffix(q.Predicate.Value(), "#result"):
			c.result = strings.TrimPrefix(value, base)
		}
	}
	return all
}

func contents(t *testing.T, files fs.FS, name string) []byte {
	t.Helper()
	text, err := fs.ReadFile(files, name)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func (c *suiteCase) run(t *testing.T, f formats.Format, files fs.FS, base string) {
	t.Helper()
	source := contents(t, files, c.action)
	o := formats.Options{Name: c.action}
	if base != "" {
		o.Base = base + path.Base(c.action)
	}
	got, err := collect(f, source, o)
	negative := strings.Contains(c.kind, "Negative")
	switch {
	case negative && err == nil:
		t.Fatalf("read %v of bad\n%s", got, source)
	case negative:
		return
	case err != nil:
		t.Fatalf("%v in\n%s", err, source)
	}
	if c.result != "" {
		nquads, _ := formats.ByName("nquads")
		want, err := collect(nquads, contents(t, files, c.result), formats.Options{})
		if err != nil {
			t.Fatal(err)
		}
		same(t, want, got)
	}
	// What is read comes back from what is written of it.
	var written bytes.Buffer
	if _, err := f.Write(&written, each(got)); err != nil {
		t.Fatal(err)
	}
	back, err := collect(f, written.Bytes(), formats.Options{})
	if err != nil {
		t.Fatalf("%v in what was written:\n%s", err, written.String())
	}
	same(t, got, back)
}

func collect(f formats.Format, text []byte, o formats.Options) ([]quad.Quad, error) {
	var all []quad.Quad
	for q, err := range f.Read(bytes.NewReader(text), o) {
		if err != nil {
			return all, err
		}
		all = append(all, q)
	}
	return all, nil
}

// same fails if two graphs differ by more than the names of blank nodes.
func same(t interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}, want, got []quad.Quad,
) {
	t.Helper()
	var lines [2][]string
	for i, quads := range [][]quad.Quad{want, got} {
		labelled, err := canonical.Label(quads)
		if err != nil {
			t.Fatal(err)
		}
		for _, q := range labelled {
			lines[i] = append(lines[i], q.String())
		}
	}
	if diff := cmp.Diff(lines[0], lines[1]); diff != "" {
		t.Fatalf("(-want +got):\n%s", diff)
	}
}
