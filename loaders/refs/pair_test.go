package refs_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"bibgraph/loaders/record"
	"bibgraph/loaders/refs"
)

func TestParsePair(t *testing.T) {
	const raw = "Базаров В.Б. Монголо-японские дипломатические отношения // Власть. 2009. № 9. С. 157-159."
	original := record.Title{Text: record.Text{Value: "Монголо-японские дипломатические отношения", Lang: "ru"}}
	for _, c := range []struct {
		name, raw, parallel string
		titles              []record.Title
		doi                 string
	}{
		{"none", raw, "", []record.Title{original}, ""},
		{
			"transliterated", raw, "Bazarov V.B. Mongolo-yaponskie diplomaticheskie otnosheniya // Vlast'. 2009. No 9. P. 157-159.",
			[]record.Title{original, {Text: record.Text{Value: "Mongolo-yaponskie diplomaticheskie otnosheniya", Lang: "ru-Latn"}, Kind: record.AlternativeTitle}},
			"",
		},
		{
			"both", raw, "Bazarov V.B. Mongolo-yaponskie diplomaticheskie otnosheniya [Mongol-Japanese diplomatic relations]. Vlast', 2009, no. 9, pp. 157-159. (In Russ.) https://doi.org/10.9999/abc",
			[]record.Title{
				original,
				{Text: record.Text{Value: "Mongolo-yaponskie diplomaticheskie otnosheniya", Lang: "ru-Latn"}, Kind: record.AlternativeTitle},
				{Text: record.Text{Value: "Mongol-Japanese diplomatic relations", Lang: "en"}, Kind: record.TranslatedTitle},
			},
			"10.9999/abc",
		},
		{
			"translated", raw + " https://doi.org/10.9999/own", "Bazarov V.B. Diplomacy between Mongolia and Japan. Vlast'. 2009. No. 9. P. 157-159. https://doi.org/10.9999/other",
			[]record.Title{original, {Text: record.Text{Value: "Diplomacy between Mongolia and Japan", Lang: "en"}, Kind: record.TranslatedTitle}},
			"10.9999/own",
		},
		{
			"the same words", "Campi A. Mongolia-South Korean Relations // The Eurasian Monitor. 2014. Vol. 11.", "Campi A. Mongolia - South Korean relations. The Eurasian Monitor, 2014, vol. 11.",
			[]record.Title{{Text: record.Text{Value: "Mongolia-South Korean Relations", Lang: "en"}}},
			"",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			ref := refs.ParsePair(c.raw, c.parallel)
			if ref.Raw != c.raw || ref.Parallel != c.parallel {
				t.Errorf("the words are now %q and %q", ref.Raw, ref.Parallel)
			}
			if diff := cmp.Diff(c.titles, ref.Work.Titles); diff != "" {
				t.Errorf("titles (-want +got):\n%s", diff)
			}
			if got := ref.Work.Identifier(record.DOI); got != c.doi {
				t.Errorf("DOI %q, want %q", got, c.doi)
			}
			if ref.Work.Language != refs.Parse(c.raw).Work.Language {
				t.Errorf("the language is now %q", ref.Work.Language)
			}
		})
	}
}
