package quad

import (
	"bytes"
	"hash/maphash"
)

// View is a term as bytes that belong to somebody else, who says how long they
// stay as they are.
type View struct {
	Kind  Kind
	Value []byte
	Extra []byte // language tag or datatype IRI
}

// Term is the term with text of its own.
func (v View) Term() Term {
	if v.Kind == KindTyped {
		return Typed(string(v.Value), string(v.Extra))
	}
	return Term{kind: v.Kind, value: string(v.Value), extra: string(v.Extra)}
}

// Block is some quads that hold each of their terms once, as bytes: reading
// many quads makes no string of any term, and a store looks each term up once.
// The zero Block is empty.
type Block struct {
	// Rows are the quads: the numbers of the terms that Add gave for subject,
	// predicate, object and label.
	Rows [][4]uint32

	text  []byte
	terms []blockTerm // that of number 1 is the first
	table []uint32    // numbers, in places that the hashes give; a power of two
}

// blockTerm is a term of a block: its text starts with the extra.
type blockTerm struct {
	start, value, end uint32 // in the text
	hash              uint32
	kind              Kind
}

var blockSeed = maphash.MakeSeed()

// Len is the number of terms.
func (b *Block) Len() int { return len(b.terms) }

// View gives the term of a number that Add gave. Its bytes stay as long as the
// block. Number 0 is the zero term.
func (b *Block) View(number uint32) View {
	if number == 0 {
		return View{}
	}
	t := &b.terms[number-1]
	return View{t.kind, b.text[t.value:t.end], b.text[t.start:t.value]}
}

// Add gives the number of a term, the same for the same term. The zero term has
// the number 0, a plain literal is the same with and without its datatype. All
// terms together may take 4 GiB.
func (b *Block) Add(v View) uint32 {
	if v.Kind == None {
		return 0
	}
	if v.Kind == KindTyped && (len(v.Extra) == 0 || string(v.Extra) == XSDString) {
		v.Kind, v.Extra = KindString, nil
	}
	h := maphash.Bytes(blockSeed, v.Value) + uint64(v.Kind)
	if len(v.Extra) > 0 {
		h ^= maphash.Bytes(blockSeed, v.Extra) << 1
	}
	hash := uint32(h ^ h>>32)
	if 2*len(b.terms) >= len(b.table) {
		b.grow()
	}
	place := b.place(hash)
	for ; b.table[place] != 0; place = (place + 1) & uint32(len(b.table)-1) {
		t := &b.terms[b.table[place]-1]
		if t.hash == hash && t.kind == v.Kind && bytes.Equal(b.text[t.value:t.end], v.Value) && bytes.Equal(b.text[t.start:t.value], v.Extra) {
			return b.table[place]
		}
	}
	start := uint32(len(b.text))
	b.text = append(append(b.text, v.Extra...), v.Value...)
	b.terms = append(b.terms, blockTerm{start, start + uint32(len(v.Extra)), uint32(len(b.text)), hash, v.Kind})
	b.table[place] = uint32(len(b.terms))
	return b.table[place]
}

// place is where a term is looked for first.
func (b *Block) place(hash uint32) uint32 { return hash & uint32(len(b.table)-1) }

// grow doubles the table.
func (b *Block) grow() {
	b.table = make([]uint32, max(64, 2*len(b.table)))
	for i := range b.terms {
		place := b.place(b.terms[i].hash)
		for b.table[place] != 0 {
			place = (place + 1) & uint32(len(b.table)-1)
		}
		b.table[place] = uint32(i + 1)
	}
}

// Reset empties the block and keeps its memory for other quads.
func (b *Block) Reset() {
	b.Rows, b.text, b.terms = b.Rows[:0], b.text[:0], b.terms[:0]
	clear(b.table)
}

// Quads gives the quads with terms of their own.
func (b *Block) Quads() []Quad {
	terms := make([]Term, 1+len(b.terms))
	for i := range b.terms {
		terms[i+1] = b.View(uint32(i + 1)).Term()
	}
	quads := make([]Quad, len(b.Rows))
	for i, r := range b.Rows {
		quads[i] = Quad{terms[r[0]], terms[r[1]], terms[r[2]], terms[r[3]]}
	}
	return quads
}

// Append adds the quads of another block.
func (b *Block) Append(other *Block) {
	numbers := make([]uint32, 1+len(other.terms))
	for i := range other.terms {
		numbers[i+1] = b.Add(other.View(uint32(i + 1)))
	}
	for _, r := range other.Rows {
		b.Rows = append(b.Rows, [4]uint32{numbers[r[0]], numbers[r[1]], numbers[r[2]], numbers[r[3]]})
	}
}

// Hash is a hash of the term of a number, the same for the same term as long as
// the program runs.
func (b *Block) Hash(number uint32) uint32 { return b.terms[number-1].hash }
