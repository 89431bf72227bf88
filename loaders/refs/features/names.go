package features

import (
	"cmp"
	"slices"

	"bibgraph/loaders/refs/tokens"
)

// Names are what containers, publishers and places are called, as references
// have printed them before. A Line finds them wherever they stand.
type Names struct {
	first table[uint32, uint8] // words of the longest name that begins with the word
	all   table[uint64, Name]
}

// Name is one of Names: the hash of its words and of the first of them, how
// many there are, and the classes that it is of, a bit each.
type Name struct {
	Hash    uint64
	First   uint32
	Words   uint8
	Classes uint8
}

// Classes of names.
const (
	Container = iota
	Publisher
	Place
	Collection
	nameClasses
)

// longest is how many words a name may have.
const longest = 10

// NewNames makes a list of names.
func NewNames(list ...Name) *Names {
	n := &Names{}
	n.all.grow(len(list))
	n.first.grow(len(list))
	for _, name := range list {
		n.add(name)
	}
	return n
}

// Add adds a name of a class. Names that are very short or long are left out.
func (n *Names) Add(class int, words []tokens.Token) {
	if len(words) == 0 || len(words) > longest || len(words) == 1 && words[0].Length < 3 {
		return
	}
	h := uint64(0)
	for i := range words {
		h = mixName(h, words[i].Word)
	}
	n.add(Name{h, words[0].Word, uint8(len(words)), 1 << class})
}

func (n *Names) add(name Name) {
	known := n.all.put(name.Hash)
	name.Classes |= known.Classes
	*known = name
	first := n.first.put(name.First)
	*first = max(*first, name.Words)
}

// List gives all names in the order of their hashes.
func (n *Names) List() []Name {
	var list []Name
	for i, hash := range n.all.keys {
		if hash != 0 {
			list = append(list, n.all.values[i])
		}
	}
	slices.SortFunc(list, func(a, b Name) int { return cmp.Compare(a.Hash, b.Hash) })
	return list
}

func mixName(h uint64, word uint32) uint64 {
	h = (h ^ uint64(word)) * 0x9E3779B97F4A7C15
	return h ^ h>>29
}

// find marks the tokens of the longest names in a line: for each class the
// number of words in the name, with the high bit on the first of them.
func (n *Names) find(l *Line) {
	for c := range l.names {
		l.names[c] = resize(l.names[c], len(l.Tokens))
		clear(l.names[c])
	}
	if n == nil {
		return
	}
	for i := range l.Tokens {
		most := int(n.first.get(l.Tokens[i].Word))
		if most == 0 {
			continue
		}
		h := uint64(0)
		for j := i; j < min(i+most, len(l.Tokens)); j++ {
			h = mixName(h, l.Tokens[j].Word)
			classes := n.all.get(h).Classes
			for c := range nameClasses {
				if classes>>c&1 != 0 && int(l.names[c][i]&0x7f) < j-i+1 {
					for k := i; k <= j; k++ {
						l.names[c][k] = uint8(j - i + 1)
					}
					l.names[c][i] |= 0x80
				}
			}
		}
	}
}

// names looks at whether the token is in a known name.
func names(l *Line, i int, out []uint32) []uint32 {
	for c := range l.names {
		if v := l.names[c][i]; v != 0 {
			begins := uint32(v >> 7)
			length := min(uint32(v&0x7f), 4)
			kind := uint32(150 + 4*c)
			out = append(out, h2(kind, begins, length), h3(kind+1, begins, length, uint32(l.token(i).Mark)))
			if i+1 == len(l.Tokens) || l.names[c][i+1] == 0 || l.names[c][i+1]>>7 == 1 {
				out = append(out, h2(kind+2, length, uint32(l.token(i+1).Mark)))
			}
		} else if i+1 < len(l.Tokens) && l.names[c][i+1]>>7 == 1 {
			out = append(out, h2(uint32(150+4*c+3), uint32(l.token(i+1).Mark), min(uint32(l.names[c][i+1]&0x7f), 4)))
		}
	}
	return out
}
