package turtle_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"bibgraph/graph/formats/turtle"
	"bibgraph/graph/quad"
)

// read gives quads as lines of N-Quads, and the error.
func read(text string, o turtle.Options) (string, error) {
	var b strings.Builder
	for q, err := range turtle.Read(strings.NewReader(text), o) {
		if err != nil {
			return b.String(), err
		}
		b.WriteString(q.String() + "\n")
	}
	return b.String(), nil
}

func TestRead_errors(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"<a:s> <a:p> <a:o>", "f.ttl:1:18: expected '.' after the statement, found the end of the document"},
		{"<a:s> <a:p>\n\n ex:o .", `f.ttl:3:2: the prefix ex: is not declared: add @prefix ex: <…> .`},
		{"<a:s> <a:p> <o> .", `f.ttl:1:13: the IRI <o> is relative and nothing says to what: add @base <…> . or give a base`},
		{"<a:s> <a:p> \"text", "f.ttl:1:13: the literal that begins here has no closing quote"},
		{"<a:s> <a:p> \"\"\"one\r\ntwo\r\n\" \\q\"\"\" .", `f.ttl:3:3: no such escape: there are \t \b \n \r \f \" \' \\ \uXXXX \UXXXXXXXX`},
		{"<a:s> <a:p> <a b> .", "f.ttl:1:15: an IRI cannot hold ' ': write it as %20, or close the IRI with '>' before it"},
		{"# дом\n\"дом\" <a:p> <a:o> .", "f.ttl:2:1: the subject is an IRI, a blank node or a list, not a literal"},
		{"<a:s> <a:p> \"\xff\" .", "f.ttl:1:14: a byte is not UTF-8: convert the file to UTF-8 first"},
		{"<a:g> { <a:s> <a:p> <a:o> }", "f.ttl:1:7: expected an IRI for the predicate, found '{'"},
		{"@include <a:b> .", "f.ttl:1:1: a document has the directives @prefix and @base and no others"},
		{strings.Repeat("[ <a:p> ", 2_000), "f.ttl:1:8001: brackets stand deeper than 1000 in each other"},
		{strings.Repeat("(", 2_000), "f.ttl:1:1001: brackets stand deeper than 1000 in each other"},
	} {
		_, err := read(c.text, turtle.Options{Name: "f.ttl"})
		if err == nil || err.Error() != c.want {
			t.Errorf("%.80q:\n got %v\nwant %s", c.text, err, c.want)
		}
	}
}

func TestRead_graphThatIsNone(t *testing.T) {
	for _, text := range []string{"GRAPH [ <a:p> <a:o> ] { }", "GRAPH () { }", "[ <a:p> <a:o> ] { }", "<a:g> { <a:s> <a:p> <a:o>", "<a:g> { <a:h> { } }"} {
		if got, err := read(text, turtle.Options{Graphs: true}); err == nil {
			t.Errorf("read %q of %s", got, text)
		}
	}
}

// Blank nodes of two documents are kept apart, and named ones from unnamed.
func TestRead_scope(t *testing.T) {
	const text = "_:g1 <a:p> [] . _:g01 <a:p> _:b ."
	for scope, want := range map[string]string{
		"":   "_:g01 <a:p> _:g1 .\n_:g001 <a:p> _:b .\n",
		"f7": "_:f7g01 <a:p> _:f7g1 .\n_:f7g001 <a:p> _:f7b .\n",
	} {
		got, err := read(text, turtle.Options{Scope: scope})
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("scope %q: %v (-want +got):\n%s", scope, err, diff)
		}
	}
}

func TestRead_lax(t *testing.T) {
	const text = `</film/actor> <p> <a\u0020b> .`
	if got, err := read(text, turtle.Options{}); err == nil {
		t.Errorf("strict reading gives %s", got)
	}
	got, err := read(text, turtle.Options{Lax: true})
	if want := `</film/actor> <p> <a\u0020b> .` + "\n"; got != want || err != nil {
		t.Errorf("got %s, %v", got, err)
	}
}

func TestRead_brokenStream(t *testing.T) {
	broken := errors.New("the disk fell off")
	r := iotest.TimeoutReader(iotest.OneByteReader(strings.NewReader("<a:s> <a:p> <a:o> .")))
	for _, err := range turtle.Read(r, turtle.Options{Name: "f.ttl"}) {
		if !errors.Is(err, iotest.ErrTimeout) {
			t.Errorf("got %v", err)
		}
	}
	for _, err := range turtle.Read(iotest.ErrReader(broken), turtle.Options{Name: "f.ttl"}) {
		if !errors.Is(err, broken) || err.Error() != "f.ttl: the disk fell off" {
			t.Errorf("got %v", err)
		}
	}
}

// The document is longer than what the reader holds of it.
func TestRead_streams(t *testing.T) {
	const statement = "<a:s> <a:p> <a:o> .\n"
	r := &endless{text: statement}
	n := 0
	for _, err := range turtle.Read(r, turtle.Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		if n++; n == 1_000 {
			break
		}
	}
	if most := n*len(statement) + 256<<10; r.n > most {
		t.Errorf("read %d bytes for %d statements", r.n, n)
	}
}

// endless says the same again and again.
type endless struct {
	text string
	n    int
}

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = e.text[(e.n+i)%len(e.text)]
	}
	e.n += len(p)
	return len(p), nil
}

func quads(t *testing.T, text string) []quad.Quad {
	t.Helper()
	var all []quad.Quad
	for q, err := range turtle.Read(strings.NewReader(text), turtle.Options{Graphs: true}) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, q)
	}
	return all
}

func each(quads []quad.Quad) func(func(quad.Quad, error) bool) {
	return func(yield func(quad.Quad, error) bool) {
		for _, q := range quads {
			if !yield(q, nil) {
				return
			}
		}
	}
}

func TestWriteGraphs_groups(t *testing.T) {
	const text = `PREFIX dcterms: <http://purl.org/dc/terms/>
<a:s> a <a:Work>; dcterms:title "дом"@ru, "house"@en; dcterms:issued 2020, "20"^^<a:year> .
<a:t> <a:peerReviewed> true .
<a:g> { <a:s> <a:cites> <a:t>, _:x } <a:h> { _:x <a:p> 4.5 }`
	var got bytes.Buffer
	if n, err := turtle.WriteGraphs(&got, each(quads(t, text))); n != 9 || err != nil {
		t.Fatal(n, err)
	}
	_, body, _ := strings.Cut(got.String(), "\n\n")
	want := `<a:s> a <a:Work> ;
  dcterms:title "дом"@ru,
    "house"@en ;
  dcterms:issued 2020,
    "20"^^<a:year> .

<a:t> <a:peerReviewed> true .

<a:g> {
  <a:s> <a:cites> <a:t>,
      _:x .
}

<a:h> {
  _:x <a:p> "4.5"^^xsd:decimal .
}
`
	if diff := cmp.Diff(want, body); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestWrite_cannotSay(t *testing.T) {
	iri, text := quad.IRI("a:b"), quad.String("text")
	for _, q := range []quad.Quad{
		{Subject: text, Predicate: iri, Object: iri},
		{Subject: iri, Predicate: text, Object: iri},
		{Subject: iri, Predicate: quad.Blank("b"), Object: iri},
		{Subject: iri, Predicate: iri, Object: iri, Label: text},
		{Subject: iri, Predicate: iri, Object: quad.Lang("text", "en_GB")},
		{Subject: iri, Predicate: iri},
	} {
		if n, err := turtle.WriteGraphs(&bytes.Buffer{}, each([]quad.Quad{q})); n != 0 || err == nil {
			t.Errorf("%s: wrote %d, %v", q, n, err)
		}
	}
}

// What is read is written, and read again as the same statements.
func FuzzRead(f *testing.F) {
	f.Add("@prefix : <a:> . :s a :C ; :p ( 1 [ :q 1.5e3 ] 'x'@en ) . GRAPH <a:g> { _:b.c :p \"\"\"\n\"\"\"^^:t }", true)
	f.Add("@base <http://a/b/c?d> . <../x> <#p> true, .5, \"\\u00e9\" .", false)
	f.Add("BASE<http://a>PREFIX p:<b>p:a\\~%41.c p:p.q [].", false)
	f.Fuzz(func(t *testing.T, text string, graphs bool) {
		var all []quad.Quad
		for q, err := range turtle.Read(strings.NewReader(text), turtle.Options{Graphs: graphs}) {
			if err != nil {
				return
			}
			all = append(all, q)
		}
		var written bytes.Buffer
		if _, err := turtle.WriteGraphs(&written, each(all)); err != nil {
			t.Fatalf("%v in what was read of %q", err, text)
		}
		n, before := 0, quad.Quad{}
		for _, q := range all { // what comes twice in a row is written once
			if q != before {
				n++
			}
			before = q
		}
		for q, err := range turtle.Read(&written, turtle.Options{Graphs: true, Lax: true}) {
			if err != nil {
				t.Fatalf("%v in what was written of %q", err, text)
			}
			if n--; q.Check() != nil {
				t.Fatalf("%v of %q", q.Check(), text)
			}
		}
		if n != 0 {
			t.Fatalf("%d statements are lost of %q", n, text)
		}
	})
}
