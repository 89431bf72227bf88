package pquads_test

import (
	"bytes"
	"encoding/hex"
	"errors"
	"iter"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"bibgraph/graph/formats/pquads"
	"bibgraph/graph/quad"
)

var byValue = cmp.Comparer(func(a, b quad.Quad) bool { return a == b })

// begin is the start of a file, and its header.
const (
	begin     = "00707100 01000000 "
	notStrict = "02 1001 "
	strict    = "00 "
)

// The bytes of each kind of value, in the field that Cayley has it in.
func TestWrite_bytes(t *testing.T) {
	s, p := quad.IRI("s"), quad.IRI("p")
	for _, c := range []struct {
		name  string
		quads []quad.Quad
		want  string
	}{
		{"nothing", nil, begin + notStrict},
		{
			"what is as before is left out, save the label",
			[]quad.Quad{
				{Subject: s, Predicate: p, Object: quad.String("o"), Label: quad.IRI("g")},
				{Subject: s, Predicate: p, Object: quad.Blank("o"), Label: quad.IRI("g")},
			},
			begin + notStrict +
				"14" + "0a03 1a0173" + "1203 1a0170" + "1a03 12016f" + "2203 1a0167" +
				"0a" + "1a03 22016f" + "2203 1a0167",
		},
		{
			"language",
			[]quad.Quad{{Subject: s, Predicate: p, Object: quad.Lang("o", "mn")}},
			begin + notStrict + "15" + "0a03 1a0173" + "1203 1a0170" + "1a09 3207 0a016f 12026d6e",
		},
		{
			"datatype",
			[]quad.Quad{{Subject: s, Predicate: p, Object: quad.Typed("o", "t")}},
			begin + notStrict + "14" + "0a03 1a0173" + "1203 1a0170" + "1a08 2a06 0a016f 120174",
		},
		{
			"int",
			[]quad.Quad{{Subject: s, Predicate: p, Object: quad.Int(300)}},
			begin + notStrict + "0f" + "0a03 1a0173" + "1203 1a0170" + "1a03 38ac02",
		},
		{
			"int that is not canonical",
			[]quad.Quad{{Subject: s, Predicate: p, Object: quad.Typed("+5", "xsd:int")}},
			begin + notStrict + "1d" + "0a03 1a0173" + "1203 1a0170" + "1a11 2a0d 0a022b35 12077873643a696e74" + "3805",
		},
		{
			"float",
			[]quad.Quad{{Subject: s, Predicate: p, Object: quad.Float(4.5)}},
			begin + notStrict + "15" + "0a03 1a0173" + "1203 1a0170" + "1a09 41 0000000000001240",
		},
		{
			"bool",
			[]quad.Quad{{Subject: s, Predicate: p, Object: quad.Bool(false)}},
			begin + notStrict + "0e" + "0a03 1a0173" + "1203 1a0170" + "1a02 4800",
		},
		{
			"time",
			[]quad.Quad{{Subject: s, Predicate: p, Object: quad.Time(time.Unix(1, 2))}},
			begin + notStrict + "12" + "0a03 1a0173" + "1203 1a0170" + "1a06 5204 0801 1002",
		},
	} {
		var got bytes.Buffer
		if n, err := pquads.Write(&got, each(c.quads)); n != len(c.quads) || err != nil {
			t.Errorf("%s: wrote %d, %v", c.name, n, err)
		}
		if want := strings.ReplaceAll(c.want, " ", ""); hex.EncodeToString(got.Bytes()) != want {
			t.Errorf("%s:\n got %x\nwant %s", c.name, got.Bytes(), want)
		}
		back, err := read(c.want)
		if diff := cmp.Diff(c.quads, back, byValue); diff != "" || err != nil {
			t.Errorf("%s comes back with %v (-want +got):\n%s", c.name, err, diff)
		}
	}
}

// Forms that others write.
func TestRead(t *testing.T) {
	a, p, b := quad.IRI("a"), quad.IRI("p"), quad.Blank("b")
	for _, c := range []struct {
		name, data string
		want       []quad.Quad
	}{
		{
			"strict", begin + strict + "14" + "0a03 1a0161" + "1203 1a0170" + "1a03 1a0161" + "2203 120162",
			[]quad.Quad{{Subject: a, Predicate: p, Object: a, Label: b}},
		},
		{
			"raw values follow the string rule", begin + notStrict + "13" + "0a05 0a035f3a62" + "1203 1a0170" + "1a05 0a033c613e" + "00",
			[]quad.Quad{{Subject: b, Predicate: p, Object: a}, {Subject: b, Predicate: p, Object: a}},
		},
		{
			"the last of two values", begin + notStrict + "14" + "0a06 1a0162 1a0161" + "1203 1a0170" + "1a05 3807 1a0161",
			[]quad.Quad{{Subject: a, Predicate: p, Object: a}},
		},
		{
			"full, and fields that nobody knows", begin + "06 0801 1001 1801" + "11" + "0a03 1a0161" + "1203 1a0170" + "1a03 1a0161" + "7801",
			[]quad.Quad{{Subject: a, Predicate: p, Object: a}},
		},
	} {
		got, err := read(c.data)
		if diff := cmp.Diff(c.want, got, byValue); diff != "" || err != nil {
			t.Errorf("%s: %v (-want +got):\n%s", c.name, err, diff)
		}
	}
}

func TestRead_errors(t *testing.T) {
	for _, c := range []struct{ name, data, want string }{
		{"nothing", "", "q.pq: not a pquads file: it does not begin with the bytes 00 70 71 00"},
		{"text", "3c613e203c703e203c6f3e202e", "q.pq: not a pquads file: it does not begin with the bytes 00 70 71 00"},
		{"cut in the start", "0070710001", "q.pq: the file ends at byte 5, within its first 8"},
		{"a version to come", "00707100 02000000", "q.pq: unsupported pquads version: 2"},
		{"no header", begin, "q.pq: the header (at byte 8): the file ends before it"},
		{"a header cut", begin + "0210", "q.pq: the header (at byte 8): the file ends within the message"},
		{"a quad cut", begin + notStrict + "14 0a03", "q.pq: quad 1 (at byte 11): the file ends within the message"},
		{"a length cut", begin + notStrict + "80", "q.pq: quad 1 (at byte 11): the file ends within the message"},
		{"a length without end", begin + notStrict + "ffffffffffffffffffffff", "q.pq: quad 1 (at byte 11): its length: binary: varint overflows a 64-bit integer"},
		{"a promise too long", begin + notStrict + "ffffffffff01", "q.pq: quad 1 (at byte 11): a message of 68719476735 bytes is longer than 64 MiB"},
		{"nothing to lean on", begin + notStrict + "00", "q.pq: quad 1 (at byte 11): no subject"},
		{"a value of no kind", begin + notStrict + "02 0a00", "q.pq: quad 1 (at byte 11): a value is of no known kind"},
		{"a literal in a strict quad", begin + strict + "05 0a03 220161", "q.pq: quad 1 (at byte 9): a reference is neither an IRI nor a blank node"},
		{"a number for a text", begin + notStrict + "04 0a02 1801", "q.pq: quad 1 (at byte 11): field 3 of a value has the wire type 0, not 2"},
		{"a field cut", begin + notStrict + "02 0a05", "q.pq: quad 1 (at byte 11): unexpected EOF"},
		{"bytes that are no text", begin + notStrict + "0f 0a03 1a01ff 1203 1a0170 1a03 1a016f", `q.pq: quad 1 (at byte 11): subject "\xff": text is not UTF-8`},
	} {
		_, err := read(c.data)
		if err == nil || err.Error() != c.want {
			t.Errorf("%s:\n got %v\nwant %s", c.name, err, c.want)
		}
	}
}

// What broke the stream is not taken for its end.
func TestRead_brokenStream(t *testing.T) {
	broken := errors.New("connection reset")
	head, err := hex.DecodeString(strings.ReplaceAll(begin+notStrict, " ", ""))
	if err != nil {
		t.Fatal(err)
	}
	for cut := range len(head) + 1 {
		var last error
		for _, err := range pquads.Read(&breaking{head[:cut], broken}, "") {
			last = err
		}
		if !errors.Is(last, broken) {
			t.Errorf("after %d bytes: got %v, want %v", cut, last, broken)
		}
	}
}

func TestReadTerm(t *testing.T) {
	for _, c := range []struct {
		data string
		want quad.Term
	}{
		{"1a0161", quad.IRI("a")},
		{"38ac02", quad.Int(300)},
		{"", quad.Term{}},
		{"1a05", quad.Term{}},
	} {
		data, err := hex.DecodeString(c.data)
		if err != nil {
			t.Fatal(err)
		}
		got, err := pquads.ReadTerm(data)
		if got != c.want || (err != nil) != c.want.IsZero() {
			t.Errorf("%s: got %v, %v, want %v", c.data, got, err, c.want)
		}
	}
}

func TestWrite_errors(t *testing.T) {
	broken := errors.New("disk full")
	good := quad.Quad{Subject: quad.IRI("s"), Predicate: quad.IRI("p"), Object: quad.String("o")}
	if n, err := pquads.Write(&bytes.Buffer{}, each([]quad.Quad{good, {}})); n != 1 || err == nil || err.Error() != "pquads: cannot write a quad: no subject" {
		t.Errorf("wrote %d, %v", n, err)
	}
	if _, err := pquads.Write(failing{broken}, each([]quad.Quad{good})); !errors.Is(err, broken) {
		t.Errorf("got %v, want %v", err, broken)
	}
}

func FuzzRead(f *testing.F) {
	for _, text := range []string{
		begin + notStrict + "14 0a03 1a0173 1203 1a0170 1a03 12016f 2203 1a0167 0a 1a03 22016f 2203 1a0167",
		begin + notStrict + "15 0a03 1a0173 1203 1a0170 1a09 41 0000000000001240",
		begin + notStrict + "12 0a03 1a0173 1203 1a0170 1a06 5204 0801 1002",
		begin + strict + "14 0a03 1a0161 1203 1a0170 1a03 1a0161 2203 120162",
	} {
		data, err := hex.DecodeString(strings.ReplaceAll(text, " ", ""))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var quads, again []quad.Quad
		for q, err := range pquads.Read(bytes.NewReader(data), "") {
			if err != nil {
				break
			}
			quads = append(quads, q)
		}
		var written bytes.Buffer
		if _, err := pquads.Write(&written, each(quads)); err != nil {
			t.Fatal(err)
		}
		for q, err := range pquads.Read(&written, "") {
			if err != nil {
				t.Fatal(err)
			}
			again = append(again, q)
		}
		if diff := cmp.Diff(quads, again, byValue); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}

// read reads a file given in hexadecimal digits.
func read(digits string) (quads []quad.Quad, err error) {
	data, err := hex.DecodeString(strings.ReplaceAll(digits, " ", ""))
	if err != nil {
		return nil, err
	}
	for q, err := range pquads.Read(bytes.NewReader(data), "q.pq") {
		if err != nil {
			return quads, err
		}
		quads = append(quads, q)
	}
	return quads, nil
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

// breaking gives some bytes and then an error.
type breaking struct {
	data []byte
	err  error
}

func (b *breaking) Read(p []byte) (int, error) {
	if len(b.data) == 0 {
		return 0, b.err
	}
	n := copy(p, b.data)
	b.data = b.data[n:]
	return n, nil
}
