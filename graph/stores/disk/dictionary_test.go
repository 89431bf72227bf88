package disk_test

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"testing"

	"github.com/cespare/xxhash/v2"

	"bibgraph/graph"
	"bibgraph/graph/quad"
	"bibgraph/graph/stores/disk"
)

// Primes of XXH64.
const (
	prime1 = 11400714785074694791
	prime2 = 14029467366897019727
)

// sameHash makes two encoded plain literals with one hash. XXH64 reads 32 bytes
// at a time into four lanes; what differs in the first lane of one block is made
// good in the next.
func sameHash(secret []byte) (a, b []byte) {
	encode := func(first, second uint64) []byte {
		block := bytes.Repeat([]byte{'.'}, 64)
		binary.LittleEndian.PutUint64(block, first)
		binary.LittleEndian.PutUint64(block[32:], second)
		return block
	}
	class := uint64(graph.ClassString)
	lane := uint64(prime1)
	lane += prime2
	round := func(lane, input uint64) uint64 { return bits.RotateLeft64(lane+input*prime2, 31) * prime1 }
	for ; len(secret) >= 32; secret = secret[32:] {
		lane = round(lane, binary.LittleEndian.Uint64(secret))
	}
	inverse := uint64(1) // of prime2, by Newton
	for range 6 {
		inverse *= 2 - prime2*inverse
	}
	firstA, firstB := class|'a'<<8, class|'b'<<8
	secondA := uint64(0)
	secondB := secondA + (round(lane, firstA)-round(lane, firstB))*inverse
	return encode(firstA, secondA), encode(firstB, secondB)
}

func TestLookup_sameHash(t *testing.T) {
	s := open(t, t.TempDir(), disk.Options{})
	a, b := sameHash(s.Secret())
	hash := func(term []byte) uint64 { return xxhash.Sum64(append(bytes.Clone(s.Secret()), term...)) }
	if bytes.Equal(a, b) || hash(a) != hash(b) {
		t.Fatal("the two terms do not collide")
	}
	one, two := quad.String(string(a[1:])), quad.String(string(b[1:]))
	p := quad.IRI("p")
	add(t, s, quad.Quad{Subject: p, Predicate: p, Object: one})
	must(t, s.View(t.Context(), func(snap graph.Snapshot) error {
		if id, ok, err := snap.Lookup(two); ok || err != nil {
			t.Errorf("a term that nobody used has the ID %d, %v", id, err)
		}
		return nil
	}))
	add(t, s, quad.Quad{Subject: p, Predicate: p, Object: two})
	holds(t, s, quad.Quad{Subject: p, Predicate: p, Object: one}, quad.Quad{Subject: p, Predicate: p, Object: two})
	must(t, s.View(t.Context(), func(snap graph.Snapshot) error {
		for _, term := range []quad.Term{one, two} {
			id, ok, err := snap.Lookup(term)
			if err != nil || !ok {
				t.Errorf("lookup says %v, %v", ok, err)
			}
			if back, err := snap.Term(id); err != nil || back != term {
				t.Errorf("%s came back as %s, %v", term, back, err)
			}
		}
		return nil
	}))
}
