package model

import (
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"sync"

	"github.com/klauspost/compress/zstd"

	"bibgraph/loaders/refs/crf"
	"bibgraph/loaders/refs/features"
)

// A model as bytes, numbers little-endian:
//
//	┌──────────┬─────────┬────────┬───────────────┬───────┬─────────────────────────┬─────┐
//	│ "bgref2" │ lexicon │ labels │ a, b of each  │ names │ hash 8, first 4, words, │ crf │
//	│          │ 4       │ a byte │ curve, whole  │ 4     │ classes, of each name   │     │
//	└──────────┴─────────┴────────┴───────────────┴───────┴─────────────────────────┴─────┘
//
// Version 2 tells the lexicon of words that the features were made with.

const magic = "bgref2"

// Append writes the model behind b.
func (m *Model) Append(b []byte) []byte {
	b = append(b, magic...)
	b = binary.LittleEndian.AppendUint32(b, m.lexicon)
	b = append(b, byte(len(Labels)))
	for l := range Labels {
		c := curve{1, 0}
		if m.sure.curves != nil {
			c = m.sure.curves[l]
		}
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(c.a))
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(c.b))
	}
	b = binary.LittleEndian.AppendUint32(b, math.Float32bits(m.sure.whole.a))
	b = binary.LittleEndian.AppendUint32(b, math.Float32bits(m.sure.whole.b))
	names := m.names.List()
	b = binary.LittleEndian.AppendUint32(b, uint32(len(names)))
	for _, n := range names {
		b = binary.LittleEndian.AppendUint64(b, n.Hash)
		b = binary.LittleEndian.AppendUint32(b, n.First)
		b = append(b, n.Words, n.Classes)
	}
	return m.crf.Append(b)
}

const nameBytes = 8 + 4 + 2

var errModel = errors.New("model: no model of this version")

// Decode reads a model that Append has written.
func Decode(b []byte) (*Model, error) {
	if len(b) < len(magic)+5 || string(b[:len(magic)]) != magic || int(b[len(magic)+4]) != len(Labels) {
		return nil, errModel
	}
	lexicon := binary.LittleEndian.Uint32(b[len(magic):])
	b = b[len(magic)+5:]
	if len(b) < 8*len(Labels)+12 {
		return nil, errModel
	}
	curves := make([]curve, len(Labels)+1)
	for l := range curves {
		curves[l].a = math.Float32frombits(binary.LittleEndian.Uint32(b[8*l:]))
		curves[l].b = math.Float32frombits(binary.LittleEndian.Uint32(b[8*l+4:]))
	}
	b = b[8*len(curves):]
	n := int(binary.LittleEndian.Uint32(b))
	b = b[4:]
	if n > len(b)/nameBytes {
		return nil, errModel
	}
	names := make([]features.Name, n)
	for i := range names {
		x := b[i*nameBytes:]
		names[i] = features.Name{
			Hash: binary.LittleEndian.Uint64(x), First: binary.LittleEndian.Uint32(x[8:]),
			Words: x[12], Classes: x[13],
		}
	}
	field, err := crf.Decode(b[n*nameBytes:])
	if err != nil {
		return nil, fmt.Errorf("model: %w", err)
	}
	m, err := New(field, features.NewNames(names...))
	if err != nil {
		return nil, err
	}
	m.lexicon = lexicon
	m.sure = calibration{curves[:len(Labels)], curves[len(Labels)]}
	return m, nil
}

//go:embed model.zst
var packed []byte

// Trained is the model that the program brings.
var Trained = sync.OnceValue(func() *Model {
	d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1))
	if err != nil {
		panic(err) // no option is wrong
	}
	defer d.Close()
	b, err := d.DecodeAll(packed, nil)
	if err != nil {
		panic(err) // it is part of the program
	}
	m, err := Decode(b)
	if err != nil {
		panic(err)
	}
	return m
})

// Pack writes the model as the program brings it.
func (m *Model) Pack() ([]byte, error) {
	e, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	return e.EncodeAll(m.Append(nil), nil), e.Close()
}
