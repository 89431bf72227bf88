package learn

import (
	"cmp"
	"slices"
	"strings"

	"bibgraph/loaders/record"
)

// Labeller says which words of a reference are which field.
type Labeller interface {
	Label(text string) []record.Span
}

// Score is how well some references were read. A field is right if its words
// are, whatever signs and label words stand beside them (see comparable).
type Score struct {
	Name       string
	References int
	Whole      int // references of which each field is right, or nearly so
	Right      int // fields
	Told       int
	Printed    int
}

// F1 is the harmonic mean of the precision and the recall of all fields.
func (s Score) F1() float64 {
	if s.Told+s.Printed == 0 {
		return 0
	}
	return 2 * float64(s.Right) / float64(s.Told+s.Printed)
}

// WholeShare is the share of references of which each field is right.
func (s Score) WholeShare() float64 {
	if s.References == 0 {
		return 0
	}
	return float64(s.Whole) / float64(s.References)
}

// Group gives the names of the groups that a reference is scored in.
type Group func(Reference) []string

// Measure scores a labeller on references, all together first, then by group,
// the largest first.
func Measure(l Labeller, refs []Reference, group Group) []Score {
	scores := map[string]*Score{}
	for _, r := range refs {
		one := measure(l, r)
		for _, name := range append([]string{"all"}, group(r)...) {
			s := scores[name]
			if s == nil {
				s = &Score{Name: name}
				scores[name] = s
			}
			s.References++
			s.Whole += one.Whole
			s.Right += one.Right
			s.Told += one.Told
			s.Printed += one.Printed
		}
	}
	var out []Score
	for _, s := range scores {
		out = append(out, *s)
	}
	slices.SortFunc(out, func(a, b Score) int {
		if (a.Name == "all") != (b.Name == "all") {
			if a.Name == "all" {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(b.References, a.References), strings.Compare(a.Name, b.Name))
	})
	return out
}

// measure scores one reference.
func measure(l Labeller, r Reference) Score {
	want, got := wanted(r), wordsOf(r.Text, l.Label(r.Text))
	s := Score{Whole: 1}
	for _, name := range r.Scored {
		f := record.Field(name)
		if folded(f) != f {
			continue // scored with the field that it is folded into
		}
		w, g := comparable(f, want[f]), comparable(f, got[f])
		if w != "" {
			s.Printed++
		}
		if g != "" {
			s.Told++
		}
		switch {
		case w == g && w != "":
			s.Right++
		case w != g && !nearly(f, w, g):
			s.Whole = 0
		}
	}
	return s
}

// wanted gives the words of each field as the corpus has them.
func wanted(r Reference) map[record.Field][]string {
	if r.Fields == nil {
		return wordsOf(r.Text, r.Spans)
	}
	want := map[record.Field][]string{}
	for name, words := range r.Fields {
		f := record.Field(name)
		if ours, ok := names[name]; ok {
			f = ours
		}
		want[folded(f)] = append(want[folded(f)], words...)
	}
	return want
}

// wordsOf gives the words of each field.
func wordsOf(text string, spans []record.Span) map[record.Field][]string {
	runes, all := []rune(text), map[record.Field][]string{}
	for _, s := range spans {
		f := folded(s.Field)
		all[f] = append(all[f], string(runes[s.Start:s.End]))
	}
	return all
}

// nearly reports whether long texts differ by a fifth of their letters at most.
func nearly(f record.Field, a, b string) bool {
	if !textFields[f] || a == "" || b == "" {
		return false
	}
	x, y := []rune(strings.ReplaceAll(a, " ", "")), []rune(strings.ReplaceAll(b, " ", ""))
	return distance(x, y) <= max(len(x), len(y))/5
}

var textFields = map[record.Field]bool{
	record.FieldAuthor: true, record.FieldEditor: true, record.FieldTranslator: true, record.FieldTitle: true,
	record.FieldContainer: true, record.FieldCollection: true, record.FieldPublisher: true, record.FieldPlace: true,
	record.FieldEdition: true, record.FieldNote: true, record.FieldGenre: true,
}

// distance is how many letters must be changed, put in or left out to make one
// text of the other (Levenshtein 1966).
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range b {
			cost := diagonal
			if x != y {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
