package readings

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"bibgraph/data/translit"
	"bibgraph/loaders/record"
)

// keys are the citation keys of a list, and how often each was wanted.
type keys map[string]int

// of gives a reference its key: who, when, and the first long word of the
// title, in small Latin letters: "bazarov2009mongolo". The same reference has
// the same key in every list, but for a number behind one that is taken.
func (k keys) of(ref record.Reference) string {
	key := keyOf(ref)
	k[key]++
	if n := k[key]; n > 1 {
		// No key of its own ends so: none has a hyphen.
		return key + "-" + strconv.Itoa(n)
	}
	return key
}

func keyOf(ref record.Reference) string {
	w := ref.Work
	if w == nil {
		w = &record.Work{}
	}
	who := ""
	if len(w.Contributions) > 0 {
		agent := w.Contributions[0].Agent
		who = joined(agent.Family)
		if agent.Family == "" {
			who = longWord(agent.Literal)
		}
	}
	title := longWord(w.Title())
	if who == "" && title == "" {
		// Neither is in letters that can be told in Latin ones.
		sum := sha256.Sum256([]byte(ref.Raw))
		title = hex.EncodeToString(sum[:4])
		who = "ref"
	}
	year := ""
	if w.Published.Year > 0 {
		year = strconv.Itoa(w.Published.Year)
	}
	return who + year + title
}

// joined gives all words of a name in one: "vanderberg".
func joined(name string) string { return strings.ReplaceAll(translit.Fold(name), " ", "") }

// longWord gives the first word that is no article or preposition, as its
// length tells, or else the first.
func longWord(words string) string {
	all := strings.Fields(translit.Fold(words))
	i := max(0, slices.IndexFunc(all, func(word string) bool { return len(word) > 3 }))
	if i == len(all) {
		return ""
	}
	return all[i][:min(len(all[i]), longest)]
}

// longest is how much of a word a key shows.
const longest = 20

// isBlank reports whether a line has no words.
func isBlank(line string) bool { return strings.TrimFunc(line, unicode.IsSpace) == "" }
