package results_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"iter"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bibgraph/graph/quad"
	"bibgraph/queries/results"
)

// The table of the value model: a term and its two forms.
var terms = []struct {
	term     quad.Term
	json, ld string
}{
	{quad.IRI("art/a1"), `"<art/a1>"`, `{"@id":"art/a1"}`},
	{quad.Blank("b0"), `"_:b0"`, `{"@id":"_:b0"}`},
	{quad.String("Монгол \"Улс\"\n<&>"), `"Монгол \"Улс\"\n<&>"`, `"Монгол \"Улс\"\n<&>"`},
	{quad.Lang("Япон", "mn"), `"Япон"`, `{"@language":"mn","@value":"Япон"}`},
	{quad.Typed("11-60", "bib/pageRange"), `"\"11-60\"^^<bib/pageRange>"`, `{"@type":"bib/pageRange","@value":"11-60"}`},
	{quad.Typed("2020", quad.XSDGYear), `"\"2020\"^^<http://www.w3.org/2001/XMLSchema#gYear>"`, `{"@type":"http://www.w3.org/2001/XMLSchema#gYear","@value":"2020"}`},
	{quad.Typed("007", quad.XSD+"int"), `7`, `7`},
	{quad.Typed("seven", quad.XSDInteger), `"\"seven\"^^<http://www.w3.org/2001/XMLSchema#integer>"`, `{"@type":"http://www.w3.org/2001/XMLSchema#integer","@value":"seven"}`},
	{quad.Int(math.MaxInt64), `9223372036854775807`, `9223372036854775807`},
	{quad.Float(4.5), `4.5`, `4.5`},
	{quad.Float(10), `10`, `10`},
	{quad.Typed("INF", quad.XSDDouble), `"\"INF\"^^<xsd:double>"`, `{"@type":"http://www.w3.org/2001/XMLSchema#double","@value":"INF"}`},
	{quad.Typed("1", quad.XSDBoolean), `true`, `true`},
	{quad.Typed("2009-09-01T03:00:00+03:00", quad.XSDDateTime), `"2009-09-01T03:00:00+03:00"`, `{"@type":"xsd:dateTime","@value":"2009-09-01T00:00:00Z"}`},
}

func TestRow_AppendJSON_terms(t *testing.T) {
	for _, c := range terms {
		row := results.Row{Names: []string{"id"}, Terms: []quad.Term{c.term}}
		for collation, want := range map[results.Collation]string{results.JSON: c.json, results.JSONLD: c.ld} {
			got, err := row.AppendJSON(nil, collation)
			if err != nil {
				t.Error(err)
			}
			if want := `{"id":` + want + `}`; string(got) != want {
				t.Errorf("%s: got %s, want %s", c.term, got, want)
			}
		}
	}
}

func TestRow_AppendJSON(t *testing.T) {
	for _, c := range []struct {
		row  results.Row
		want string
	}{
		{results.Row{Names: []string{"id", "b", "a", "none"}, Terms: []quad.Term{quad.String("x"), quad.Int(1), quad.Int(2), {}}}, `{"a":2,"b":1,"id":"x"}`},
		{results.Row{Names: []string{}}, `{}`},
		{results.Row{}, `null`},
		{results.Row{Value: []any{nil, true, int64(1), 1.5, "<b>&", results.Object{{Name: "b", Value: "\u2028"}, {Name: "a"}}}}, `[null,true,1,1.5,"<b>&",{"a":null,"b":"\u2028"}]`},
		{results.Row{Value: results.Object{}}, `{}`},
		{results.Row{Value: []any{}}, `[]`},
	} {
		got, err := c.row.AppendJSON([]byte("before "), results.JSON)
		if err != nil || string(got) != "before "+c.want {
			t.Errorf("got %s, %v, want %s", got, err, c.want)
		}
	}
	if _, err := (results.Row{Value: math.NaN()}).AppendJSON(nil, results.JSON); err == nil {
		t.Error("NaN is no JSON")
	}
}

var works = []results.Row{
	{
		Names: []string{"id", "title", "year"},
		Terms: []quad.Term{quad.IRI("http://example.org/a1"), quad.Lang("Япон-Монголын харилцаа", "mn"), quad.Int(2020)},
	},
	{
		Names: []string{"id", "title", "pages"},
		Terms: []quad.Term{quad.Blank("b"), quad.String("日本\n\"and\", Mongolia\t\x1b[31m"), quad.Typed("11-60", "bib/pageRange")},
	},
	{Value: results.Object{{Name: "year", Value: int64(9)}, {Name: "id", Value: "<http://example.org/a2>"}, {Name: "title", Value: "<b>bold</b>"}}},
	{Value: int64(5)},
}

func TestWrite(t *testing.T) {
	short := func(iri string) (string, bool) {
		rest, ok := strings.CutPrefix(iri, "http://example.org/")
		return "ex:" + rest, ok
	}
	for _, c := range []struct {
		format string
		layout results.Layout
		want   string
	}{
		{"table", results.Layout{Shorten: short}, `
id     title                      year  pages  value
─────  ─────────────────────────  ────  ─────  ─────
ex:a1  Япон-Монголын харилцаа     2020
_:b    日本 "and", Mongolia [31m        11-60
ex:a2  <b>bold</b>                   9
                                                   5
`},
		{"table", results.Layout{Columns: []string{"year", "title"}, Width: 22}, `
year  title
────  ────────────────
2020  Япон-Монголын х…
      日本 "and", Mon…
   9  <b>bold</b>

`},
		{"json", results.Layout{}, `
[
{"id":"<http://example.org/a1>","title":"Япон-Монголын харилцаа","year":2020},
{"id":"_:b","pages":"\"11-60\"^^<bib/pageRange>","title":"日本\n\"and\", Mongolia\t\u001b[31m"},
{"id":"<http://example.org/a2>","title":"<b>bold</b>","year":9},
5
]
`},
		{"jsonl", results.Layout{Collation: results.JSONLD}, `
{"id":{"@id":"http://example.org/a1"},"title":{"@language":"mn","@value":"Япон-Монголын харилцаа"},"year":2020}
{"id":{"@id":"_:b"},"pages":{"@type":"bib/pageRange","@value":"11-60"},"title":"日本\n\"and\", Mongolia\t\u001b[31m"}
{"id":"<http://example.org/a2>","title":"<b>bold</b>","year":9}
5
`},
		{"csv", results.Layout{Columns: []string{"title", "pages", "id"}}, "\n" +
			"title,pages,id\r\n" +
			"Япон-Монголын харилцаа,,http://example.org/a1\r\n" +
			"\"日本\r\n\"\"and\"\", Mongolia\t\x1b[31m\",11-60,_:b\r\n" +
			"<b>bold</b>,,http://example.org/a2\r\n" +
			",,\r\n"},
		{"tsv", results.Layout{}, "\n" +
			"id\ttitle\tyear\tpages\tvalue\n" +
			"http://example.org/a1\tЯпон-Монголын харилцаа\t2020\t\t\n" +
			"_:b\t日本\\n\"and\", Mongolia\\t\x1b[31m\t\t11-60\t\n" +
			"http://example.org/a2\t<b>bold</b>\t9\t\t\n" +
			"\t\t\t\t5\n"},
	} {
		t.Run(c.format, func(t *testing.T) {
			var b bytes.Buffer
			if err := results.Write(&b, c.format, all(works, nil), c.layout); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(strings.TrimPrefix(c.want, "\n"), b.String()); diff != "" {
				t.Error(diff)
			}
			if c.format == "json" && !json.Valid(b.Bytes()) {
				t.Error("no JSON")
			}
		})
	}
}

func TestWrite_noRows(t *testing.T) {
	for format, want := range map[string]string{"table": "", "json": "[]\n", "jsonl": "", "csv": "", "tsv": ""} {
		var b bytes.Buffer
		if err := results.Write(&b, format, all(nil, nil), results.Layout{}); err != nil || b.String() != want {
			t.Errorf("%s: got %q, %v", format, b.String(), err)
		}
	}
}

func TestWrite_errors(t *testing.T) {
	broken := errors.New("broken")
	for _, name := range results.Names() {
		if err := results.Write(&bytes.Buffer{}, name, all(works, broken), results.Layout{}); !errors.Is(err, broken) {
			t.Errorf("%s: error of the rows: %v", name, err)
		}
		if err := results.Write(full{broken}, name, all(works, nil), results.Layout{}); !errors.Is(err, broken) {
			t.Errorf("%s: error of the writer: %v", name, err)
		}
	}
	err := results.Write(&bytes.Buffer{}, "xml", all(nil, nil), results.Layout{})
	if want := `results: no format "xml"; there are table, json, jsonl, csv, tsv`; err == nil || err.Error() != want {
		t.Errorf("got %v", err)
	}
}

// A table fits the screen as long as its columns have something to give.
func TestWrite_width(t *testing.T) {
	for width := 25; width < 80; width++ {
		var b bytes.Buffer
		if err := results.Write(&b, "table", all(works[:3], nil), results.Layout{Columns: []string{"id", "title", "year"}, Width: width}); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(b.String()) {
			// Double-wide signs make a line of fewer runes, never of more.
			if n := len([]rune(strings.TrimSuffix(line, "\n"))); n > width {
				t.Errorf("%d signs at width %d: %s", n, width, line)
			}
		}
	}
}

type full struct{ err error }

func (w full) Write([]byte) (int, error) { return 0, w.err }

func all(rows []results.Row, err error) iter.Seq2[results.Row, error] {
	return func(yield func(results.Row, error) bool) {
		for _, row := range rows {
			if !yield(row, nil) {
				return
			}
		}
		if err != nil {
			yield(results.Row{}, err)
		}
	}
}
