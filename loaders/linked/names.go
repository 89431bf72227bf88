package linked

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"bibgraph/data/translit"
	"bibgraph/graph/quad"
	"bibgraph/graph/vocab"
	"bibgraph/loaders/record"
)

// Schemes by which names are looked up. Titles are found in catalogues of all
// schemes; people by those of passports, libraries and databases; periodicals
// and organisations mostly keep to two. Mongolian has one for all.
var (
	titleSchemes  = []string{"iso", "bgn", "alaloc", "gost", "mns"}
	personSchemes = []string{"iso", "bgn", "alaloc", "mns"}
	nameSchemes   = []string{"iso", "bgn", "mns"}
)

func (b *builder) titleVariants(work quad.Term, w *record.Work) {
	for _, t := range w.Titles {
		if t.Kind == record.MainTitle {
			b.variants(work, vocab.DctermsAlternative, t.Text, titleSchemes)
		}
	}
}

func (b *builder) venueVariants(venue quad.Term, v record.Venue) {
	for _, t := range v.Titles {
		b.variants(venue, vocab.DctermsAlternative, t, nameSchemes)
	}
}

func (b *builder) organizationVariants(s quad.Term, o record.Organization) {
	b.variants(s, vocab.SchemaAlternateName, record.Text{Value: o.Name, Lang: o.Lang}, nameSchemes)
}

// personVariants writes a name in Latin letters or, where a Russian name is
// printed in those, as it most likely is in Cyrillic.
func (b *builder) personVariants(person quad.Term, a record.Agent) {
	name := record.Text{Value: oneName(a), Lang: a.Lang}
	b.variants(person, vocab.SchemaAlternateName, name, personSchemes)
	if strings.EqualFold(a.Lang, "ru-Latn") {
		if cyrillic, ok := translit.Cyrillic(name.Value); ok {
			b.in(NameVariants).text(person, vocab.SchemaAlternateName, record.Text{Value: cyrillic, Lang: "ru"})
		}
	}
}

// oneName is a name in one piece, family name first.
func oneName(a record.Agent) string {
	return cmp.Or(a.Literal, strings.TrimSpace(a.Family+" "+a.Given))
}

// scriptTag is the tag of a form of a name that is in the language of another
// form, but maybe not in its script: pages print "I. A. Ignatov" and "Игнатов
// И.А." side by side.
func scriptTag(form, tag string) string {
	cyrillic := strings.ContainsFunc(form, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) })
	base, latin := strings.CutSuffix(tag, "-Latn")
	switch {
	case latin && cyrillic:
		return base
	case !cyrillic && len(translit.Schemes(tag)) > 0:
		return tag + "-Latn"
	default:
		return tag
	}
}

func (b *builder) variants(s, predicate quad.Term, t record.Text, schemes []string) {
	for _, scheme := range translit.Schemes(t.Lang) {
		if latin := scheme.Latin(t.Value); slices.Contains(schemes, scheme.Name) && latin != t.Value {
			b.in(NameVariants).text(s, predicate, record.Text{Value: latin, Lang: scheme.Tag})
		}
	}
}
