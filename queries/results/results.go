// Package results is what answers look like: rows of terms by name, or values
// that a script made, and their forms for programs and for people.
//
// It knows terms and no query language, store or screen.
package results

import "bibgraph/graph/quad"

// Row is one answer of a query.
type Row struct {
	// Names and Terms pair up; names come in the order in which the query
	// brings them up, "id" first for Gizmo. They are nil for a row that is a
	// bare Value.
	Names []string
	Terms []quad.Term

	// Value is what a script emitted, if Names is nil: nil, bool, int64,
	// float64, string, []any, map[string]any, a quad.Term, or a Row.
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
)
