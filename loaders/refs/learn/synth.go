package learn

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"bibgraph/loaders/record"
)

// made is the source of references that were made up.
const made = "synth-made"

// Languages are those that references can be made up in.
func Languages() []string {
	var all []string
	for lang := range makings {
		all = append(all, lang)
	}
	slices.Sort(all)
	return all
}

// SynthOptions say what references are printed.
type SynthOptions struct {
	Seed  uint64
	Count int     // references of each language, or of each work if there are works
	Noise float64 // share of the references that are spoilt as printed ones are
}

// spoilt is the share of the places that are spoilt in a reference that is.
const spoilt = 0.03

// Make makes up references of a language, printed in the styles of its script.
// The same options give the same references.
func Make(lang string, o SynthOptions) ([]Reference, error) {
	of := readLists(listsText)[lang]
	if of == nil {
		return nil, fmt.Errorf("learn: no lists of %q: there are those of %v", lang, Languages())
	}
	m := making{Rand: rand.New(rand.NewPCG(o.Seed, uint64(hash(lang)))), lang: lang, of: of}
	next := m.fields
	return printed(m.Rand, lang, o, next), nil
}

// Print prints works, told by the words of their fields, in the styles of
// their script, each so many times.
func Print(works []map[record.Field]string, lang string, o SynthOptions) []Reference {
	g := rand.New(rand.NewPCG(o.Seed, 0))
	var all []Reference
	for _, w := range works {
		all = append(all, printed(g, lang, o, func() map[record.Field]string { return w })...)
	}
	for i := range all {
		all[i].ID = fmt.Sprintf("made:%d", i)
	}
	return all
}

// printed prints what next gives, in any style that it has the fields of.
func printed(g *rand.Rand, lang string, o SynthOptions, next func() map[record.Field]string) []Reference {
	styles := readStyles(stylesText)
	var all []Reference
	for n := range o.Count {
		fields := next()
		script := scriptOf(fields[record.FieldAuthor] + fields[record.FieldTitle])
		for _, i := range g.Perm(len(styles)) {
			s := styles[i]
			if s.script != script || slices.ContainsFunc(s.needs, func(f record.Field) bool { return fields[f] == "" }) {
				continue
			}
			text, spans := s.render(fields)
			r := Reference{ID: fmt.Sprintf("made:%s:%d", lang, n), Text: text, Spans: spans, Source: made, Lang: lang}
			if g.Float64() < o.Noise {
				r.noise(g, spoilt)
			}
			all = append(all, r)
			break
		}
	}
	return all
}
