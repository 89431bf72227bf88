package nquads_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bibgraph/graph/formats/nquads"
	"bibgraph/graph/quad"
)

// w3cCase is an entry of a manifest of W3C's test suites.
type w3cCase struct {
	name, file string
	good       bool
}

// manifest reads the entries of a manifest.ttl, which W3C lays out with one
// property a line.
func manifest(t *testing.T, file string) []w3cCase {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var cases []w3cCase
	for line := range strings.Lines(string(text)) {
		f := strings.Fields(line)
		switch {
		case len(f) > 2 && strings.HasPrefix(f[2], "rdft:Test"):
			cases = append(cases, w3cCase{name: strings.Trim(f[0], "<#>"), good: strings.HasSuffix(f[2], "PositiveSyntax")})
		case len(f) > 1 && f[0] == "mf:action":
			cases[len(cases)-1].file = filepath.Join(filepath.Dir(file), strings.Trim(f[1], "<>"))
		}
	}
	return cases
}

// TestW3C runs the RDF 1.1 suites. No case is left out.
func TestW3C(t *testing.T) {
	for _, suite := range []struct {
		folder string
		cases  int
	}{
		{"rdf-n-quads", 87},
		{"rdf-n-triples", 70},
	} {
		cases := manifest(t, filepath.Join("testdata", "w3c", suite.folder, "manifest.ttl"))
		if len(cases) != suite.cases {
			t.Errorf("%s: %d cases in the manifest, want %d", suite.folder, len(cases), suite.cases)
		}
		for _, c := range cases {
			t.Run(suite.folder+"/"+c.name, func(t *testing.T) {
				source, err := os.ReadFile(c.file)
				if err != nil {
					t.Fatal(err)
				}
				quads, err := read(source, nquads.Options{Name: c.file})
				if !c.good {
					if err == nil {
						t.Errorf("read %v from bad %s", quads, source)
					}
					return
				}
				if err != nil {
					t.Fatal(err)
				}
				roundTrip(t, quads, nquads.Options{})
				if lax, err := read(source, nquads.Options{Lax: true}); err != nil || !cmp.Equal(lax, quads, byValue) {
					t.Errorf("lax reading gives %v, %v, strict %v", lax, err, quads)
				}
			})
		}
	}
}

var byValue = cmp.Comparer(func(a, b quad.Quad) bool { return a == b })

// read gives the quads of source, or the first error.
func read(source []byte, o nquads.Options) ([]quad.Quad, error) {
	var quads []quad.Quad
	for q, err := range nquads.NewReader(bytes.NewReader(source), o).Quads() {
		if err != nil {
			return quads, err
		}
		quads = append(quads, q)
	}
	return quads, nil
}

// each gives quads as a sequence.
func each(quads []quad.Quad) func(func(quad.Quad, error) bool) {
	return func(yield func(quad.Quad, error) bool) {
		for _, q := range quads {
			if !yield(q, nil) {
				return
			}
		}
	}
}

// roundTrip fails if quads do not come back from what is written of them.
func roundTrip(t interface {
	Helper()
	Fatalf(string, ...any)
}, quads []quad.Quad, o nquads.Options,
) {
	t.Helper()
	var written bytes.Buffer
	if n, err := nquads.Write(&written, each(quads)); err != nil || n != len(quads) {
		t.Fatalf("wrote %d of %d quads: %v", n, len(quads), err)
	}
	back, err := read(written.Bytes(), o)
	if err != nil {
		t.Fatalf("%v in what was written:\n%s", err, written.String())
	}
	if diff := cmp.Diff(quads, back, byValue); diff != "" {
		t.Fatalf("(-put in +came back):\n%s", diff)
	}
}
