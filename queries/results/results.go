// Package results is what answers look like: rows of terms by name, or values
// that a script made, and their forms for programs and for people.
//
// It knows terms and no query language, store or screen.
package results

import (
	"fmt"
	"io"
	"iter"
	"strings"

	"bibgraph/graph/quad"
)

// Row is one answer of a query.
type Row struct {
	// Names and Terms pair up; names come in the order in which the query
	// brings them up, "id" first for Gizmo. They are nil for a row that is a
	// bare Value, and empty for a row that binds nothing.
	Names []string
	Terms []quad.Term

	// Value is what a script emitted, if Names is nil: nil, bool, int64,
	// float64, string, []any or Object.
	Value any
}

// Object is a value with named members, in the order in which they were made.
type Object []Member

// Member is a named value in an Object.
type Member struct {
	Name  string
	Value any
}

// Collation says how terms look in JSON.
type Collation uint8

// Collations.
const (
	// JSON is Cayley's default: IRIs in brackets, languages lost.
	JSON Collation = iota
	// JSONLD is what Cayley's web UI asks for: {"@id": …}, {"@value": …}.
	JSONLD
	// JSONLDText is JSONLD where rows hold numbers and booleans as text with a
	// type, for that UI, which cannot show them bare.
	JSONLDText
)

// Layout says how answers are laid out.
type Layout struct {
	// Columns to show, in this order; nil shows every column that the rows
	// bring up.
	Columns []string
	// Width of the screen in cells, to which tables are cut; 0 cuts nothing.
	Width int
	// Shorten gives the short form of an IRI in a table, and false if it has
	// none. Nil shortens nothing.
	Shorten func(iri string) (string, bool)
	// Collation of terms in JSON.
	Collation Collation
}

// Format is a form in which answers are written.
type Format struct {
	Name        string
	Description string
	write       func(w io.Writer, rows iter.Seq2[Row, error], l Layout) error
}

// Formats lists the forms, the one for people first.
var Formats = []Format{
	{"table", "columns for people to read", writeTable},
	{"json", "one JSON array", writeJSON},
	{"jsonl", "one JSON value a line", writeLines},
	{"csv", "comma-separated values, RFC 4180, with a header", writeCSV},
	{"tsv", "tab-separated values with a header", writeTSV},
}

// Names gives the names of all formats.
func Names() []string {
	names := make([]string, len(Formats))
	for i, f := range Formats {
		names[i] = f.Name
	}
	return names
}

// Write writes all rows in the named format. It ends with the first error of
// the rows or of w. Formats that need no look ahead write rows as they come.
func Write(w io.Writer, format string, rows iter.Seq2[Row, error], l Layout) error {
	for _, f := range Formats {
		if f.Name == format {
			return f.write(w, rows, l)
		}
	}
	return fmt.Errorf("results: no format %q; there are %s", format, strings.Join(Names(), ", "))
}
