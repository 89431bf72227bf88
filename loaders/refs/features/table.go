package features

// table is a map from hashes, which need no hashing again, by open addressing.
// A key of zero is none.
type table[K uint32 | uint64, V any] struct {
	keys   []K
	values []V
	held   int
}

// get gives the value of a key, zero if it has none.
func (t *table[K, V]) get(key K) V {
	if len(t.keys) > 0 {
		if i := t.find(key); t.keys[i] == key {
			return t.values[i]
		}
	}
	var none V
	return none
}

// put gives the place of a key's value, which holds until the next put.
func (t *table[K, V]) put(key K) *V {
	if 2*(t.held+1) > len(t.keys) {
		t.grow(t.held + 1)
	}
	i := t.find(key)
	if t.keys[i] != key {
		t.keys[i] = key
		t.held++
	}
	return &t.values[i]
}

// find gives the place of a key, or the free one where it belongs.
func (t *table[K, V]) find(key K) int {
	mask := len(t.keys) - 1
	i := int(key) & mask
	for t.keys[i] != key && t.keys[i] != 0 {
		i = (i + 1) & mask
	}
	return i
}

// grow makes room for so many keys.
func (t *table[K, V]) grow(keys int) {
	size := 16
	for size < 4*keys {
		size *= 2
	}
	old := *t
	t.keys, t.values = make([]K, size), make([]V, size)
	for i, key := range old.keys {
		if key != 0 {
			at := t.find(key)
			t.keys[at], t.values[at] = key, old.values[i]
		}
	}
}
