package results

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"bibgraph/graph/quad"
)

// AppendJSON adds the row as JSON to b. Keys are sorted and nothing is escaped
// for HTML, as Cayley's api v2 has it; api v1 passes the result through
// json.HTMLEscape.
func (r Row) AppendJSON(b []byte, c Collation) ([]byte, error) {
	if r.Names == nil {
		return appendValue(b, r.Value)
	}
	if !slices.IsSorted(r.Names) {
		r = r.sorted()
	}
	b, separator := append(b, '{'), ""
	for i, name := range r.Names {
		if r.Terms[i].IsZero() {
			continue
		}
		var err error
		if b, err = appendPlain(append(b, separator...), name); err != nil {
			return nil, err
		}
		if b, err = c.appendTerm(append(b, ':'), r.Terms[i]); err != nil {
			return nil, err
		}
		separator = ","
	}
	return append(b, '}'), nil
}

// sorted gives the row with its names in order, and the same names in theirs.
func (r Row) sorted() Row {
	places := make([]int, len(r.Names))
	for i := range places {
		places[i] = i
	}
	slices.SortStableFunc(places, func(a, b int) int { return strings.Compare(r.Names[a], r.Names[b]) })
	s := Row{Names: make([]string, len(places)), Terms: make([]quad.Term, len(places))}
	for i, p := range places {
		s.Names[i], s.Terms[i] = r.Names[p], r.Terms[p]
	}
	return s
}

// appendTerm writes a term that stands in a row. Most are texts.
func (c Collation) appendTerm(b []byte, t quad.Term) ([]byte, error) {
	if c == JSON && unescaped(t.Value()) {
		if t.Kind() == quad.KindIRI {
			return append(append(append(b, `"<`...), t.Value()...), `>"`...), nil
		}
		if t.Kind() == quad.KindString {
			return append(append(append(b, '"'), t.Value()...), '"'), nil
		}
	}
	return appendValue(b, c.inRow(t))
}

// Value gives what a term is in JSON: nil, bool, int64, float64, string or
// Object.
func (c Collation) Value(t quad.Term) any {
	switch v := t.Native().(type) {
	case bool, int64:
		return v
	case float64:
		if !math.IsInf(v, 0) && !math.IsNaN(v) {
			return v
		}
	case time.Time:
		if c != JSON {
			return Object{{"@value", v.UTC().Format(time.RFC3339)}, {"@type", "xsd:dateTime"}}
		}
		return v.Format(time.RFC3339Nano)
	}
	switch t.Kind() {
	case quad.None:
		return nil
	case quad.KindString:
		return t.Value()
	case quad.KindIRI:
		if c != JSON {
			return Object{{"@id", t.Value()}}
		}
	case quad.KindBlank:
		if c != JSON {
			return Object{{"@id", "_:" + t.Value()}}
		}
	case quad.KindLang:
		if c != JSON {
			return Object{{"@value", t.Value()}, {"@language", t.Language()}}
		}
		return t.Value()
	case quad.KindTyped:
		if c != JSON {
			return Object{{"@value", t.Value()}, {"@type", t.Datatype()}}
		}
	}
	return t.CayleyText()
}

// inRow is Value for a term that stands in a row.
func (c Collation) inRow(t quad.Term) any {
	value := c.Value(t)
	if c != JSONLDText {
		return value
	}
	switch v := value.(type) {
	case bool:
		return Object{{"@value", strconv.FormatBool(v)}, {"@type", "xsd:boolean"}}
	case int64:
		return Object{{"@value", strconv.FormatInt(v, 10)}, {"@type", "xsd:integer"}}
	case float64:
		return Object{{"@value", strconv.FormatFloat(v, 'g', -1, 64)}, {"@type", "xsd:double"}}
	default:
		return value
	}
}

func appendValue(b []byte, value any) ([]byte, error) {
	var err error
	switch v := value.(type) {
	case Object:
		byName := func(a, b Member) int { return strings.Compare(a.Name, b.Name) }
		sorted := v
		if !slices.IsSortedFunc(v, byName) {
			sorted = slices.Clone(v)
			slices.SortStableFunc(sorted, byName)
		}
		b = append(b, '{')
		for i, m := range sorted {
			if i > 0 {
				b = append(b, ',')
			}
			if b, err = appendPlain(b, m.Name); err != nil {
				return nil, err
			}
			if b, err = appendValue(append(b, ':'), m.Value); err != nil {
				return nil, err
			}
		}
		return append(b, '}'), nil
	case []any:
		b = append(b, '[')
		for i, e := range v {
			if i > 0 {
				b = append(b, ',')
			}
			if b, err = appendValue(b, e); err != nil {
				return nil, err
			}
		}
		return append(b, ']'), nil
	default:
		return appendPlain(b, v)
	}
}

// appendPlain writes a value without members. Most are strings in which
// nothing is to be escaped.
func appendPlain(b []byte, value any) ([]byte, error) {
	if s, ok := value.(string); ok && unescaped(s) {
		b = append(b, '"')
		b = append(b, s...)
		return append(b, '"'), nil
	}
	var buf bytes.Buffer
	e := json.NewEncoder(&buf)
	e.SetEscapeHTML(false)
	if err := e.Encode(value); err != nil {
		return nil, fmt.Errorf("results: %w", err)
	}
	return append(b, bytes.TrimSuffix(buf.Bytes(), []byte("\n"))...), nil
}

// unescaped reports whether JSON has a string as it is. It says no of some that
// JSON has so: those with a sign that is written in three bytes of which the
// first is that of U+2028, which is escaped.
func unescaped(s string) bool {
	ascii := true
	for i := range len(s) {
		switch c := s[i]; {
		case c < ' ', c == '"', c == '\\', c == 0xe2:
			return false
		case c >= utf8.RuneSelf:
			ascii = false
		}
	}
	return ascii || utf8.ValidString(s)
}

// writeJSON writes an array with a row a line.
func writeJSON(w io.Writer, rows iter.Seq2[Row, error], l Layout) error {
	before := "["
	for line, err := range jsonRows(rows, l.Collation) {
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(w, "%s\n%s", before, line); err != nil {
			return err
		}
		before = ","
	}
	after := "\n]\n"
	if before == "[" {
		after = "[]\n"
	}
	_, err := io.WriteString(w, after)
	return err
}

// writeLines writes a row a line.
func writeLines(w io.Writer, rows iter.Seq2[Row, error], l Layout) error {
	for line, err := range jsonRows(rows, l.Collation) {
		if err != nil {
			return err
		}
		if _, err := w.Write(append(line, '\n')); err != nil {
			return err
		}
	}
	return nil
}

// jsonRows turns rows into JSON; a text is valid until the next one.
func jsonRows(rows iter.Seq2[Row, error], c Collation) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		var line []byte
		for row, err := range rows {
			if err == nil {
				line, err = row.AppendJSON(line[:0], c)
			}
			if !yield(line, err) || err != nil {
				return
			}
		}
	}
}
