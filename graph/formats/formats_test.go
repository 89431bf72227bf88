package formats_test

import (
	"bytes"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

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
		{"MIME", formats.ByMIME, "application/ld+json; profile=x", "jsonld"},
		{"MIME", formats.ByMIME, "application/octet-stream", "pquads"},
		{"MIME", formats.ByMIME, "application/xml", "graphml"},
		{"MIME", formats.ByMIME, "text/plain", ""},
		{"MIME", formats.ByMIME, "", ""},
		{"path", formats.ByPath, "/home/моё/graph.NQ", "nquads"},
		{"path", formats.ByPath, "a.b.nt", "ntriples"},
		{"path", formats.ByPath, "graph.ttl", "turtle"},
		{"path", formats.ByPath, "graph.trig", "trig"},
		{"MIME", formats.ByMIME, "text/turtle; charset=utf-8", "turtle"},
		{"path", formats.ByPath, "quads.json", "json"},
		{"path", formats.ByPath, "graph.PQ", "pquads"},
		{"path", formats.ByPath, "nquads", ""},
		{"path", formats.ByPath, "page.txt", ""},
	} {
		got, ok := c.find(c.given)
		if got.Name != c.want || ok != (c.want != "") {
			t.Errorf("by %s %q: got %q, %t, want %q", c.by, c.given, got.Name, ok, c.want)
		}
	}
}

// Cayley's clients read this order, and what each format can do.
func TestAll(t *testing.T) {
	var got strings.Builder
	for _, f := range formats.All {
		fmt.Fprintf(&got, "%s read=%t write=%t nodes=%t binary=%t %v %v\n", f.Name, f.Read != nil, f.Write != nil, f.ReadTerm != nil, f.Binary, f.Ext, f.MIME)
	}
	want := `graphviz read=false write=true nodes=false binary=false [.gv .dot] []
gml read=false write=true nodes=false binary=false [.gml] []
graphml read=false write=true nodes=false binary=false [.graphml] [application/xml]
json read=true write=true nodes=true binary=false [.json] [application/json]
json-stream read=true write=true nodes=false binary=false [] [application/x-json-stream]
nquads read=true write=true nodes=true binary=false [.nq .nt] [application/n-quads application/n-triples]
pquads read=true write=true nodes=true binary=true [.pq] [application/x-protobuf application/octet-stream]
jsonld read=true write=true nodes=false binary=false [.jsonld] [application/ld+json]
ntriples read=true write=true nodes=false binary=false [.nt] [application/n-triples]
turtle read=true write=true nodes=false binary=false [.ttl] [text/turtle]
trig read=true write=true nodes=false binary=false [.trig] [application/trig]
`
	if diff := cmp.Diff(want, got.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
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
		if f.Read == nil {
			continue
		}
		want := want
		if onlyTriples(f) {
			want.Label = quad.Term{}
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

// Whatever quads there are, a format gives them back to the letter, but for the
// graphs and names of blank nodes that it does not have, or refuses to write
// them, and those that RDF knows it does not refuse.
func TestAll_randomRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := rapid.SampledFrom(readable()).Draw(t, "format")
		odd := rapid.Bool().Draw(t, "odd")
		want := rapid.SliceOf(randomQuad(odd)).Draw(t, "quads")
		var written bytes.Buffer
		if _, err := f.Write(&written, each(want)); err != nil {
			if !odd {
				t.Fatalf("%s refuses: %v", f.Name, err)
			}
			return
		}
		var got []quad.Quad
		for q, err := range f.Read(&written, formats.Options{Lax: true}) {
			if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
			got = append(got, q)
		}
		if onlyTriples(f) {
			for i := range want {
				want[i].Label = quad.Term{}
			}
		}
		if f.Name == "turtle" || f.Name == "trig" { // where names of blank nodes are the document's own
			same(t, want, got)
			return
		}
		for _, quads := range []*[]quad.Quad{&want, &got} {
			slices.SortFunc(*quads, quad.Quad.Compare)
			*quads = slices.Compact(*quads)
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%s gives back %v, want %v", f.Name, got, want)
		}
	})
}

// A sorted writer writes the same bytes for the same quads.
func TestAll_sorted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := rapid.SampledFrom(formats.All).Draw(t, "format")
		quads := rapid.SliceOf(randomQuad(false)).Draw(t, "quads")
		shuffled := append(rapid.Permutation(quads).Draw(t, "shuffled"), quads...)
		var one, two bytes.Buffer
		if _, err := f.WriteSorted(&one, each(quads)); err != nil {
			t.Fatal(err)
		}
		if _, err := f.WriteSorted(&two, each(shuffled)); err != nil {
			t.Fatal(err)
		}
		if one.String() != two.String() {
			t.Fatalf("%s: %s and %s", f.Name, one.String(), two.String())
		}
	})
}

// No prefix of what a binary or bracketed format writes passes for the whole.
func TestAll_truncated(t *testing.T) {
	for _, name := range []string{"json", "pquads", "jsonld"} {
		f, _ := formats.ByName(name)
		var written bytes.Buffer
		quads := []quad.Quad{
			{Subject: quad.IRI("s"), Predicate: quad.IRI("a:p"), Object: quad.Int(5)},
			{Subject: quad.IRI("s"), Predicate: quad.IRI("a:p"), Object: quad.Lang("дом", "ru")},
		}
		if _, err := f.Write(&written, each(quads)); err != nil {
			t.Fatal(err)
		}
		whole := bytes.TrimRight(written.Bytes(), "\n")
		for cut := range whole {
			n := 0
			var last error
			for _, err := range f.Read(bytes.NewReader(whole[:cut]), formats.Options{Name: "cut"}) {
				if last = err; err == nil {
					n++
				}
			}
			framed := name == "pquads" && last == nil && n < len(quads) // cut between two messages
			if !framed && (last == nil || !strings.Contains(last.Error(), "byte")) {
				t.Errorf("%s: the first %d bytes gave %d quads and %v", name, cut, n, last)
			}
		}
	}
}

func onlyTriples(f formats.Format) bool { return f.Name == "ntriples" || f.Name == "turtle" }

func readable() []formats.Format {
	return slices.DeleteFunc(slices.Clone(formats.All), func(f formats.Format) bool { return f.Read == nil })
}

// randomQuad makes quads that RDF knows, with relative IRIs, or odd ones.
func randomQuad(odd bool) *rapid.Generator[quad.Quad] {
	text := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"", "a", "5", "007", "4.5E+00", "true", "INF", "NaN", "2020-05-18T12:30:00.5Z", "<a>", "_:b", "Монгол \"Улс\"\n\\"}))
	name := rapid.StringMatching(`[a-zа-яё0-9_]([a-z0-9:-]{0,5}[a-z0-9])?`)
	iri := rapid.Map(rapid.OneOf(
		rapid.StringMatching(`(https?://[a-z.]{1,9}/|urn:|a:|/|\.\./|#|\?)?[a-zа-я0-9/.#?%:]{1,9}`),
		rapid.SampledFrom([]string{"a", "b", "rdf:type", "a:p", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"}),
	), quad.IRI)
	blank := rapid.Map(name, quad.Blank)
	literal := rapid.Custom(func(t *rapid.T) quad.Term {
		text := text.Draw(t, "text")
		switch rapid.IntRange(0, 2).Draw(t, "kind") {
		case 0:
			return quad.String(text)
		case 1:
			return quad.Lang(text, rapid.SampledFrom([]string{"en", "ru-Latn-t-m0-bgn", "EN-gb"}).Draw(t, "tag"))
		default:
			return quad.Typed(text, rapid.SampledFrom([]string{quad.XSDInteger, quad.XSDDouble, quad.XSDBoolean, quad.XSDDateTime, "xsd:integer", "bib/range"}).Draw(t, "type"))
		}
	})
	node := rapid.OneOf(iri, blank)
	object := rapid.OneOf(iri, blank, literal)
	if odd {
		iri = rapid.Map(text, quad.IRI)
		node = rapid.OneOf(iri, rapid.Map(text, quad.Blank), literal)
		object = node
	}
	return rapid.Custom(func(t *rapid.T) quad.Quad {
		q := quad.Quad{Subject: node.Draw(t, "subject"), Predicate: iri.Draw(t, "predicate"), Object: object.Draw(t, "object")}
		if rapid.Bool().Draw(t, "labelled") {
			q.Label = node.Draw(t, "label")
		}
		return q
	})
}

func each(quads []quad.Quad) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for _, q := range quads {
			if !yield(q, nil) {
				return
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
