package lists

import (
	"fmt"
	"math"
	"slices"
	"unicode"
)

// Paired is what became of two lists that may print the same sources.
type Paired struct {
	Entries []Entry // of the list that leads, each with its Parallel, and what only the other has
	Matched int     // how many entries of the two belong together
	Alone   int     // how many only the list that does not lead has
}

// alikeEnough is the least that two entries have in common to be of one
// source. Different sources of a list have 0.1 to 0.3: years, a journal.
const alikeEnough = 0.4

// alikeInPlace is the least where their place in the lists speaks for them, too.
const alikeInPlace = 0.25

// mostPairs bounds the table in which two lists are compared.
const mostPairs = 1 << 20

// Pair joins two lists of the same sources, the original and the one in Latin
// letters or in translation that journals print behind it. Their order is the
// same, but either may have entries of its own. The list with fewer Latin
// letters leads. If not half of the longer list is found in the other, they
// are two lists, and ok is false; Matched tells how many were found.
func Pair(a, b []Entry) (p Paired, ok bool) {
	if nonLatin(b) > nonLatin(a) {
		a, b = b, a
	}
	if len(a)*len(b) == 0 || len(a)*len(b) > mostPairs {
		return p, false
	}
	fa, fb := allFeatures(a), allFeatures(b)
	of, found := align(fa, fb)
	if 2*found < max(len(a), len(b)) {
		return Paired{Matched: found}, false
	}
	fillGaps(of, fa, fb)
	p.Entries = append(p.Entries, a...)
	taken := make([]bool, len(b))
	for i, j := range of {
		if j < 0 {
			continue
		}
		taken[j] = true
		p.Matched++
		if !sameWords(a[i], b[j]) {
			p.Entries[i].Parallel = b[j].Text
		}
	}
	for j, e := range b {
		if !taken[j] {
			p.Alone++
			p.Entries = append(p.Entries, e)
		}
	}
	return p, true
}

func allFeatures(entries []Entry) []features {
	all := make([]features, len(entries))
	for i, e := range entries {
		all[i] = featuresOf(e.Text)
	}
	return all
}

// align finds which entry of b is that of each in a, -1 for none, so that the
// order stays and all that is alike adds up to the most.
func align(a, b []features) (of []int, found int) {
	width := len(b) + 1
	best, gain := make([]float64, (len(a)+1)*width), make([]float32, len(a)*len(b))
	for i, x := range slices.Backward(a) {
		for j, y := range slices.Backward(b) {
			most := max(best[(i+1)*width+j], best[i*width+j+1])
			if g := x.alike(y); g >= alikeEnough {
				gain[i*len(b)+j] = float32(g)
				most = max(most, float64(float32(g))+best[(i+1)*width+j+1])
			}
			best[i*width+j] = most
		}
	}
	of = make([]int, len(a))
	for i, j := 0, 0; i < len(a); {
		of[i] = -1
		switch {
		case j == len(b):
			i++
		case gain[i*len(b)+j] > 0 && best[i*width+j] == float64(gain[i*len(b)+j])+best[(i+1)*width+j+1]:
			of[i] = j
			found++
			i++
			j++
		case best[i*width+j] == best[(i+1)*width+j]:
			i++
		default:
			j++
		}
	}
	return of, found
}

// fillGaps joins what stands between entries that were found, where both lists
// have as many there and nothing speaks against it: a translation may share
// little, and Chinese no word with anything.
func fillGaps(of []int, a, b []features) {
	before := -1 // in b
	for i := 0; i < len(of); {
		if of[i] >= 0 {
			before = of[i]
			i++
			continue
		}
		end := i
		for end < len(of) && of[end] < 0 {
			end++
		}
		next := len(b)
		if end < len(of) {
			next = of[end]
		}
		if next-before-1 == end-i {
			for k := i; k < end; k++ {
				if j := before + 1 + k - i; !a[k].comparableTo(b[j]) || a[k].alike(b[j]) >= alikeInPlace {
					of[k] = j
				}
			}
		}
		i = end
	}
}

// sameWords reports whether two entries differ only in how they are set.
func sameWords(a, b Entry) bool {
	return math.Abs(nonLatin([]Entry{a})-nonLatin([]Entry{b})) < 0.1 && Alike(a.Text, b.Text) > 0.85
}

// nonLatin tells what part of the letters of a list is not Latin.
func nonLatin(entries []Entry) float64 {
	latin, all := 0, 0
	for _, e := range entries {
		for _, r := range e.Text {
			if unicode.IsLetter(r) {
				all++
				if unicode.Is(unicode.Latin, r) {
					latin++
				}
			}
		}
	}
	return 1 - float64(latin)/float64(max(all, 1))
}

// Join pairs each list with the one behind it where they print the same
// sources, and gives the entries of all. Notes tell what was done with two lists.
func Join(all []List) (entries []Entry, notes []Note) {
	for i := 0; i < len(all); i++ {
		l := all[i]
		if i+1 == len(all) || len(l.Entries) == 0 || len(all[i+1].Entries) == 0 {
			entries = append(entries, l.Entries...)
			continue
		}
		other := all[i+1]
		p, ok := Pair(l.Entries, other.Entries)
		if !ok {
			notes = append(notes, Note{other.Entries[0].First, fmt.Sprintf("another list of %d entries begins here, behind one of %d", len(other.Entries), len(l.Entries))})
			entries = append(entries, l.Entries...)
			continue
		}
		what := fmt.Sprintf("the list repeats the one before: %d of %d entries are paired", p.Matched, max(len(l.Entries), len(other.Entries)))
		if p.Alone > 0 {
			what += fmt.Sprintf("; behind them stand those of one list only, %d", p.Alone)
		}
		notes = append(notes, Note{other.Entries[0].First, what})
		entries = append(entries, p.Entries...)
		i++
	}
	return entries, notes
}

// Note is what there is to say about a line.
type Note struct {
	Line    int // counted from 0
	Message string
}
