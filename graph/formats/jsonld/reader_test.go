package jsonld_test

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bibgraph/graph/formats/jsonld"
	"bibgraph/graph/formats/nquads"
	"bibgraph/graph/quad"
)

// Each document says what the quads after it say. Nodes without a name are
// _:1, _:2 and so on there, in the order in which they are named.
func TestRead(t *testing.T) {
	for _, c := range []struct{ name, document, want string }{
		{"nothing", `[]`, ``},
		{"an empty node", `{}`, ``},
		{"a node that only is", `{"@id": "http://a/s"}`, ``},
		{
			"expanded", `[{"@id": "http://a/s", "http://a/p": [{"@value": "дом", "@language": "ru-Latn"}, {"@id": "http://a/o"}]}]`,
			`<http://a/s> <http://a/p> "дом"@ru-Latn .
			<http://a/s> <http://a/p> <http://a/o> .`,
		},
		{
			"without arrays", `{"@id": "http://a/s", "@type": "http://a/T", "http://a/p": "o", "http://a/q": [["x"], "y"]}`,
			`<http://a/s> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://a/T> .
			<http://a/s> <http://a/p> "o" .
			<http://a/s> <http://a/q> "x" .
			<http://a/s> <http://a/q> "y" .`,
		},
		{
			"a context of terms", `{
				"@context": {"name": "http://a/name", "knows": {"@id": "http://a/knows", "@type": "@id"}, "ex": "http://a/", "born": {"@id": "ex:born", "@type": "ex:gYear"}},
				"@id": "ex:s", "name": "Alicia", "knows": "http://b/o", "born": "1990", "unknown": "is dropped"}`,
			`<http://a/s> <http://a/born> "1990"^^<http://a/gYear> .
			<http://a/s> <http://a/knows> <http://b/o> .
			<http://a/s> <http://a/name> "Alicia" .`,
		},
		{
			"languages", `{
				"@context": {"@language": "en-GB", "n": "http://a/n", "m": {"@id": "http://a/m", "@container": "@language"}, "l": {"@id": "http://a/l", "@language": null}},
				"@id": "http://a/s", "n": ["lift", {"@value": "дом", "@language": "ru-Latn-t-m0-bgn"}], "m": {"mn": "гэр"}, "l": "no language"}`,
			`<http://a/s> <http://a/l> "no language" .
			<http://a/s> <http://a/m> "гэр"@mn .
			<http://a/s> <http://a/n> "lift"@en-GB .
			<http://a/s> <http://a/n> "дом"@ru-Latn-t-m0-bgn .`,
		},
		{
			"base", `{"@context": {"@base": "http://a/b/"}, "@id": "../s", "http://a/p": {"@id": "o"}}`,
			`<http://a/s> <http://a/p> <http://a/b/o> .`,
		},
		{"no base", `{"@id": "../s", "http://a/p": {"@id": ""}}`, `<../s> <http://a/p> <> .`},
		{"no base, but a context", `{"@context": {"p": "http://a/p"}, "@id": "art/a1", "p": {"@id": "o"}}`, `<art/a1> <http://a/p> <o> .`},
		{
			"a vocabulary that is relative", `{"@context": {"@vocab": ""}, "@id": "art/a1", "@type": "bib/Article", "year": {"@value": "2020", "@type": "bib/year"}}`,
			`<art/a1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <bib/Article> .
			<art/a1> <year> "2020"^^<bib/year> .`,
		},
		{
			"blank nodes", `[{"@id": "_:x", "http://a/p": {"http://a/q": {"@id": "_:y"}}}, {"_:p": 1}]`,
			`_:1 <http://a/q> _:y .
			_:x <http://a/p> _:1 .
			_:2 _:p "1"^^<http://www.w3.org/2001/XMLSchema#integer> .`,
		},
		{
			"graphs", `[{"@id": "http://a/g", "http://a/p": "of the graph", "@graph": [{"@id": "http://a/s", "http://a/p": "in it"}]},
				{"@id": "_:g", "@graph": {"@id": "http://a/s", "http://a/p": "in a blank one"}}]`,
			`<http://a/s> <http://a/p> "in it" <http://a/g> .
			<http://a/g> <http://a/p> "of the graph" .
			<http://a/s> <http://a/p> "in a blank one" _:g .`,
		},
		{
			"the default graph", `{"@graph": [{"@id": "http://a/s", "http://a/p": "o"}]}`,
			`<http://a/s> <http://a/p> "o" .`,
		},
		{
			"lists", `{"@id": "http://a/s", "http://a/p": {"@list": ["a", {"@id": "http://a/o"}]}, "http://a/q": {"@list": []}}`,
			`_:1 <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> "a" .
			_:1 <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> _:2 .
			_:2 <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> <http://a/o> .
			_:2 <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> <http://www.w3.org/1999/02/22-rdf-syntax-ns#nil> .
			<http://a/s> <http://a/p> _:1 .
			<http://a/s> <http://a/q> <http://www.w3.org/1999/02/22-rdf-syntax-ns#nil> .`,
		},
		{
			"a list in a list", `{"@context": {"p": {"@id": "http://a/p", "@container": "@list"}}, "@id": "http://a/s", "p": [["a"], []]}`,
			`_:1 <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> "a" .
			_:1 <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> <http://www.w3.org/1999/02/22-rdf-syntax-ns#nil> .
			_:2 <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> _:1 .
			_:2 <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> _:3 .
			_:3 <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> <http://www.w3.org/1999/02/22-rdf-syntax-ns#nil> .
			_:3 <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> <http://www.w3.org/1999/02/22-rdf-syntax-ns#nil> .
			<http://a/s> <http://a/p> _:2 .`,
		},
		{
			"reverse", `{"@id": "http://a/o", "@reverse": {"http://a/p": [{"@id": "http://a/s"}, {"@id": "http://a/t"}]}}`,
			`<http://a/s> <http://a/p> <http://a/o> .
			<http://a/t> <http://a/p> <http://a/o> .`,
		},
		{
			"included", `{"@id": "http://a/s", "@included": [{"@id": "http://a/t", "http://a/p": "o"}]}`,
			`<http://a/t> <http://a/p> "o" .`,
		},
		{
			"sets, indexes and nulls", `{"@id": "http://a/s", "@index": "i", "http://a/p": {"@set": ["a", null]}, "http://a/q": null, "http://a/r": {"@value": null}}`,
			`<http://a/s> <http://a/p> "a" .`,
		},
		{
			"JSON", `{"@context": {"p": {"@id": "http://a/p", "@type": "@json"}}, "@id": "http://a/s", "p": {"b": [1.50, null], "a": "x"}}`,
			`<http://a/s> <http://a/p> "{\"a\":\"x\",\"b\":[1.50,null]}"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON> .`,
		},
		{"values that float", `[{"@value": "a"}, {"@list": ["b"]}]`, ``},
	} {
		got, err := read(c.document)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if diff := cmp.Diff(lines(t, c.want), got, byValue); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// Numbers keep their value to the last digit, with a context and without one.
func TestRead_numbers(t *testing.T) {
	for _, c := range []struct {
		value string
		want  quad.Term
	}{
		{`5`, quad.Int(5)},
		{`-0`, quad.Int(0)},
		{`5.0`, quad.Int(5)},
		{`1e3`, quad.Int(1000)},
		{`-0.0`, quad.Int(0)},
		{`9007199254740993`, quad.Int(9007199254740993)},
		{`123456789012345678901234567890`, quad.Typed("123456789012345678901234567890", quad.XSDInteger)},
		{`4.5`, quad.Typed("4.5E0", quad.XSDDouble)},
		{`0.1`, quad.Typed("1.0E-1", quad.XSDDouble)},
		{`1e21`, quad.Typed("1.0E21", quad.XSDDouble)},
		{`0.30000000000000004`, quad.Typed("3.0000000000000004E-1", quad.XSDDouble)},
		{`1e999`, quad.Typed("1E999", quad.XSDDouble)},
		{`true`, quad.Bool(true)},
		{`{"@value": 5, "@type": "http://www.w3.org/2001/XMLSchema#double"}`, quad.Typed("5.0E0", quad.XSDDouble)},
		{`{"@value": 2020, "@type": "http://www.w3.org/2001/XMLSchema#gYear"}`, quad.Typed("2020", quad.XSDGYear)},
		{`{"@value": false, "@type": "http://a/no"}`, quad.Typed("false", "http://a/no")},
		{`{"@value": "007", "@type": "http://www.w3.org/2001/XMLSchema#integer"}`, quad.Typed("007", quad.XSDInteger)},
	} {
		for _, context := range []string{"", `"@context": {"p": "http://a/p"}, `} {
			got, err := read(`{` + context + `"@id": "http://a/s", "http://a/p": ` + c.value + `}`)
			if err != nil || len(got) != 1 || got[0].Object != c.want {
				t.Errorf("%s%s: got %v, %v, want %s", context, c.value, got, err, c.want)
			}
		}
	}
}

func TestRead_errors(t *testing.T) {
	for _, c := range []struct{ document, want string }{
		{``, `d.jsonld: unexpected end of JSON input (at byte 0)`},
		{`null`, `d.jsonld: at the top of the expanded document: an object or an array is wanted, found null`},
		{`"s"`, `d.jsonld: at the top of the expanded document: an object or an array is wanted, found a string`},
		{`[5]`, `d.jsonld: at /0 of the expanded document: a node is wanted, found a number`},
		{`{"@id": "a"`, `d.jsonld: unexpected end of JSON input (at byte 11)`},
		{`{"@id": "a"} x`, `d.jsonld: invalid character 'x' looking for beginning of value (at byte 13)`},
		{`{"@id": "a"} {}`, `d.jsonld: there is more after the JSON document (at byte 14)`},
		{`[{}, {"@id": 5}]`, `d.jsonld: at /1/@id of the expanded document: an @id is a string, not a number`},
		{`{"@type": [{}]}`, `d.jsonld: at /0/@type/0 of the expanded document: a @type is a string, not an object`},
		{`{"@reverse": "x"}`, `d.jsonld: at /0/@reverse of the expanded document: a @reverse is an object, not a string`},
		{`{"@reverse": {"a:p": "x"}}`, `d.jsonld: at /0/@reverse/a:p/0 of the expanded document: the value of a reverse property is a node`},
		{`{"a:p": {"@value": {}}}`, `d.jsonld: at /0/a:p/0 of the expanded document: a @value is a string, a number or a boolean, not an object`},
		{`{"a:p": {"@value": 5, "@language": "en"}}`, `d.jsonld: at /0/a:p/0 of the expanded document: only strings have a @language`},
		{`{"a:p": {"@value": "x", "@language": 5}}`, `d.jsonld: at /0/a:p/0/@language of the expanded document: a @language is a string, not a number`},
		{`{"a:p": {"@value": "x", "@language": "en", "@type": "a:t"}}`, `d.jsonld: at /0/a:p/0 of the expanded document: a value has a @language or a @type, not both`},
		{`{"a:p": {"@value": "x", "@language": "e n"}}`, `d.jsonld: at /0/a:p/0 of the expanded document: object "x": language tag "e n" is not letters and digits joined by hyphens`},
		{`{"@id": "_:", "a:p": 1}`, `d.jsonld: at /0/a:p/0 of the expanded document: subject "": blank node labels have no blanks, quotes or brackets and do not end with a full stop or have one before #`},
	} {
		_, err := read(c.document)
		if err == nil || err.Error() != c.want {
			t.Errorf("%s\n got %v\nwant %s", c.document, err, c.want)
		}
	}
}

// No document makes the program ask another machine.
func TestRead_remoteContext(t *testing.T) {
	for _, document := range []string{
		`{"@context": "https://schema.org/", "name": "x"}`,
		`{"@context": {"@import": "https://schema.org/"}, "name": "x"}`,
		`{"@id": "a:s", "a:p": {"@context": ["https://schema.org/"], "name": "x"}}`,
	} {
		_, err := read(document)
		if err == nil || !strings.Contains(err.Error(), `the context "https://schema.org/" is not in the document, and none is fetched`) {
			t.Errorf("%s: got %v", document, err)
		}
	}
}

// A nameless node is the same node when its document comes again, and another
// than that of any other document.
func TestRead_blankNodesOfDocuments(t *testing.T) {
	subject := func(document string) quad.Term {
		got, err := read(document)
		if err != nil || len(got) != 1 {
			t.Fatalf("got %v, %v", got, err)
		}
		return got[0].Subject
	}
	one, again, other := subject(`{"a:p": "x"}`), subject(`{"a:p": "x"}`), subject(`{"a:p": "y"}`)
	if one != again || one == other {
		t.Errorf("got %s, %s, %s", one, again, other)
	}
}

func TestRead_stops(t *testing.T) {
	n := 0
	for _, err := range jsonld.Read(strings.NewReader(`{"@id": "a:s", "a:p": [1, 2, 3], "a:q": {"@list": [1, 2]}}`), "") {
		if n++; n == 2 || err != nil {
			break
		}
	}
	if n != 2 {
		t.Errorf("got %d quads, want 2", n)
	}
}

func FuzzRead(f *testing.F) {
	for _, document := range []string{
		`[{"@id": "_:x", "@type": ["a:T"], "a:p": [{"@value": "дом", "@language": "ru"}, {"@list": [1, 4.5, true]}]}]`,
		`{"@context": {"@vocab": "http://a/", "k": {"@id": "p", "@container": "@index"}, "n": "@nest", "r": {"@reverse": "q"}}, "k": {"i": "x"}, "n": {"p": 1}, "r": {"@id": "o"}}`,
		`{"@context": {"@vocab": ""}, "@id": "s", "p": {"@value": "x", "@type": "t"}, "@graph": [{"@id": "t", "q": null}]}`,
		`{"@context": {"@version": 1.1, "@protected": true, "t": {"@id": "a:t", "@context": {"@propagate": false}}}, "@included": [{"t": {"@set": []}}]}`,
	} {
		f.Add([]byte(document))
	}
	f.Fuzz(func(t *testing.T, document []byte) {
		var quads []quad.Quad
		for q, err := range jsonld.Read(bytes.NewReader(document), "") {
			if err != nil {
				break
			}
			if err := q.Check(); err != nil {
				t.Errorf("%v: %v", q, err)
			}
			quads = append(quads, q)
		}
		var written bytes.Buffer
		if _, err := jsonld.Write(&written, each(quads)); err != nil {
			return
		}
		again, err := read(written.String())
		slices.SortFunc(quads, quad.Quad.Compare)
		slices.SortFunc(again, quad.Quad.Compare)
		if quads = slices.Compact(quads); err != nil || !slices.Equal(again, quads) {
			t.Errorf("%v came back as %v, %v", quads, again, err)
		}
	})
}

// read gives the quads of a document, none after an error.
func read(document string) ([]quad.Quad, error) {
	var quads []quad.Quad
	for q, err := range jsonld.Read(strings.NewReader(document), "d.jsonld") {
		if err != nil {
			return nil, err
		}
		quads = append(quads, q)
	}
	return quads, nil
}

var given = regexp.MustCompile(`^b[0-9a-f]{8}x([0-9]+)$`)

// byValue compares quads, given labels by their number.
var byValue = cmp.Comparer(func(a, b quad.Quad) bool { return numbered(a) == numbered(b) })

func numbered(q quad.Quad) quad.Quad {
	for _, t := range []*quad.Term{&q.Subject, &q.Predicate, &q.Object, &q.Label} {
		if m := given.FindStringSubmatch(t.Value()); m != nil && t.Kind() == quad.KindBlank {
			*t = quad.Blank(m[1])
		}
	}
	return q
}

func lines(t *testing.T, text string) (quads []quad.Quad) {
	t.Helper()
	for q, err := range nquads.NewReader(strings.NewReader(text), nquads.Options{Lax: true}).Quads() {
		if err != nil {
			t.Fatal(err)
		}
		quads = append(quads, q)
	}
	return quads
}
