package lists

import (
	"regexp"
	"slices"
	"strings"

	"bibgraph/data/translit"
)

// features are what an entry keeps in another script or language: its DOI, its
// numbers, and the consonants of its names and words.
type features struct {
	doi     string
	numbers []string // in order of their digits, without zeros before them
	words   []string // skeletons, in the order of the alphabet
}

var figures = regexp.MustCompile(`\d+`)

func featuresOf(text string) features {
	f := features{doi: strings.ToLower(strings.TrimRight(bareDOI.FindString(text), ".,;:)]"))}
	if f.doi != "" {
		text = bareDOI.ReplaceAllString(text, " ")
	}
	for _, n := range figures.FindAllString(text, -1) {
		if n = strings.TrimLeft(n, "0"); n != "" {
			f.numbers = append(f.numbers, n)
		}
	}
	for w := range strings.FieldsSeq(translit.Fold(figures.ReplaceAllString(text, " "))) {
		if s := skeleton(w); len(s) > 1 {
			f.words = append(f.words, s)
		}
	}
	slices.Sort(f.numbers)
	slices.Sort(f.words)
	return f
}

var bareDOI = regexp.MustCompile(`10\.\d{4,9}(?:\.\d+)*/\S+`)

// consonants brings what transliterations write in different ways to one
// letter each: щ ш ж ч ц х кс, and leaves out vowels with all signs of й and ь.
var consonants = strings.NewReplacer(
	"shch", "s", "sch", "s", "sc", "s", "sh", "s", "zh", "z", "kh", "h", "ch", "c", "tch", "c", "ts", "c", "tz", "c", "ph", "f", "th", "t", "ck", "k",
	"ks", "h", "x", "h", "w", "v", "q", "k", "a", "", "e", "", "i", "", "o", "", "u", "", "y", "", "j", "",
)

// skeleton is what is left of a folded word in any transliteration.
func skeleton(word string) string {
	return string(slices.Compact([]byte(consonants.Replace(word))))
}

// Alike tells how far two texts, in whatever letters, can be of the same
// source, from 0 to 1: by their DOI or, without two of them, by the numbers and
// words that they share.
func Alike(a, b string) float64 { return featuresOf(a).alike(featuresOf(b)) }

// worthOfNumbers is the part that numbers have in what makes entries alike;
// the words have the rest, as a translation shares but names.
const worthOfNumbers = 0.55

func (f features) alike(g features) float64 {
	if f.doi != "" && g.doi != "" {
		if f.doi == g.doi {
			return 1
		}
		return 0
	}
	numbers, countable := shared(f.numbers, g.numbers)
	words, readable := shared(f.words, g.words)
	switch {
	case countable && readable:
		return worthOfNumbers*numbers + (1-worthOfNumbers)*words
	case countable:
		return numbers
	}
	return words
}

// comparableTo reports whether both have numbers, or both have words.
func (f features) comparableTo(g features) bool {
	return len(f.numbers) > 0 && len(g.numbers) > 0 || len(f.words) > 0 && len(g.words) > 0
}

// shared tells what part of two sorted lists is in both, where long words and
// numbers count for more, and whether both have any.
func shared(a, b []string) (part float64, both bool) {
	if len(a) == 0 || len(b) == 0 {
		return 0, false
	}
	all, common := 0, 0
	for _, list := range [][]string{a, b} {
		for _, s := range list {
			all += weight(s)
		}
	}
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch c := strings.Compare(a[i], b[j]); {
		case c == 0:
			common += 2 * weight(a[i])
			i++
			j++
		case c < 0:
			i++
		default:
			j++
		}
	}
	return float64(common) / float64(all), true
}

func weight(s string) int { return min(len(s), 5) }
