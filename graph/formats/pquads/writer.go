package pquads

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"math"
	"time"

	"google.golang.org/protobuf/encoding/protowire"

	"bibgraph/graph/quad"
)

// Write writes quads and tells how many. It stops at the first error. What it
// writes Read gives back, to the letter: a number, boolean or time is written as
// a native value and, if it is not in Cayley's canonical form, with its text
// and datatype before that. A reader of Protocol Buffers takes the last of the
// two, so that Cayley gets the number that its own N-Quads reader would make.
func Write(w io.Writer, quads iter.Seq2[quad.Quad, error]) (int, error) {
	out := bufio.NewWriterSize(w, 64<<10)
	message := protowire.AppendVarint(protowire.AppendTag(nil, headerNotStrict, protowire.VarintType), 1)
	if _, err := out.Write(append(start, protowire.AppendBytes(nil, message)...)); err != nil {
		return 0, err
	}
	var frame []byte
	var before quad.Quad
	n := 0
	for q, err := range quads {
		if err == nil {
			err = check(q)
		}
		if err != nil {
			return n, errors.Join(err, out.Flush())
		}
		message = appendQuad(message[:0], q, before)
		frame = protowire.AppendBytes(frame[:0], message)
		if _, err := out.Write(frame); err != nil {
			return n, err
		}
		before = q
		n++
	}
	return n, out.Flush()
}

func check(q quad.Quad) error {
	if err := q.Check(); err != nil {
		return fmt.Errorf("pquads: cannot write a quad: %w", err)
	}
	return nil
}

// appendQuad adds what q does not share with the quad before.
func appendQuad(b []byte, q, before quad.Quad) []byte {
	was := before.Terms()
	var buffer [256]byte
	for i, t := range q.Terms() {
		field := quadSubject + protowire.Number(i)
		if t.IsZero() || t == was[i] && field != quadLabel {
			continue
		}
		b = protowire.AppendTag(b, field, protowire.BytesType)
		b = protowire.AppendBytes(b, appendValue(buffer[:0], t))
	}
	return b
}

func appendValue(b []byte, t quad.Term) []byte {
	switch t.Kind() {
	case quad.KindIRI:
		return appendText(b, valueIRI, t.Value())
	case quad.KindBlank:
		return appendText(b, valueBlank, t.Value())
	case quad.KindLang:
		return appendPair(b, valueLang, t.Value(), t.Language())
	case quad.KindTyped:
		if t.Canonical() != t || t.Native() == nil {
			b = appendPair(b, valueTyped, t.Value(), t.Datatype())
		}
		return appendNative(b, t)
	default:
		return appendText(b, valueStr, t.Value())
	}
}

// appendNative adds the native value of a literal, if it has one.
func appendNative(b []byte, t quad.Term) []byte {
	switch v := t.Native().(type) {
	case int64:
		b = protowire.AppendTag(b, valueInt, protowire.VarintType)
		return protowire.AppendVarint(b, uint64(v))
	case float64:
		b = protowire.AppendTag(b, valueFloat, protowire.Fixed64Type)
		return protowire.AppendFixed64(b, math.Float64bits(v))
	case bool:
		b = protowire.AppendTag(b, valueBool, protowire.VarintType)
		return protowire.AppendVarint(b, protowire.EncodeBool(v))
	case time.Time:
		at := protowire.AppendTag(nil, pairFirst, protowire.VarintType)
		at = protowire.AppendVarint(at, uint64(v.Unix()))
		at = protowire.AppendTag(at, pairSecond, protowire.VarintType)
		at = protowire.AppendVarint(at, uint64(v.Nanosecond()))
		b = protowire.AppendTag(b, valueTime, protowire.BytesType)
		return protowire.AppendBytes(b, at)
	default:
		return b
	}
}

func appendText(b []byte, field protowire.Number, text string) []byte {
	return protowire.AppendString(protowire.AppendTag(b, field, protowire.BytesType), text)
}

func appendPair(b []byte, field protowire.Number, first, second string) []byte {
	pair := appendText(appendText(nil, pairFirst, first), pairSecond, second)
	return protowire.AppendBytes(protowire.AppendTag(b, field, protowire.BytesType), pair)
}
