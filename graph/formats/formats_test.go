package formats_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bibgraph/graph/formats"
	"bibgraph/graph/quad"
)

func TestBy(t *testing.T) {
	for _, c := range []struct {
		by    string
		find  func(string) (formats.Format, bool)
		given string
		want  string
	}{
		{"name", formats.ByName, "nquads", "nquads"},
		{"name", formats.ByName, "json-stream", "json-stream"},
		{"name", formats.ByName, "", ""},
		{"MIME", formats.ByMIME, "application/n-quads", "nquads"},
		{"MIME", formats.ByMIME, "Application/N-Triples; charset=utf-8", "nquads"},
		{"MIME", formats.ByMIME, "application/json", "json"},
		{"MIME", formats.ByMIME, "application/x-json-stream", "json-stream"},
		{"MIME", formats.ByMIME, "text/plain", ""},
		{"MIME", formats.ByMIME, "", ""},
		{"path", formats.ByPath, "/home/моё/graph.NQ", "nquads"},
		{"path", formats.ByPath, "a.b.nt", "nquads"},
		{"path", formats.ByPath, "quads.json", "json"},
		{"path", formats.ByPath, "nquads", ""},
		{"path", formats.ByPath, "page.txt", ""},
	} {
		got, ok := c.find(c.given)
		if got.Name != c.want || ok != (c.want != "") {
			t.Errorf("by %s %q: got %q, %t, want %q", c.by, c.given, got.Name, ok, c.want)
		}
	}
}

// Cayley's clients read this order, and which formats hold single nodes.
func TestAll(t *testing.T) {
	var names, nodes []string
	for _, f := range formats.All {
		names = append(names, f.Name)
		if f.ReadTerm != nil {
			nodes = append(nodes, f.Name)
		}
	}
	if diff := cmp.Diff([]string{"json", "json-stream", "nquads"}, names); diff != "" {
		t.Errorf("names (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"json", "nquads"}, nodes); diff != "" {
		t.Errorf("nodes (-want +got):\n%s", diff)
	}
}

// What each format writes it reads, and names the source of what is bad.
func TestAll_roundTrip(t *testing.T) {
	want := quad.Quad{
		Subject:   quad.IRI("https://doi.org/10.24411/2500-2872-2020-10004"),
		Predicate: quad.IRI("http://purl.org/dc/terms/title"),
		Object:    quad.Lang("Япон-Монголын харилцаа", "mn"),
		Label:     quad.IRI("https://w3id.org/bibgraph/graph/entities"),
	}
	for _, f := range formats.All {
		var written bytes.Buffer
		if n, err := f.Write(&written, func(yield func(quad.Quad, error) bool) { yield(want, nil) }); n != 1 || err != nil {
			t.Errorf("%s: wrote %d, %v", f.Name, n, err)
		}
		for got, err := range f.Read(&written, formats.Options{}) {
			if got != want || err != nil {
				t.Errorf("%s: got %v, %v", f.Name, got, err)
			}
		}
		for q, err := range f.Read(strings.NewReader("?"), formats.Options{Name: "bad.file"}) {
			if err == nil || !strings.HasPrefix(err.Error(), "bad.file:") {
				t.Errorf("%s: got %v, %v", f.Name, q, err)
			}
		}
	}
}

func TestOptions_lax(t *testing.T) {
	nquads, _ := formats.ByName("nquads")
	for _, lax := range []bool{false, true} {
		for q, err := range nquads.Read(strings.NewReader("alice follows bob ."), formats.Options{Lax: lax}) {
			if (err == nil) != lax {
				t.Errorf("lax %t: got %v, %v", lax, q, err)
			}
		}
		if got, err := nquads.ReadTerm([]byte("bob"), formats.Options{Lax: lax}); (err == nil) != lax {
			t.Errorf("lax %t: got %v, %v", lax, got, err)
		}
	}
}
