package cayleyjson_test

import (
	"bytes"
	"errors"
	"io"
	"iter"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"bibgraph/graph/formats/cayleyjson"
	"bibgraph/graph/quad"
)

var sample = []quad.Quad{
	of(quad.IRI("art/a1"), quad.IRI("title"), quad.Lang("Японо-монгольские \"отношения\"", "ru"), quad.IRI("g/meta")),
	of(quad.IRI("art/a1"), quad.IRI("year"), quad.Int(2020), none),
	of(quad.Blank("mgimo"), quad.String("name"), quad.String("MGIMO & co"), quad.Blank("g")),
	of(quad.IRI("art/a2"), quad.IRI("title"), quad.String("<i>Felis</i>"), none),
	of(quad.IRI("art/a2"), quad.IRI("note"), quad.String(""), none),
}

const sampleArray = `[
	{"subject":"\u003cart/a1\u003e","predicate":"\u003ctitle\u003e","object":"\"Японо-монгольские \"отношения\"\"@ru","label":"\u003cg/meta\u003e"},
	{"subject":"\u003cart/a1\u003e","predicate":"\u003cyear\u003e","object":"\"2020\"^^\u003chttp://www.w3.org/2001/XMLSchema#integer\u003e"},
	{"subject":"_:mgimo","predicate":"name","object":"MGIMO \u0026 co","label":"_:g"},
	{"subject":"\u003cart/a2\u003e","predicate":"\u003ctitle\u003e","object":"\"\u003ci\u003eFelis\u003c/i\u003e\"^^\u003chttp://www.w3.org/2001/XMLSchema#string\u003e"},
	{"subject":"\u003cart/a2\u003e","predicate":"\u003cnote\u003e","object":"\"\"^^\u003chttp://www.w3.org/2001/XMLSchema#string\u003e"}
]
`

func TestWrite(t *testing.T) {
	var stream strings.Builder
	for line := range strings.Lines(sampleArray) {
		if line = strings.Trim(line, "\t,\n"); line != "[" && line != "]" {
			stream.WriteString(line + "\n")
		}
	}
	for _, c := range []struct {
		name  string
		form  form
		quads []quad.Quad
		want  string
	}{
		{"array", array, sample, sampleArray},
		{"array of none", array, nil, "[]\n"},
		{"stream", objects, sample, stream.String()},
		{"stream of none", objects, nil, ""},
	} {
		var got bytes.Buffer
		n, err := c.form.write(&got, each(c.quads))
		if n != len(c.quads) || err != nil {
			t.Errorf("%s: wrote %d, %v", c.name, n, err)
		}
		if diff := cmp.Diff(c.want, got.String()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
		quads, errs := read(c.form, got.String(), "")
		if diff := cmp.Diff(c.quads, quads, byValue); diff != "" || errs != nil {
			t.Errorf("%s comes back with %v (-want +got):\n%s", c.name, errs, diff)
		}
	}
}

// What Cayley and its clients write.
func TestRead(t *testing.T) {
	for _, c := range []struct {
		text string
		want []quad.Quad
	}{
		{`null`, nil},
		{` [ ] `, nil},
		{
			`[{"subject":"alice","predicate":"follows","object":"bob","label":""}]`,
			[]quad.Quad{of(quad.String("alice"), quad.String("follows"), quad.String("bob"), none)},
		},
		{
			`[{"subject":"<a>","predicate":"<year>","object":"\"2020\"^^<xsd:integer>","extra":1}]`,
			[]quad.Quad{of(quad.IRI("a"), quad.IRI("year"), quad.Typed("2020", "xsd:integer"), none)},
		},
		{
			`[{"subject":"<a>","predicate":"<name>","object":"\"Campi Alicia\"","label":null}]`,
			[]quad.Quad{of(quad.IRI("a"), quad.IRI("name"), quad.String(`"Campi Alicia"`), none)},
		},
	} {
		got, errs := read(array, c.text, "")
		if diff := cmp.Diff(c.want, got, byValue); diff != "" || errs != nil {
			t.Errorf("%s: %v (-want +got):\n%s", c.text, errs, diff)
		}
	}
}

func TestRead_errors(t *testing.T) {
	const good = `{"subject":"a","predicate":"b","object":"c"}`
	for _, c := range []struct {
		form  form
		text  string
		quads int
		want  []string
	}{
		{
			array, `[{"subject":"a","predicate":"b"},` + good + `,{"predicate":"b","object":"c"}]`, 1,
			[]string{"invalid quad at index 0. no object", "invalid quad at index 2. no subject"},
		},
		{array, `[{"subject":5,"predicate":"b","object":"c"},` + good + `,7,null]`, 1, []string{
			"invalid quad at index 0. subject is a JSON number, not a string",
			"invalid quad at index 2. it is a JSON number, not an object",
			"invalid quad at index 3. no subject",
		}},
		{
			array, `[{"subject":"a","predicate":"b","object":"\"See you\"@home, he said"}]`, 0,
			[]string{`invalid quad at index 0. object "See you": language tag "home, he said" is not letters and digits joined by hyphens`},
		},
		{array, ``, 0, []string{"unexpected end of JSON input (at byte 0)"}},
		{array, `[` + good, 1, []string{"unexpected end of JSON input (at byte 45)"}},
		{array, `[` + good + `,{"subj`, 1, []string{"unexpected end of JSON input (at byte 46)"}},
		{array, `[` + good + ` x`, 1, []string{"expected comma after array element (at byte 46)"}},
		{array, `[` + good + `] x`, 1, []string{"there is more after the JSON array"}},
		{array, good, 0, []string{"a JSON array of quads is wanted: objects without one are the format json-stream"}},
		{objects, good + "\n{}\n" + good, 2, []string{"invalid quad at index 1. no subject"}},
		{objects, good + "\n{", 1, []string{"unexpected end of JSON input (at byte 44)"}},
		{objects, "[" + good + "]", 0, []string{"invalid quad at index 0. it is a JSON array, not an object"}},
	} {
		quads, errs := read(c.form, c.text, "")
		if diff := cmp.Diff(c.want, errs); diff != "" || len(quads) != c.quads {
			t.Errorf("%s: %d quads, want %d (-want +got):\n%s", c.text, len(quads), c.quads, diff)
		}
	}
}

func TestRead_name(t *testing.T) {
	_, errs := read(objects, "{}", "a.json")
	if diff := cmp.Diff([]string{"a.json: invalid quad at index 0. no subject"}, errs); diff != "" {
		t.Error(diff)
	}
}

func TestReadTerm(t *testing.T) {
	for _, c := range []struct {
		text string
		want quad.Term
	}{
		{`"<art/a1>"`, quad.IRI("art/a1")},
		{`"\"Japan\"@en"`, quad.Lang("Japan", "en")},
		{`""`, none},
		{`null`, none},
		{`5`, none},
		{`"a" "b"`, none},
	} {
		got, err := cayleyjson.ReadTerm([]byte(c.text))
		if got != c.want || (err != nil) != c.want.IsZero() {
			t.Errorf("%s: got %v, %v, want %v", c.text, got, err, c.want)
		}
	}
}

func TestWrite_errors(t *testing.T) {
	broken := errors.New("disk full")
	for _, f := range []form{array, objects} {
		for _, c := range []struct {
			bad  quad.Quad
			want string
		}{
			{quad.Quad{}, "cayleyjson: cannot write a quad: no subject"},
			{of(quad.IRI(""), quad.IRI("p"), quad.IRI("o"), none), `cayleyjson: cannot write <>: it would be read as "<>"`},
		} {
			n, err := f.write(&bytes.Buffer{}, each([]quad.Quad{sample[0], c.bad}))
			if n != 1 || err == nil || err.Error() != c.want {
				t.Errorf("wrote %d, %v, want %s", n, err, c.want)
			}
		}
		if _, err := f.write(failing{broken}, each(sample)); !errors.Is(err, broken) {
			t.Errorf("got %v, want %v", err, broken)
		}
		failed := func(yield func(quad.Quad, error) bool) { yield(quad.Quad{}, broken) }
		if _, err := f.write(&bytes.Buffer{}, failed); !errors.Is(err, broken) {
			t.Errorf("got %v, want %v", err, broken)
		}
	}
}

// What is written comes back.
func TestRoundTrip(t *testing.T) {
	text := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"", "<a>", "_:b", `"a"@en`, `"a"^^<b>`, `"a"`, "a\n\"@"}))
	term := rapid.OneOf(
		rapid.Map(text, quad.IRI), rapid.Map(text, quad.Blank), rapid.Map(text, quad.String), rapid.Map(text, quad.FromString),
		rapid.Custom(func(t *rapid.T) quad.Term { return quad.Lang(text.Draw(t, "text"), "mn-Cyrl") }),
		rapid.Custom(func(t *rapid.T) quad.Term { return quad.Typed(text.Draw(t, "text"), text.Draw(t, "type")) }),
	)
	rapid.Check(t, func(t *rapid.T) {
		q := of(term.Draw(t, "subject"), term.Draw(t, "predicate"), term.Draw(t, "object"), term.Draw(t, "label"))
		var written bytes.Buffer
		if _, err := cayleyjson.Write(&written, each([]quad.Quad{q})); err != nil {
			return
		}
		back, errs := read(array, written.String(), "")
		if len(back) != 1 || back[0] != q || errs != nil {
			t.Fatalf("%v came back as %v, %v from %s", q, back, errs, written.String())
		}
	})
}

// Plain literals can always be written, whatever they look like.
func TestRoundTrip_strings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := of(quad.IRI("s"), quad.IRI("p"), quad.String(rapid.String().Draw(t, "text")), none)
		var written bytes.Buffer
		if _, err := cayleyjson.WriteStream(&written, each([]quad.Quad{q})); err != nil {
			t.Fatal(err)
		}
		if back, errs := read(objects, written.String(), ""); len(back) != 1 || back[0] != q {
			t.Fatalf("%v came back as %v, %v", q, back, errs)
		}
	})
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(sampleArray))
	f.Add([]byte(`null`))
	f.Add([]byte(`[{"subject":"a","predicate":"b"},7,{"subject":"_:`))
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, f := range []form{array, objects} {
			quads, _ := read(f, string(text), "")
			for _, q := range quads {
				if err := q.Check(); err != nil {
					t.Errorf("%v: %v", q, err)
				}
			}
		}
	})
}

var none quad.Term

func of(s, p, o, g quad.Term) quad.Quad {
	return quad.Quad{Subject: s, Predicate: p, Object: o, Label: g}
}

var byValue = cmp.Comparer(func(a, b quad.Quad) bool { return a == b })

// form is one of the two forms.
type form struct {
	read  func(io.Reader, string) iter.Seq2[quad.Quad, error]
	write func(io.Writer, iter.Seq2[quad.Quad, error]) (int, error)
}

var (
	array   = form{cayleyjson.Read, cayleyjson.Write}
	objects = form{cayleyjson.ReadStream, cayleyjson.WriteStream}
)

func read(f form, text, name string) (quads []quad.Quad, errs []string) {
	for q, err := range f.read(strings.NewReader(text), name) {
		if err != nil {
			errs = append(errs, err.Error())
			continue
		}
		quads = append(quads, q)
	}
	return quads, errs
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

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }
