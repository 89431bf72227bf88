package disk

import (
	"encoding/binary"
	"fmt"

	"github.com/cespare/xxhash/v2"

	"bibgraph/graph"
	"bibgraph/graph/quad"
	"bibgraph/graph/stores/disk/terms"
)

// encodeTerm writes a term with its class first. What follows the class is the
// term in the files and the value in id2term.
func encodeTerm(t quad.Term) []byte {
	class := graph.ClassOf(t)
	extra := t.Language()
	if class == graph.ClassTyped {
		extra = t.Datatype()
	}
	b := make([]byte, 0, 1+binary.MaxVarintLen64+len(extra)+len(t.Value()))
	b = append(b, byte(class))
	if class == graph.ClassLang || class == graph.ClassTyped {
		b = binary.AppendUvarint(b, uint64(len(extra)))
		b = append(b, extra...)
	}
	return append(b, t.Value()...)
}

// decodeTerm reads what encodeTerm wrote behind the class.
func decodeTerm(class graph.Class, s string) (quad.Term, bool) {
	switch class {
	case graph.ClassIRI:
		return quad.IRI(s), true
	case graph.ClassBlank:
		return quad.Blank(s), true
	case graph.ClassString:
		return quad.String(s), true
	case graph.ClassLang, graph.ClassTyped:
		length, n := binary.Uvarint([]byte(s[:min(len(s), binary.MaxVarintLen64)]))
		if n <= 0 || length > uint64(len(s)-n) {
			return quad.Term{}, false
		}
		end := n + int(length)
		extra, text := s[n:end], s[end:]
		if class == graph.ClassLang {
			return quad.Lang(text, extra), true
		}
		return quad.Typed(text, extra), true
	default:
		return quad.Term{}, false
	}
}

// dictionary finds the IDs of terms and the terms of IDs: in a sealed file,
// which has the first numbers of each class, and in Pebble's tables.
type dictionary struct {
	sealed *terms.File
	from   *reader
	secret []byte
	cache  *termCache
}

// term gives the term of an ID.
func (d *dictionary) term(id graph.ID) (quad.Term, error) {
	if id == graph.NoLabel {
		return quad.Term{}, nil
	}
	if t, ok := id.Inline(); ok {
		return t, nil
	}
	if id > maxID {
		return quad.Term{}, fmt.Errorf("disk: %w: %d", graph.ErrUnknownID, id)
	}
	if class, number := id.Class(), id.Number(); number < d.sealed.Len(class) {
		return d.sealedTerm(class, number)
	}
	if t, ok := d.cache.get(id); ok {
		return t, nil
	}
	value, ok, err := get(d.from, idKey(id))
	if err != nil {
		return quad.Term{}, err
	}
	if !ok {
		return quad.Term{}, fmt.Errorf("disk: %w: %d", graph.ErrUnknownID, id)
	}
	t, ok := decodeTerm(id.Class(), string(value))
	if !ok {
		return quad.Term{}, fmt.Errorf("disk: term %d: %w", id, graph.ErrCorrupt)
	}
	d.cache.put(id, t)
	return t, nil
}

// sealedTerm gives a term of the sealed file.
func (d *dictionary) sealedTerm(class graph.Class, number uint64) (quad.Term, error) {
	text, err := d.sealed.Text(class, number)
	if err != nil {
		return quad.Term{}, damaged(err)
	}
	t, ok := decodeTerm(class, text)
	if !ok {
		return quad.Term{}, fmt.Errorf("disk: term %d of class %d: %w", number, class, graph.ErrCorrupt)
	}
	return t, nil
}

// walkClass calls f with the IDs of a class that have numbers in a range, and
// their terms. The file has the first numbers.
func (d *dictionary) walkClass(class graph.Class, from, to uint64, f func(graph.ID, quad.Term) error) error {
	sealed := d.sealed.Len(class)
	for ; from < min(to, sealed); from++ {
		term, err := d.sealedTerm(class, from)
		if err == nil {
			err = f(graph.NumberedID(class, from), term)
		}
		if err != nil {
			return err
		}
	}
	if from == to {
		return nil
	}
	return d.walkTabled(idKey(graph.NumberedID(class, from)), idKey(graph.NumberedID(class, to)), f)
}

// walkTabled calls f with the IDs of the table id2term that have keys in a range,
// and their terms.
func (d *dictionary) walkTabled(lower, upper []byte, f func(graph.ID, quad.Term) error) error {
	return d.eachTabled(lower, upper, func(id graph.ID, value []byte) error {
		term, ok := id.Inline()
		if !ok {
			term, ok = decodeTerm(id.Class(), string(value))
		}
		if !ok {
			return fmt.Errorf("disk: term %d: %w", id, graph.ErrCorrupt)
		}
		return f(id, term)
	})
}

// eachTabled calls f with the IDs of the table id2term that have keys in a range,
// and their values, which are valid until f returns.
func (d *dictionary) eachTabled(lower, upper []byte, f func(graph.ID, []byte) error) error {
	return eachBetween(d.from, lower, upper, func(key, value []byte) error {
		if len(key) != 1+idBytes {
			return fmt.Errorf("disk: table id2term: %w", graph.ErrCorrupt)
		}
		return f(readID(key[1:]), value)
	})
}

// found is what the dictionary says of a term.
type found struct {
	id      graph.ID // 0 if it has none
	inline  bool     // carries its own value
	encoded []byte   // with class, if not inline
	hash    uint64   // of what is encoded
	ids     []byte   // all IDs with its hash in the table term2id
}

// key is where term2id has the IDs.
func (f *found) key() []byte { return hashKey(tableTerm2ID, f.hash) }

// unknown is what an empty dictionary says of a term.
func (d *dictionary) unknown(t quad.Term) found {
	if _, ok := graph.InlineID(t); ok {
		return found{inline: true}
	}
	encoded := encodeTerm(t)
	return found{encoded: encoded, hash: d.hash(encoded)}
}

// find looks for a term, by hash and then by its bytes.
func (d *dictionary) find(t quad.Term) (found, error) {
	if t.IsZero() {
		return found{id: graph.NoLabel}, nil
	}
	f := d.unknown(t)
	if f.inline {
		id, _ := graph.InlineID(t)
		_, used, err := get(d.from, idKey(id))
		if used {
			f.id = id
		}
		return f, err
	}
	if f.id = d.cache.idOf(f.hash, t); f.id != 0 {
		return f, nil
	}
	for class, number := range d.sealed.Find(f.hash) {
		other, err := d.sealedTerm(class, number)
		if err != nil {
			return f, err
		}
		if other == t {
			f.id = graph.NumberedID(class, number)
			d.cache.putID(f.hash, f.id, t)
			return f, nil
		}
	}
	var err error
	if f.ids, _, err = get(d.from, f.key()); err != nil {
		return f, err
	}
	for ids := f.ids; len(ids) >= idBytes; ids = ids[idBytes:] {
		id := readID(ids)
		other, err := d.term(id)
		if err != nil {
			return f, err
		}
		if other == t {
			f.id = id
			d.cache.putID(f.hash, id, t)
			return f, nil
		}
	}
	return f, nil
}

// hash gives the hash of an encoded term.
func (d *dictionary) hash(encoded []byte) uint64 {
	var h xxhash.Digest
	h.Reset()
	_, _ = h.Write(d.secret) // never fails
	_, _ = h.Write(encoded)
	return h.Sum64()
}

// variantsKey is the start of the keys of a canonical term's other spellings.
func (d *dictionary) variantsKey(canonical quad.Term) []byte {
	return hashKey(tableVariants, d.hash(encodeTerm(canonical)))
}

// variants gives the IDs of all terms with the value of t.
func (d *dictionary) variants(t quad.Term) ([]graph.ID, error) {
	canonical := t.Canonical()
	same, err := d.find(canonical)
	if err != nil {
		return nil, err
	}
	var ids []graph.ID
	if same.id != 0 {
		ids = append(ids, same.id)
	}
	if !canonical.IsLiteral() {
		return ids, nil // has no other spelling
	}
	prefix := d.variantsKey(canonical)
	err = each(d.from, prefix, func(key, _ []byte) error {
		if len(key) != len(prefix)+idBytes {
			return fmt.Errorf("disk: variants: %w", graph.ErrCorrupt)
		}
		id := readID(key[len(prefix):])
		other, err := d.term(id)
		if err == nil && other.Canonical() == canonical {
			ids = append(ids, id)
		}
		return err
	})
	return ids, err
}
