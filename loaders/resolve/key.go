package resolve

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"bibgraph/data/translit"
)

// keyVersion names the recipe of keys. Another recipe is another version:
// keys that are in the world stay what they are.
const keyVersion = "v1"

// key is what identifies a thing that has no registered identifier:
// kind|v1|part|part…, each part folded to plain letters.
type key struct {
	kind  Kind
	parts []string
}

func newKey(kind Kind, parts ...string) key {
	k := key{kind: kind}
	for _, p := range parts {
		k.parts = append(k.parts, fold(p))
	}
	return k
}

func (k key) String() string {
	return string(k.kind) + "|" + keyVersion + "|" + strings.Join(k.parts, "|")
}

// allWords lets iri take a part of the key whole.
const allWords = 1 << 30

// iri makes the IRI of a key: Base, the kind, a slug of the first words of
// each part for people, and the start of the key's hash for certainty.
func (k key) iri(words ...int) string {
	var slug []string
	for i, p := range k.parts {
		for j, w := range strings.Fields(p) {
			if j < words[i] && isASCII(w) {
				slug = append(slug, w)
			}
		}
	}
	sum := sha256.Sum256([]byte(k.String()))
	return Base + string(k.kind) + "/" + strings.Join(append(slug, hex.EncodeToString(sum[:4])), "-")
}

// fold brings a part of a key to plain Latin letters and digits. A text that
// is mostly in a script with no table, such as 日本とモンゴル, keeps its own
// letters: without them all such names would be one.
func fold(s string) string {
	var covered, others int
	for _, r := range s {
		switch {
		case unicode.In(r, unicode.Latin, unicode.Cyrillic):
			covered++
		case unicode.IsLetter(r):
			others++
		}
	}
	if others <= covered {
		return translit.Fold(s)
	}
	s = cases.Fold().String(norm.NFKC.String(s))
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return !unicode.In(r, unicode.L, unicode.M, unicode.N)
	}), " ")
}

// initials gives the first letter of each given name: "И. А." and "Иван
// Андреевич" both "И А". What is printed as an initial is kept whole, since
// "Yu." is one letter of the name.
func initials(given string) string {
	var out []string
	for _, name := range strings.FieldsFunc(strings.ReplaceAll(given, ".", ". "), isBetweenNames) {
		letters, abbreviated := strings.CutSuffix(name, ".")
		if first := []rune(letters); !abbreviated && len(first) > 1 {
			letters = string(first[:1])
		}
		out = append(out, letters)
	}
	return strings.Join(out, " ")
}

func isBetweenNames(r rune) bool {
	return r != '.' && !unicode.In(r, unicode.L, unicode.M)
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r > unicode.MaxASCII }) < 0
}
