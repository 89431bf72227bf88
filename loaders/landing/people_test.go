package landing_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bibgraph/loaders/record"
)

func TestDecode_names(t *testing.T) {
	for _, c := range []struct{ printed, family, given, literal string }{
		{"I. A. Ignatov", "Ignatov", "I. A.", ""},
		{"I.A. Ignatov", "Ignatov", "I. A.", ""},
		{"Ignatov I.A.", "Ignatov", "I. A.", ""},
		{"Ignatov, Ivan A.", "Ignatov", "Ivan A.", ""},
		{"Ivan Ignatov", "Ignatov", "Ivan", ""},
		{"Игнатов Иван Андреевич", "Игнатов", "Иван Андреевич", ""},
		{"Иван Андреевич Игнатов", "Игнатов", "Иван Андреевич", ""},
		{"Larisa Viktorovna Ratsiburskaya", "Ratsiburskaya", "Larisa Viktorovna", ""},
		{"Ludwig van der Berg", "van der Berg", "Ludwig", ""},
		{"Ван-Дамм Ж.-К.", "Ван-Дамм", "Ж.-К.", ""},
		{"Dulguun B.", "Dulguun", "B.", ""},
		{"Юй Дж.", "Юй", "Дж.", ""},
		{"Jane Q. Doe1*", "Doe", "Jane Q.", ""},
		{"SMITH Jane", "SMITH", "Jane", ""},
		{"VAN DER MEER Jan", "VAN DER MEER", "Jan", ""},
		{"Jane SMITH", "SMITH", "Jane", ""},
		{"ИВАНОВ Иван Иванович", "ИВАНОВ", "Иван Иванович", ""},
		{"IVAN PETROV", "PETROV", "IVAN", ""},
		{"Dr. Jane Smith, PhD", "Smith", "Jane", ""},
		{"Smith J., M.D., Ph.D.", "Smith", "J.", ""},
		{"Yo-Yo Ma", "Ma", "Yo-Yo", ""},
		{"Voltaire", "", "", "Voltaire"},
		{"World Health Organization", "", "", "World Health Organization"},
	} {
		w := decode(t, `<meta name="citation_title" content="A Title"><meta name="citation_author" content="`+c.printed+`">`).Work
		if len(w.Contributions) != 1 {
			t.Errorf("%s: %d authors", c.printed, len(w.Contributions))
			continue
		}
		if a := w.Contributions[0].Agent; a.Family != c.family || a.Given != c.given || a.Literal != c.literal {
			t.Errorf("%s: got %+v", c.printed, a)
		}
	}
}

// author writes an author as "family/given@country,country".
func author(c record.Contribution) string {
	parts := []string{c.Agent.Family + "/" + c.Agent.Given}
	for _, a := range c.Affiliations {
		parts = append(parts, "@ "+a.Name+"="+a.Country)
	}
	if c.Agent.ORCID != "" {
		parts = append(parts, c.Agent.ORCID)
	}
	return strings.Join(parts, " ")
}

func TestDecode_aboutTheAuthors(t *testing.T) {
	const citation = "\n\nFor citations:\n\nDoe J., Roe R. A Title. A Journal. 2020;(1):1-9.\n"
	for _, c := range []struct {
		name, part string
		want       []string
	}{
		{"paragraphs", "J. Doe\nUniversity of the North\nCanada\n\nR. Roe\nInstitute\nUSA", []string{"Doe/J. @ University of the North=CA", "Roe/R. @ Institute=US"}},
		{"no blank lines", "J. Doe\nUniversity of the North\nCanada\nR. Roe\nInstitute\nUSA", []string{"Doe/J. @ University of the North=CA", "Roe/R. @ Institute=US"}},
		{"no countries", "J. Doe\nUniversity of the North\n\nR. Roe\nInstitute", []string{"Doe/J. @ University of the North=", "Roe/R. @ Institute="}},
		{"lives", "J. Doe\nUniversity of the North\nCanada\n\nJane Doe, PhD, is professor of examples.\n\nR. Roe\nInstitute\nUSA\nAssociate Professor", []string{"Doe/J. @ University of the North=CA", "Roe/R. @ Institute=US"}},
		{"names of others in lives", "J. Doe\nUniversity of the North\nCanada\n\nAlbert Einstein\n\nR. Roe\nInstitute\nUSA", []string{"Doe/J. @ University of the North=CA", "Roe/R. @ Institute=US"}},
		{"several affiliations", "J. Doe\n1. University of the North\n2. Academy of the South\nCanada\n\nR. Roe\nInstitute; College\nUSA", []string{"Doe/J. @ University of the North=CA @ Academy of the South=CA", "Roe/R. @ Institute=US @ College=US"}},
		{"country in the line", "J. Doe\nUniversity of the North, Exampleton, Canada\n\nR. Roe\nInstitute (Germany)", []string{"Doe/J. @ University of the North, Exampleton=CA", "Roe/R. @ Institute=DE"}},
		{"blocks of their own", "Jane Doe\n\nUniversity of the North\n\nAuthor for correspondence.\nEmail: jane@example.org\nORCID iD: 0000-0002-1825-0097\n\nProfessor\n\nRichard Roe\n\nInstitute", []string{"Doe/Jane @ University of the North= 0000-0002-1825-0097", "Roe/Richard @ Institute="}},
		{"a name and nothing", "J. Doe\n\nR. Roe", []string{"Doe/J.", "Roe/R."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := decode(t, "A Journal\n\nAdvanced search\n\nA Title\n\nAbstract\n\nWords.\n\nAbout the Authors\n\n"+c.part+citation)
			var got []string
			for _, a := range r.Work.Contributions {
				got = append(got, author(a))
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestDecode_countries(t *testing.T) {
	for name, want := range map[string]string{
		"Russian Federation": "RU", "Россия": "RU", "Российская Федерация": "RU", "Mongolia": "MN", "Монголия": "MN",
		"USA": "US", "United States": "US", "United States of America": "US", "США": "US", "UK": "GB", "Great Britain": "GB",
		"Republic of Korea": "KR", "Korea, Republic of": "KR", "Республика Корея": "KR", "Viet Nam": "VN", "Вьетнам": "VN",
		"China": "CN", "КНР": "CN", "Kazakhstan": "KZ", "Республика Казахстан": "KZ", "Kyrgyzstan": "KG", "Белоруссия": "BY",
		"Japan": "JP", "Япония": "JP", "Côte d’Ivoire": "CI", "The Netherlands": "NL", "Türkiye": "TR", "Чешская Республика": "CZ",
		"España": "ES", "Iran, Islamic Republic of": "IR", "Moldova, Republic of": "MD", "Atlantis": "",
	} {
		r := decode(t, "A Journal\n\nAdvanced search\n\nA Title\n\nAbstract\n\nWords.\n\nAbout the Author\n\nJ. Doe\nUniversity of the North\n"+name+"\n")
		affiliations := r.Work.Contributions[0].Affiliations
		if affiliations[0].Country != want {
			t.Errorf("%s: got %q, want %q", name, affiliations[0].Country, want)
		}
		if want != "" && affiliations[0].AsPrinted != "University of the North, "+name {
			t.Errorf("printed as %q", affiliations[0].AsPrinted)
		}
	}
}

func TestDecode_truncated(t *testing.T) {
	page := string(read(t, "testdata/ojs2.html"))
	whole := decode(t, page).Work
	cut := decode(t, page[:strings.Index(page, "Primerov, I., &amp;")])
	if !noted(cut, "end of file", "ends before </html>") {
		t.Errorf("no note: %v", cut.Notes)
	}
	if cut.Work.Title() != whole.Title() || len(cut.Work.Contributions) != 2 || len(cut.Work.References) != 1 {
		t.Errorf("got %q, %d authors, %d references", cut.Work.Title(), len(cut.Work.Contributions), len(cut.Work.References))
	}
}

// A page that names its authors once in each language has no more authors for
// that; one that tags some names only has them all.
func TestDecode_authorsInLanguages(t *testing.T) {
	author := func(lang, name string) string {
		return `<meta name="citation_author" xml:lang="` + lang + `" content="` + name + `"><meta name="citation_author_institution" content="Institute of ` + name + `">`
	}
	for _, c := range []struct {
		name, tags string
		want       []string
	}{
		{"side by side", author("ru", "Сизова, Алла") + author("en", "Sizova, Alla") + author("ru", "Носов, Дмитрий") + author("en", "Nosov, Dmitrii"), []string{"Сизова", "Носов"}},
		{"one list after the other", author("ru", "Сизова, Алла") + author("ru", "Носов, Дмитрий") + author("en", "Sizova, Alla") + author("en", "Nosov, Dmitrii"), []string{"Сизова", "Носов"}},
		{"some names alone", author("ru", "Сизова, Алла") + author("ru", "Носов, Дмитрий") + author("en", "Smith, Jane"), []string{"Сизова", "Носов", "Smith"}},
	} {
		w := decode(t, `<meta name="citation_title" content="A Title">`+c.tags).Work
		var got []string
		for _, p := range w.Contributions {
			got = append(got, p.Agent.Family)
			if len(p.Affiliations) != 1 || !strings.Contains(p.Affiliations[0].Name, p.Agent.Family) {
				t.Errorf("%s: %s works at %+v", c.name, p.Agent.Family, p.Affiliations)
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}
