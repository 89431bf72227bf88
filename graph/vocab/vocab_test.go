package vocab_test

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bibgraph/graph/vocab"
)

func TestTerms(t *testing.T) {
	want, err := os.ReadFile("testdata/vocab.nq")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, q := range vocab.Terms() {
		got = append(got, q.String())
	}
	if diff := cmp.Diff(strings.Split(strings.TrimSpace(string(want)), "\n"), got); diff != "" {
		t.Errorf("vocabulary graph (-want +got):\n%s", diff)
	}
}

func TestExpand(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"cito:cites", "http://purl.org/spar/cito/cites"},
		{"rdf:type", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"},
		{"bg:key", "https://w3id.org/bibgraph/ns#key"},
		{"schema:position", "http://schema.org/position"},
		{"skos:", "http://www.w3.org/2004/02/skos/core#"},
		{"https://doi.org/10.24411/2500-2872-2020-10004", ""},
		{"nobody:knows", ""},
		{"rdf", ""},
		{":", ""},
		{"", ""},
	} {
		got, ok := vocab.Expand(c.name)
		if got != c.want || ok != (c.want != "") {
			t.Errorf("%q: got %q, %t, want %q", c.name, got, ok, c.want)
		}
	}
}

func TestShorten(t *testing.T) {
	for _, c := range []struct{ iri, want string }{
		{vocab.CitoCites.Value(), "cito:cites"},
		{vocab.PrismDoi.Value(), "prism:doi"},
		{vocab.XSDGYear.Value(), "xsd:gYear"},
		{"http://schema.org/path/of/two", ""},
		{"http://schema.org/", ""},
		{"http://purl.org/dc/terms/-dash", ""},
		{"http://purl.org/dc/terms/Япония", ""},
		{"https://doi.org/10.24411/2500-2872-2020-10004", ""},
	} {
		got, ok := vocab.Shorten(c.iri)
		if got != c.want || ok != (c.want != "") {
			t.Errorf("%q: got %q, %t, want %q", c.iri, got, ok, c.want)
		}
		if back, _ := vocab.Expand(got); ok && back != c.iri {
			t.Errorf("%q does not lead back but to %q", got, back)
		}
	}
}

func TestPrefixes_standApart(t *testing.T) {
	for i, p := range vocab.Prefixes {
		for j, other := range vocab.Prefixes {
			if i != j && (p.Name == other.Name || strings.HasPrefix(other.Namespace, p.Namespace)) {
				t.Errorf("%v shadows %v", p, other)
			}
		}
	}
}
