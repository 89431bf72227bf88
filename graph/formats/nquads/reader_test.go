package nquads_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"bibgraph/graph/formats/nquads"
	"bibgraph/graph/quad"
)

func TestReader_strict(t *testing.T) {
	s, p := quad.IRI("http://a/s"), quad.IRI("http://a/p")
	for _, c := range []struct {
		line string
		want quad.Quad
	}{
		{`<http://a/s> <http://a/p> "Монгол Улс"@mn <http://a/g> .`, of(s, p, quad.Lang("Монгол Улс", "mn"), quad.IRI("http://a/g"))},
		{`<http://a/s> <http://a/p> "дом"@ru-Latn-t-m0-bgn .`, of(s, p, quad.Lang("дом", "ru-Latn-t-m0-bgn"), none)},
		{`<http://a/s> <http://a/p> "007"^^<http://www.w3.org/2001/XMLSchema#integer> .`, of(s, p, quad.Typed("007", quad.XSDInteger), none)},
		{`<http://a/s> <http://a/p> "x"^^<http://www.w3.org/2001/XMLSchema#string> .`, of(s, p, quad.String("x"), none)},
		{`<http://a/s> <http://a/p> "" .`, of(s, p, quad.String(""), none)},
		{"\t<http://a/s>\t<http://a/p>\t_:b.1\t.\t", of(s, p, quad.Blank("b.1"), none)},
		{`<http://a/s><http://a/p>_:o.`, of(s, p, quad.Blank("o"), none)},
		{`<http://a/s><http://a/p>"a"@en<http://a/g>.#x`, of(s, p, quad.Lang("a", "en"), quad.IRI("http://a/g"))},
		{`<http://a/s> <http://a/p> "a"@en_:g .`, of(s, p, quad.Lang("a", "en"), quad.Blank("g"))},
		{`_:日本 <http://a/p> _:9 _:_ .`, of(quad.Blank("日本"), p, quad.Blank("9"), quad.Blank("_"))},
		{`<http://a/s> <http://a/p> "\t\b\n\r\f\"\'\\\u65e5\U0001F600" .`, of(s, p, quad.String("\t\b\n\r\f\"'\\日😀"), none)},
		{`<http://a/\u65E5\U0001F600> <http://a/p> <http://a/a\u0020b> .`, of(quad.IRI("http://a/日😀"), p, quad.IRI("http://a/a b"), none)},
		{`<http://a/s> <http://a/p> <urn:isbn:5> .`, of(s, p, quad.IRI("urn:isbn:5"), none)},
		{`<http://a/s> <http://a/p> <z+1-.x:> .`, of(s, p, quad.IRI("z+1-.x:"), none)},
	} {
		for _, lax := range []bool{false, true} {
			got, err := read([]byte(c.line), nquads.Options{Lax: lax})
			if err != nil || len(got) != 1 || got[0] != c.want {
				t.Errorf("%s (lax %t): got %v, %v, want %v", c.line, lax, got, err, c.want)
			}
		}
	}
}

var none quad.Term

func of(s, p, o, g quad.Term) quad.Quad {
	return quad.Quad{Subject: s, Predicate: p, Object: o, Label: g}
}

func TestReader_lax(t *testing.T) {
	iri, word := quad.IRI, quad.String
	for _, c := range []struct {
		line string
		want quad.Quad
	}{
		{`a b c .`, of(word("a"), word("b"), word("c"), none)},
		{`a b c.`, of(word("a"), word("b"), word("c"), none)},
		{`a b 1.0 g. # remark`, of(word("a"), word("b"), word("1.0"), word("g"))},
		{`a b .5 .`, of(word("a"), word("b"), word(".5"), none)},
		{`@prefix ex: <http://ex/> .`, of(word("@prefix"), word("ex:"), iri("http://ex/"), none)},
		{`<art/a1> <rdf:type> </bib/Article> <g/meta> .`, of(iri("art/a1"), iri("rdf:type"), iri("/bib/Article"), iri("g/meta"))},
		{`<> <p> <a{b}|c"d\e> .`, of(iri(""), iri("p"), iri(`a{b}|c"d\e`), none)},
		{`"s" "p" "o" "g" .`, of(word("s"), word("p"), word("o"), word("g"))},
		{`"s"@en _:p "4"^^<int> _:g .`, of(quad.Lang("s", "en"), quad.Blank("p"), quad.Typed("4", "int"), quad.Blank("g"))},
		{`_:a:b <p> _:-c. .`, of(quad.Blank("a:b"), iri("p"), quad.Blank("-c."), none)},
		{`<s> <p> "дом"@ru_RU .`, of(iri("s"), iri("p"), quad.Lang("дом", "ru_RU"), none)},
		{`alice says "\u0041" .`, of(word("alice"), word("says"), word("A"), none)},
		{`<s> <p> '''abc''' .`, of(iri("s"), iri("p"), word("'''abc'''"), none)},
	} {
		got, err := read([]byte(c.line), nquads.Options{Lax: true})
		if err != nil || len(got) != 1 || got[0] != c.want {
			t.Errorf("%s: got %v, %v, want %v", c.line, got, err, c.want)
			continue
		}
		if strict, err := read([]byte(c.line), nquads.Options{}); err == nil {
			t.Errorf("%s: strict reading took it as %v", c.line, strict)
		}
		if got[0].Check() == nil {
			roundTrip(t, got, nquads.Options{Lax: true})
		}
	}
}

func TestReader_errors(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{`<http://a/s> <http://a/p>`, `1:26: the line ends before the object`},
		{`<http://a/s> # <http://a/p>`, `1:14: the line ends before the predicate`},
		{`<http://a/s> <http://a/p> .`, `1:27: the statement ends before the object`},
		{`<http://a/s> <http://a/p> "o"`, `1:30: the statement does not end with '.'`},
		{`<http://a/s> <http://a/p> "Улс" . .`, `1:35: only a # comment may follow the '.', found '.'`},
		{`<http://a/s> <http://a/p> <http://a/o> <http://a/g> <http://a/x> .`, `1:53: expected '.' after the label, found '<'`},
		{`"s" <http://a/p> "o" .`, `1:1: the subject is an IRI in <…> or a blank node, not a literal (lax reading takes it)`},
		{`<http://a/s> _:p "o" .`, `1:14: the predicate is an IRI in <…>, not a blank node (lax reading takes it)`},
		{`<http://a/s> <http://a/p> "o" "g" .`, `1:31: the label is an IRI in <…> or a blank node, not a literal (lax reading takes it)`},
		{`<http://a/s> <http://a/p> 5 .`, `1:27: expected an IRI in <…>, a blank node or a "literal" for the object, found '5' (lax reading takes it)`},
		{`@prefix ex: <http://ex/> .`, `1:1: expected an IRI in <…> or a blank node for the subject, found '@': N-Quads has no @prefix, this looks like Turtle or TriG`},
		{`<http://a/s> <http://a/p> <http://a/o`, `1:27: the IRI that begins here has no '>'`},
		{`<http://a/s> <http://a/p> <http://a/o p> .`, `1:38: an IRI cannot hold ' ': write it as %20, or close the IRI with '>' before it`},
		{`<http://a/s> <http://a/p> <http://a/{o}> .`, `1:37: an IRI cannot hold '{': write it as %7B (lax reading takes it)`},
		{`<s> <http://a/p> <http://a/o> .`, `1:1: the IRI <s> is relative, N-Quads wants it with its scheme (lax reading takes it)`},
		{`<http://a/s> <http://a/p> "4"^^<int> .`, `1:32: the IRI <int> is relative, N-Quads wants it with its scheme (lax reading takes it)`},
		{`<http://a/s> <http://a/p> "4"^^int .`, `1:32: a datatype is an IRI in <…>, found 'i'`},
		{`<http://a/s> <http://a/p> "4"^<int> .`, `1:30: a datatype comes after "^^"`},
		{`<http://a/s> <http://a/p> "Улс .`, `1:27: the literal that begins here has no closing quote on its line: line breaks are written \n`},
		{`<http://a/s> <http://a/p> "Улс\z" .`, `1:31: no such escape: there are \t \b \n \r \f \" \' \\ \uXXXX \UXXXXXXXX`},
		{`<http://a/s> <http://a/p> "Улс\`, `1:31: no such escape: there are \t \b \n \r \f \" \' \\ \uXXXX \UXXXXXXXX`},
		{`<http://a/s> <http://a/p> "\u12" .`, `1:28: \u wants 4 hexadecimal digits`},
		{`<http://a/s> <http://a/p> "\U0001`, `1:28: \U wants 8 hexadecimal digits`},
		{`<http://a/s> <http://a/p> "\uD83D\uDE00" .`, `1:28: \uD83D is half a character of UTF-16: write the character itself or \U and eight digits`},
		{`<http://a/s> <http://a/p> "\U00110000" .`, `1:28: \U00110000 is beyond the last character of Unicode`},
		{`<http://a/s> <http://a/p> "a"@9 .`, `1:30: a language tag such as @en or @ru-Latn begins with letters, found '9'`},
		{`<http://a/s> <http://a/p> "a"@en- .`, `1:33: expected an IRI in <…> or a blank node for the label, found '-' (lax reading takes it)`},
		{`_: <http://a/p> "a" .`, `1:1: the blank node has no label: letters, digits or '_' follow "_:"`},
		{"<http://a/s> <http://a/p> \"caf\xe9\" .", `1:31: byte 0xE9 is not UTF-8: convert the file to UTF-8 first`},
		{"# \xef", `1:3: byte 0xEF is not UTF-8: convert the file to UTF-8 first`},
	} {
		_, err := read([]byte(c.line), nquads.Options{})
		if err == nil || err.Error() != c.want {
			t.Errorf("%s\n got %v\nwant %s", c.line, err, c.want)
		}
	}
}

func TestReader_laxErrors(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{`a b`, `1:4: the line ends before the object`},
		{`a b .`, `1:5: the statement ends before the object`},
		{`a b c`, `1:6: the statement does not end with '.'`},
		{`a b abc" .`, `1:8: a word without quotes cannot hold one: put the whole in quotes and write \"`},
		{`<http://a/ space> b c .`, `1:11: an IRI cannot hold ' ': write it as %20, or close the IRI with '>' before it`},
		{`a b "\z" .`, `1:6: no such escape: there are \t \b \n \r \f \" \' \\ \uXXXX \UXXXXXXXX`},
	} {
		_, err := read([]byte(c.line), nquads.Options{Lax: true})
		if err == nil || err.Error() != c.want {
			t.Errorf("%s\n got %v\nwant %s", c.line, err, c.want)
		}
	}
}

func TestReader_goesOnAfterBadLine(t *testing.T) {
	source := "\uFEFF<http://a/s> <http://a/p> \"1\" .\r\n" +
		"bad\r\n" +
		"# remark\r" + // a lone CR ends a line too
		"<http://a/s> <http://a/p> \"4\" .\n\n" +
		"\"worse\"\n" +
		"<http://a/s> <http://a/p> \"7\" ."
	var objects []string
	var places []int
	for q, err := range nquads.NewReader(iotest.OneByteReader(strings.NewReader(source)), nquads.Options{Name: "a.nq"}).Quads() {
		if syntax, ok := errors.AsType[*nquads.SyntaxError](err); ok {
			if !q.Subject.IsZero() || syntax.Name != "a.nq" {
				t.Errorf("got %v with %v", q, err)
			}
			places = append(places, syntax.Line)
			continue
		}
		objects = append(objects, q.Object.Value())
	}
	if diff := cmp.Diff([]string{"1", "4", "7"}, objects); diff != "" {
		t.Errorf("good quads (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]int{2, 6}, places); diff != "" {
		t.Errorf("bad lines (-want +got):\n%s", diff)
	}
}

func TestReader_stops(t *testing.T) {
	r := nquads.NewReader(strings.NewReader("a b c .\na b d .\n"), nquads.Options{Lax: true})
	var objects []string
	for range 2 {
		for q, err := range r.Quads() {
			if err != nil {
				t.Fatal(err)
			}
			objects = append(objects, q.Object.Value())
			break
		}
	}
	if diff := cmp.Diff([]string{"c", "d"}, objects); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestReader_failedSource(t *testing.T) {
	broken := errors.New("cable cut")
	source := io.MultiReader(strings.NewReader("<http://a/s> <http://a/p> \"1\" .\n<http://a/s> <http"), iotest.ErrReader(broken))
	quads, errs := 0, []error(nil)
	for _, err := range nquads.NewReader(source, nquads.Options{Name: "a.nq"}).Quads() {
		if err != nil {
			errs = append(errs, err)
		} else {
			quads++
		}
	}
	if quads != 1 || len(errs) != 1 || !errors.Is(errs[0], broken) || errs[0].Error() != "a.nq: cable cut" {
		t.Errorf("got %d quads and %v", quads, errs)
	}
}

func TestReader_longLines(t *testing.T) {
	statement := func(length int) io.Reader {
		frame := "<http://a/s> <http://a/p> \"\" .\n"
		return io.MultiReader(
			strings.NewReader(frame[:27]),
			io.LimitReader(repeat('x'), int64(length-len(frame))),
			strings.NewReader(frame[27:]),
		)
	}
	source := io.MultiReader(statement(nquads.MaxLine), statement(nquads.MaxLine+1), strings.NewReader("<http://a/s> <http://a/p> \"end\" ."))
	var got []int
	var errs []string
	for q, err := range nquads.NewReader(source, nquads.Options{}).Quads() {
		if err != nil {
			errs = append(errs, err.Error())
			continue
		}
		got = append(got, len(q.Object.Value()))
	}
	if diff := cmp.Diff([]int{nquads.MaxLine - 31, 3}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"2:1: line is longer than 64 MiB"}, errs); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

type repeat byte

func (r repeat) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = byte(r)
	}
	return len(b), nil
}

// Reading one more quad of known terms costs one allocation at most: its
// literal.
func TestReader_allocations(t *testing.T) {
	const quads = 1000
	source := strings.Repeat("<http://a/s> <http://a/p> \"Монгол Улс\"@mn <http://a/g> .\n", quads)
	r := strings.NewReader(source)
	allocations := testing.AllocsPerRun(5, func() {
		r.Reset(source)
		for _, err := range nquads.NewReader(r, nquads.Options{}).Quads() {
			if err != nil {
				t.Fatal(err)
			}
		}
	})
	if allocations > quads+50 {
		t.Errorf("%.0f allocations for %d quads", allocations, quads)
	}
}

func TestReadTerm(t *testing.T) {
	for _, c := range []struct {
		text string
		want quad.Term
		err  string
	}{
		{"<art/a1>\n", quad.IRI("art/a1"), ""},
		{"_:mgimo", quad.Blank("mgimo"), ""},
		{`"Japan"@en`, quad.Lang("Japan", "en"), ""},
		{"U.S.A.", quad.String("U.S.A."), ""},
		{"", none, "1:1: the line ends before the object"},
		{"<a> <b>", none, "1:5: one term is wanted, found '<' after it"},
		{"a\nb", none, "1:2: one term is wanted, on one line"},
		{"\xff", none, "1:1: byte 0xFF is not UTF-8: convert the file to UTF-8 first"},
	} {
		got, err := nquads.ReadTerm([]byte(c.text), nquads.Options{Lax: true})
		if got != c.want || (err == nil) != (c.err == "") || err != nil && err.Error() != c.err {
			t.Errorf("%q: got %v, %v, want %v, %s", c.text, got, err, c.want, c.err)
		}
	}
}

// Terms that RDF allows come back from strict reading, all others that may be
// written from lax reading.
func TestRoundTrip(t *testing.T) {
	text := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"", "日本", "Монгол\r\nУлс\t\"\\", "\x00\x7f\u0085\u2028", "\ufeff"}))
	legal := rapid.OneOf(
		rapid.Map(text, func(s string) quad.Term { return quad.IRI("x:" + s) }),
		rapid.Map(rapid.StringMatching(`[A-Za-z0-9_Яя日]([-A-Za-z0-9_.·]*[A-Za-z0-9])?`), quad.Blank),
	)
	literal := rapid.OneOf(
		rapid.Map(text, quad.String),
		rapid.Custom(func(t *rapid.T) quad.Term {
			return quad.Lang(text.Draw(t, "text"), rapid.StringMatching(`[a-z]{1,8}(-[A-Za-z0-9]{1,8}){0,3}`).Draw(t, "tag"))
		}),
		rapid.Custom(func(t *rapid.T) quad.Term {
			return quad.Typed(text.Draw(t, "text"), "x:"+text.Draw(t, "type"))
		}),
	)
	t.Run("strict", func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			q := quad.Quad{
				Subject:   legal.Draw(t, "subject"),
				Predicate: quad.IRI("x:" + text.Draw(t, "predicate")),
				Object:    rapid.OneOf(legal, literal).Draw(t, "object"),
				Label:     rapid.OneOf(legal, rapid.Just(none)).Draw(t, "label"),
			}
			roundTrip(t, []quad.Quad{q}, nquads.Options{})
		})
	})
	t.Run("lax", func(t *testing.T) {
		anything := rapid.OneOf(legal, literal,
			rapid.Map(text, quad.IRI), rapid.Map(text, quad.Blank), rapid.Map(text, quad.FromString))
		rapid.Check(t, func(t *rapid.T) {
			q := quad.Quad{
				Subject:   anything.Draw(t, "subject"),
				Predicate: anything.Draw(t, "predicate"),
				Object:    anything.Draw(t, "object"),
				Label:     rapid.OneOf(anything, rapid.Just(none)).Draw(t, "label"),
			}
			if q.Check() == nil {
				roundTrip(t, []quad.Quad{q}, nquads.Options{Lax: true})
			}
		})
	})
}

func FuzzReader(f *testing.F) {
	for _, file := range []string{"real.nq", "lax.nq"} {
		text, err := os.ReadFile("testdata/" + file)
		if err != nil {
			f.Fatal(err)
		}
		for line := range bytes.Lines(text) {
			f.Add(line)
		}
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, source []byte) {
		for _, o := range []nquads.Options{{}, {Lax: true}} {
			var quads []quad.Quad
			for q, err := range nquads.NewReader(bytes.NewReader(source), o).Quads() {
				if err == nil {
					quads = append(quads, q)
				} else if _, ok := errors.AsType[*nquads.SyntaxError](err); !ok {
					t.Fatalf("%v is no syntax error", err)
				}
			}
			if o.Lax {
				quads = writable(quads)
			}
			roundTrip(t, quads, o)
		}
	})
}

func writable(quads []quad.Quad) []quad.Quad {
	var kept []quad.Quad
	for _, q := range quads {
		if q.Check() == nil {
			kept = append(kept, q)
		}
	}
	return kept
}

func BenchmarkReader(b *testing.B) {
	text, err := os.ReadFile("testdata/real.nq")
	if err != nil {
		b.Fatal(err)
	}
	text = bytes.Repeat(text, 200)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := read(text, nquads.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
