// Package pquads reads and writes ProtoQuads, Cayley's binary form of quads:
// a magic number, a version, and messages of Protocol Buffers, each led by its
// length as a varint.
//
//	┌──────────────┬─────────────┬────────┬────────┬──────┬─
//	│ 00 70 71 00  │ 01 00 00 00 │ length │ Header │ leng │ …
//	│ magic        │ version, LE │ varint │        │      │ quads
//	└──────────────┴─────────────┴────────┴────────┴──────┴─
//
//	Header { bool full = 1; bool not_strict = 2 }
//	Quad   { Value subject = 1, predicate = 2, object = 3, label = 4 }
//	Value  { one of: bytes raw = 1; string str = 2, iri = 3, bnode = 4;
//	         { string value = 1, type = 2 } typed_str = 5;
//	         { string value = 1, lang = 2 } lang_str = 6;
//	         int64 int = 7; double float = 8; bool boolean = 9;
//	         { int64 seconds = 1; int32 nanos = 2 } time = 10 }
//
// A subject, predicate or object that is left out is that of the quad before.
// In a strict file (not_strict false) subject, predicate and label are
// references instead of values: { string bnode = 2, iri = 3 }.
//
// The package knows quads and no store.
package pquads

import (
	"google.golang.org/protobuf/encoding/protowire"

	"bibgraph/graph/quad"
)

// version is the only version there is.
const version = 1

// start is what every file begins with: the magic number and the version.
var start = []byte{0, 'p', 'q', 0, version, 0, 0, 0}

// Fields of the messages.
const (
	headerFull      protowire.Number = 1
	headerNotStrict protowire.Number = 2

	quadSubject   protowire.Number = 1
	quadPredicate protowire.Number = 2
	quadObject    protowire.Number = 3
	quadLabel     protowire.Number = 4

	valueRaw   protowire.Number = 1
	valueStr   protowire.Number = 2
	valueIRI   protowire.Number = 3
	valueBlank protowire.Number = 4
	valueTyped protowire.Number = 5
	valueLang  protowire.Number = 6
	valueInt   protowire.Number = 7
	valueFloat protowire.Number = 8
	valueBool  protowire.Number = 9
	valueTime  protowire.Number = 10

	refBlank protowire.Number = 2
	refIRI   protowire.Number = 3

	pairFirst  protowire.Number = 1 // value; seconds
	pairSecond protowire.Number = 2 // type or lang; nanos
)

// ReadTerm reads a single value, without a frame.
func ReadTerm(data []byte) (quad.Term, error) { return value(data) }
