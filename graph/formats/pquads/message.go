package pquads

import (
	"errors"
	"fmt"
	"math"
	"time"

	"google.golang.org/protobuf/encoding/protowire"

	"bibgraph/graph/quad"
)

// field is a field of a message: a number or bytes, as its wire type says.
type field struct {
	number protowire.Number
	kind   protowire.Type
	bits   uint64
	bytes  []byte
}

// each calls do with the fields of a message in turn. Groups and 32-bit
// fields, of which these messages have none, are skipped.
func each(message []byte, do func(field) error) error {
	for len(message) > 0 {
		var f field
		var n int
		f.number, f.kind, n = protowire.ConsumeTag(message)
		if n < 0 {
			return protowire.ParseError(n)
		}
		message = message[n:]
		switch f.kind {
		case protowire.VarintType:
			f.bits, n = protowire.ConsumeVarint(message)
		case protowire.Fixed64Type:
			f.bits, n = protowire.ConsumeFixed64(message)
		case protowire.BytesType:
			f.bytes, n = protowire.ConsumeBytes(message)
		default:
			n = protowire.ConsumeFieldValue(f.number, f.kind, message)
		}
		if n < 0 {
			return protowire.ParseError(n)
		}
		message = message[n:]
		if err := do(f); err != nil {
			return err
		}
	}
	return nil
}

// strict reads the header: whether the quads are strict.
func strict(message []byte) (bool, error) {
	strict := true
	err := each(message, func(f field) error {
		switch {
		case f.number == headerNotStrict && f.kind == protowire.VarintType:
			strict = !protowire.DecodeBool(f.bits)
		case f.number == headerFull: // every part is written: to read it makes no difference
		}
		return nil
	})
	return strict, err
}

// decode reads a quad; what it leaves out, save the label, is as before.
func decode(message []byte, strict bool, before quad.Quad) (quad.Quad, error) {
	q := before
	q.Label = quad.Term{}
	err := each(message, func(f field) (err error) {
		if f.kind != protowire.BytesType {
			return nil
		}
		read := value
		if strict && f.number != quadObject {
			read = reference
		}
		switch f.number {
		case quadSubject:
			q.Subject, err = read(f.bytes)
		case quadPredicate:
			q.Predicate, err = read(f.bytes)
		case quadObject:
			q.Object, err = read(f.bytes)
		case quadLabel:
			q.Label, err = read(f.bytes)
		default: // a field of times to come
		}
		return err
	})
	return q, err
}

// reference reads what a strict quad has for a value that is no literal.
func reference(message []byte) (t quad.Term, err error) {
	err = each(message, func(f field) error {
		switch {
		case f.number == refBlank && f.kind == protowire.BytesType:
			t = quad.Blank(string(f.bytes))
		case f.number == refIRI && f.kind == protowire.BytesType:
			t = quad.IRI(string(f.bytes))
		}
		return nil
	})
	if err == nil && t.IsZero() {
		err = errors.New("a reference is neither an IRI nor a blank node")
	}
	return t, err
}

// value reads any term: the last of the fields, but the text of a literal
// before its native value.
func value(message []byte) (t quad.Term, err error) {
	err = each(message, func(f field) error {
		want, known := valueTypes[f.number]
		switch {
		case !known:
			return nil
		case f.kind != want:
			return fmt.Errorf("field %d of a value has the wire type %d, not %d", f.number, f.kind, want)
		}
		last, err := valueField(f)
		if t.IsZero() || t.Canonical() != last {
			t = last
		}
		return err
	})
	if err == nil && t.IsZero() {
		err = errors.New("a value is of no known kind")
	}
	return t, err
}

var valueTypes = map[protowire.Number]protowire.Type{
	valueRaw:   protowire.BytesType,
	valueStr:   protowire.BytesType,
	valueIRI:   protowire.BytesType,
	valueBlank: protowire.BytesType,
	valueTyped: protowire.BytesType,
	valueLang:  protowire.BytesType,
	valueInt:   protowire.VarintType,
	valueFloat: protowire.Fixed64Type,
	valueBool:  protowire.VarintType,
	valueTime:  protowire.BytesType,
}

func valueField(f field) (quad.Term, error) {
	switch f.number {
	case valueRaw:
		return quad.FromString(string(f.bytes)), nil
	case valueStr:
		return quad.String(string(f.bytes)), nil
	case valueIRI:
		return quad.IRI(string(f.bytes)), nil
	case valueBlank:
		return quad.Blank(string(f.bytes)), nil
	case valueTyped:
		first, second, err := pair(f.bytes)
		return quad.Typed(string(first.bytes), string(second.bytes)), err
	case valueLang:
		first, second, err := pair(f.bytes)
		return quad.Lang(string(first.bytes), string(second.bytes)), err
	case valueInt:
		return quad.Int(int64(f.bits)), nil
	case valueFloat:
		return quad.Float(math.Float64frombits(f.bits)), nil
	case valueBool:
		return quad.Bool(protowire.DecodeBool(f.bits)), nil
	default:
		seconds, nanos, err := pair(f.bytes)
		return quad.Time(time.Unix(int64(seconds.bits), int64(int32(nanos.bits)))), err
	}
}

// pair reads a message of two fields.
func pair(message []byte) (first, second field, err error) {
	err = each(message, func(f field) error {
		switch f.number {
		case pairFirst:
			first = f
		case pairSecond:
			second = f
		default: // as above
		}
		return nil
	})
	return first, second, err
}
